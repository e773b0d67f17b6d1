import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { commentMarker } from "../../src/reporters/comment.ts";
import { type ReleaseIndex, startReleaseIndex } from "../process/support/release-index.ts";
import { createRepository, pullRequestPayload, type Repository } from "../process/support/repository.ts";
import { ACT_RUNS_HERE, runAct } from "../support/act.ts";
import { type GitHubFake, startGitHubFake } from "../support/github-fake.ts";
import { type Prism, startPrism } from "../support/prism.ts";

const PROJECT = resolve(import.meta.dirname, "../..");
const SHIPPED = ["action.yml", "package.json", "dist", "assets", "src/environment/probes"];
const RELEASES = [{ version: "0.31.0" }, { version: "0.32.0", yanked: "wrong kernels" }, { version: "0.32.1" }];
const TOKEN = "ghs_notarealtoken";

const USES_ITSELF = `
name: Upgrade check
on: pull_request
jobs:
  check:
    runs-on: ubuntu-24.04
    steps:
      - uses: actions/checkout@v7
      - id: upgrade
        uses: ./
        continue-on-error: true
        with:
          checks: pins, release
      - env:
          OUTCOME: \${{ steps.upgrade.outcome }}
          OUTPUTS: \${{ toJSON(steps.upgrade.outputs) }}
        run: echo "outcome $OUTCOME" $OUTPUTS
`;

let github: GitHubFake;
let prism: Prism;
let index: ReleaseIndex;
let repository: Repository;
let shipped: string;

beforeAll(async () => {
  [github, index] = await Promise.all([startGitHubFake(), startReleaseIndex(RELEASES)]);
  prism = await startPrism(github.url);
  github.publicUrl = prism.url;
  // As a release has it: no sources but the probes, and no node_modules, so that nothing works by accident.
  shipped = mkdtempSync(join(tmpdir(), "shipped-"));
  for (const path of SHIPPED) cpSync(join(PROJECT, path), join(shipped, path), { recursive: true });
});

afterAll(async () => {
  await Promise.all([prism?.close(), github?.close(), index?.close()]);
  rmSync(shipped, { recursive: true, force: true });
});

beforeEach(() => {
  github.comments.length = 0;
  repository = createRepository();
});

afterEach(() => repository.remove());

interface Surroundings {
  readonly local?: Readonly<Record<string, string>>;
  /** The package index, when not the loopback one. */
  readonly env?: Readonly<Record<string, string>>;
}

function runWorkflow(workflow: string, version: string, { local = {}, env }: Surroundings = {}) {
  const base = repository.commit({ "requirements.txt": "vllm==0.31.0\n", ".github/workflows/check.yml": workflow });
  repository.git("checkout", "--quiet", "-b", "upgrade");
  const head = repository.commit({ "requirements.txt": `vllm==${version}\n` });
  return runAct({
    repository: repository.path,
    event: "pull_request",
    payload: pullRequestPayload({ base, head }),
    label: "ubuntu-24.04",
    env: { GITHUB_API_URL: prism.url, ...(env ?? { UV_DEFAULT_INDEX: index.simple, PIP_CONFIG_FILE: "/dev/null" }) },
    token: TOKEN,
    local,
  });
}

/** What this machine needs to reach its package index; act passes nothing on by itself. */
function connection(): Record<string, string> {
  const names = [
    "NODE_EXTRA_CA_CERTS",
    "SSL_CERT_FILE",
    "UV_DEFAULT_INDEX",
    "PIP_INDEX_URL",
    "PIP_FIND_LINKS",
    "HTTPS_PROXY",
    "NO_PROXY",
  ];
  const set = names.flatMap((name) => (process.env[name] ? [[name, process.env[name]] as const] : []));
  return { ...Object.fromEntries(set), HOME: homedir() };
}

describe.runIf(ACT_RUNS_HERE)("a workflow that uses the action", () => {
  it.each([
    ["0.32.0", "failure", "fail", "1"],
    ["0.32.1", "success", "pass", "0"],
  ])("by ./ judges a pull request to %s: %s", async (version, outcome, verdict, findings) => {
    cpSync(shipped, repository.path, { recursive: true });
    const { exitCode, log } = await runWorkflow(USES_ITSELF, version);
    expect(exitCode, log).toBe(0);
    expect(log).toContain(`outcome ${outcome}`);
    const outputs = JSON.parse(/outcome \w+ (\{.*\})/.exec(log)?.[1] ?? "{}");
    expect(outputs).toMatchObject({
      verdict,
      findings,
      "current-version": "0.31.0",
      "target-version": version,
      "comment-url": github.comments[0]?.html_url,
    });
    expect(github.comments).toHaveLength(1);
    expect(github.comments[0]?.body.startsWith(commentMarker("Upgrade check", "check"))).toBe(true);
    expect(github.requests.at(-1)?.authorization).toBe(`token ${TOKEN}`);
    expect(log).toContain("Summary - ");
    expect(log.includes("::error title=Release was yanked,file=requirements.txt,line=1")).toBe(verdict === "fail");
    expect(log).not.toContain(TOKEN);
  });

  it("installs and runs both real releases, rehearses the rollback, and says so on the pull request", async () => {
    cpSync(shipped, repository.path, { recursive: true });
    const workflow = USES_ITSELF.replace("checks: pins, release", "builds: cpu");
    const { exitCode, log } = await runWorkflow(workflow, "0.32.0", { env: connection() });
    expect(exitCode, log).toBe(0);
    expect(log).toContain("outcome success");
    const body = github.comments[0]?.body ?? "";
    expect(body, log).toContain("Safe to merge: vLLM 0.31.0 → 0.32.0");
    expect(body).toMatch(/Inference \| ✅ \| ✅ \| passed \| 48 greedy tokens equal the reference/);
    expect(body).toMatch(/Roll back to vLLM 0\.31\.0: rehearsed in [\d.]+ s/);
    expect(body).toContain("-vllm==0.32.0\n+vllm==0.31.0");
  });

  it("as the README shows it blocks a withdrawn release", async () => {
    const [, workflow = ""] = /```yaml\n([\s\S]*?)```/.exec(readFileSync(join(PROJECT, "README.md"), "utf8")) ?? [];
    const [[id, job]] = Object.entries<{ steps: { uses?: string }[] }>(parse(workflow).jobs) as [
      [string, { steps: { uses?: string }[] }],
    ];
    const action = job.steps.map(({ uses }) => uses ?? "").find((uses) => uses.includes("vllm-upgrade-check")) ?? "";
    const { exitCode, log } = await runWorkflow(workflow, "0.32.0", { local: { [action]: shipped } });
    expect(exitCode, log).toBe(1);
    expect(github.comments[0]?.body.startsWith(commentMarker(parse(workflow).name, id)), log).toBe(true);
    expect(github.comments[0]?.body).toContain("wrong kernels");
    expect(log).toContain("::error title=Release was yanked,file=requirements.txt,line=1");
  });
});
