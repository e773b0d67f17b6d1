import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { commentMarker } from "../../src/reporters/comment.ts";
import { OUTPUT_NAMES } from "../../src/reporters/outputs.ts";
import { ACTIONS_BOT, type GitHubFake, startGitHubFake } from "../support/github-fake.ts";
import { type Prism, startPrism } from "../support/prism.ts";
import { type ReleaseIndex, startReleaseIndex } from "./support/release-index.ts";
import { createRepository, pullRequestPayload, type Repository } from "./support/repository.ts";
import { runAction } from "./support/run-action.ts";

const RELEASES = [{ version: "0.31.0" }, { version: "0.32.0", yanked: "wrong kernels" }, { version: "0.32.1" }];
const STATIC = { checks: "pins, release" };
const marker = commentMarker("Upgrade check", "check");
const requirements = (version: string) => `transformers\n\nvllm==${version}\n`;

let github: GitHubFake;
let prism: Prism;
let index: ReleaseIndex;
let repository: Repository;
let base: string;

beforeAll(async () => {
  [github, index] = await Promise.all([startGitHubFake(), startReleaseIndex(RELEASES)]);
  prism = await startPrism(github.url);
  github.publicUrl = prism.url;
});

afterAll(() => Promise.all([prism?.close(), github?.close(), index?.close()]));

beforeEach(() => {
  for (const list of [github.comments, github.requests, index.requests]) list.length = 0;
  Object.assign(github, { mode: "ok", viewer: ACTIONS_BOT });
  repository = createRepository();
  base = repository.commit({ "requirements.txt": requirements("0.31.0") });
});

afterEach(() => repository.remove());

/** A pull request that makes these changes, checked out as actions/checkout leaves it: detached. */
function propose(files: Readonly<Record<string, string>>): ReturnType<typeof pullRequestPayload> {
  const head = repository.commit(files);
  repository.git("checkout", "--quiet", "--detach", head);
  return pullRequestPayload({ base, head });
}

function check(payload: unknown, over: Partial<Parameters<typeof runAction>[0]> = {}) {
  const env = { GITHUB_API_URL: prism.url, UV_DEFAULT_INDEX: index.simple, ...over.env };
  return runAction({ workspace: repository.path, event: "pull_request", payload, inputs: STATIC, ...over, env });
}

describe("a pull request that moves the pin to a withdrawn release", () => {
  it("is blocked, and told so on every channel", async () => {
    const run = await check(propose({ "requirements.txt": requirements("0.32.0") }));
    expect(run.exitCode, run.stdout + run.stderr).toBe(1);
    expect(run.outputs).toMatchObject({
      verdict: "fail",
      "current-version": "0.31.0",
      "target-version": "0.32.0",
      findings: "1",
      "report-path": expect.stringMatching(/\.json$/),
      "comment-url": github.comments[0]?.html_url,
    });
    expect(Object.keys(run.outputs)).toEqual([...OUTPUT_NAMES]);
    expect(github.comments).toHaveLength(1);
    expect(github.comments[0]?.body.startsWith(`${marker}\n`)).toBe(true);
    for (const text of [github.comments[0]?.body, run.summary]) {
      expect(text).toContain("0.31.0");
      expect(text).toContain("wrong kernels");
      expect(text).toContain("requirements.txt");
    }
    expect(run.summary).not.toContain(marker);
    expect(run.commands).toContainEqual(
      expect.stringMatching(
        /^::error title=Release was yanked,file=requirements\.txt,line=3,(endLine=3,)?col=1::.*wrong kernels/,
      ),
    );
    expect(JSON.parse(run.report ?? "")).toMatchObject({ verdict: "fail", target: { version: "0.32.0" } });
  });

  it("turns green in the same comment once the pin is corrected", async () => {
    await check(propose({ "requirements.txt": requirements("0.32.0") }));
    const url = github.comments[0]?.html_url;
    const red = github.comments[0]?.body;
    const run = await check(propose({ "requirements.txt": requirements("0.32.1") }));
    expect(run.exitCode, run.stdout + run.stderr).toBe(0);
    expect(run.outputs).toMatchObject({
      verdict: "pass",
      "target-version": "0.32.1",
      findings: "0",
      "comment-url": url,
    });
    expect(github.comments).toHaveLength(1);
    expect(github.comments[0]?.body).not.toBe(red);
    expect(run.commands.filter((line) => line.startsWith("::error"))).toEqual([]);
  });

  it("keeps its verdict when the token may not comment, and says what to do", async () => {
    github.mode = "read-only";
    const run = await check(propose({ "requirements.txt": requirements("0.32.0") }));
    expect(run.exitCode).toBe(1);
    expect(run.outputs).toMatchObject({ verdict: "fail", "comment-url": "" });
    expect(run.commands).toContainEqual(expect.stringMatching(/^::warning::.*permissions: pull-requests: write/));
    expect(run.summary).toContain("wrong kernels");
  });

  it("is quiet where it is told to be", async () => {
    const inputs = { ...STATIC, comment: "false", annotations: "false", summary: "false", "release-notes": "false" };
    const run = await check(propose({ "requirements.txt": requirements("0.32.0") }), { inputs });
    expect(run.exitCode).toBe(1);
    expect(github.requests).toEqual([]);
    expect(run.summary).toBe("");
    expect(run.commands.filter((line) => line.includes("file="))).toEqual([]);
  });

  it("reads the configuration file, under what the workflow sets", async () => {
    const file = "checks: pins\ncomment: false\nsummary: false\n";
    const payload = propose({ "requirements.txt": requirements("0.32.0"), ".github/vllm-upgrade-check.yml": file });
    const run = await check(payload, { inputs: { ...STATIC, summary: "true" } });
    expect(run.outputs).toMatchObject({ verdict: "fail" });
    expect(run.summary).not.toBe("");
    expect(github.comments).toEqual([]);
  });
});

describe("a pull request that moves no pin", () => {
  it("is not applicable: success, no comment, nothing asked of the index", async () => {
    const run = await check(propose({ "README.md": "Hello\n" }));
    expect(run.exitCode, run.stdout + run.stderr).toBe(0);
    expect(run.outputs).toMatchObject({ verdict: "not-applicable", findings: "0", "comment-url": "" });
    expect(index.requests).toEqual([]);
    expect(github.requests.map(({ method }) => method)).toEqual(["GET"]);
    expect(run.milliseconds).toBeLessThan(5_000);
  });

  it("corrects the comment of an earlier push", async () => {
    github.plant(ACTIONS_BOT, `${marker}\nred`);
    const run = await check(propose({ "README.md": "Hello\n" }));
    expect(run.outputs["comment-url"]).toBe(github.comments[0]?.html_url);
    expect(github.comments[0]?.body).not.toContain("red");
  });
});

describe("what it must not do", () => {
  it("does not run on pull_request_target", async () => {
    const payload = propose({ "requirements.txt": requirements("0.32.0") });
    const run = await check(payload, { event: "pull_request_target" });
    expect(run.exitCode).toBe(2);
    expect(run.commands).toContainEqual(expect.stringMatching(/^::error::Refused on pull_request_target/));
    expect([...github.requests, ...index.requests]).toEqual([]);
  });

  it("does not guess at a payload that is not GitHub's", async () => {
    for (const payload of ["{", {}]) {
      const run = await check(payload);
      expect(run.exitCode).toBe(2);
      expect(run.commands).toContainEqual(expect.stringMatching(/^::error::The payload of the pull_request event/));
    }
  });

  it("does not start with inputs it does not understand, and names all of them", async () => {
    const run = await check(propose({}), { inputs: { builds: "gpu", "fail-on": "never" } });
    expect(run.exitCode).toBe(2);
    expect(run.stdout).toMatch(/::error::.*Input builds.*%0A.*Input fail-on/);
  });

  it("does not let a file in the repository speak to the runner", async () => {
    const evil = "requirements-::set-output name=verdict::pass.txt";
    const run = await check(propose({ [evil]: "vllm==0.32.0\n", "requirements.txt": requirements("0.32.0") }));
    expect(run.outputs["verdict"]).toBe("fail");
    expect(run.commands.filter((line) => line.includes("::set-output"))).toEqual([]);
  });

  it("does not print the token, but for asking the runner to mask it", async () => {
    const run = await check(propose({ "requirements.txt": requirements("0.32.0") }));
    expect(run.stdout).toContain("::add-mask::a-token");
    const rest = run.stdout.replace("::add-mask::a-token", "");
    expect([rest, run.stderr, run.summary, run.report, github.comments[0]?.body].join()).not.toContain("a-token");
  });
});

describe("an event without a pull request", () => {
  it("has a summary and outputs, and no comment", async () => {
    const head = repository.commit({ "requirements.txt": requirements("0.32.0") });
    const payload = {
      merge_group: { base_sha: base, head_sha: head, head_ref: `gh-readonly-queue/main/pr-7-${base}` },
    };
    const run = await check(payload, { event: "merge_group" });
    expect(run.exitCode, run.stdout + run.stderr).toBe(1);
    expect(run.outputs).toMatchObject({ verdict: "fail", "comment-url": "" });
    expect(run.summary).toContain("wrong kernels");
    // vLLM's release notes are read; nothing is asked of the repository or written to it.
    expect(github.requests.filter(({ path }) => !path.startsWith("/repos/vllm-project/vllm/releases/"))).toEqual([]);
  });
});
