import { describe, expect, it } from "vitest";
import type { Event } from "../src/event.ts";
import type { GitHubClient } from "../src/platform/github.ts";
import { GitHubError } from "../src/platform/github-errors.ts";
import { type Publication, publish } from "../src/publish.ts";
import { notApplicable } from "../src/report/short-reports.ts";
import { stopwatch } from "../src/stopwatch.ts";
import { CODE_FINDINGS, codeReport } from "./support/samples-code.ts";

const closing = { tool: "0.1.0", watch: stopwatch() };
const quiet = notApplicable("No vLLM pin changes.", [], closing);
const report = { ...quiet, verdict: "pass", reason: "Safe to merge: everything works." } as const;
const PULL: Event = { name: "pull_request", number: 7, base: "a", head: "b", isFork: true, isDependabot: false };
const URL = "https://github.com/octo/app/pull/7#issuecomment-1";

function client(over: Partial<GitHubClient> = {}): GitHubClient {
  const comment = { id: 1, body: "", url: URL, author: { login: "github-actions[bot]", isBot: true } };
  return {
    viewerLogin: async () => "github-actions[bot]",
    listComments: async () => [],
    createComment: async (_, body) => ({ ...comment, body }),
    updateComment: async (_, body) => ({ ...comment, body }),
    listChangedPatches: async () => [],
    listReviewComments: async () => [],
    createReview: async () => {},
    ...over,
  };
}

async function published(over: Partial<Publication> = {}) {
  const warnings: string[] = [];
  const info: string[] = [];
  const outputs: Record<string, string> = {};
  const files: Record<string, string> = {};
  const note = (message: string | Error) => void warnings.push(String(message));
  await publish({
    report,
    inputs: { comment: true, suggestions: true, annotations: true, summary: false },
    event: PULL,
    env: { GITHUB_WORKFLOW: "CI", GITHUB_JOB: "upgrade" },
    folder: "",
    reportPath: "/tmp/report.json",
    rollbackPath: "/tmp/rollback",
    connect: async () => client(),
    sink: {
      error: note,
      warning: note,
      notice: note,
      info: (message) => void info.push(message),
      setOutput: (name, value) => {
        outputs[name] = value;
      },
    },
    write: async (path, text) => {
      files[path] = text;
    },
    ...over,
  });
  return { warnings, info, outputs, files };
}

describe("publish", () => {
  it("sends one report to every channel", async () => {
    const { warnings, info, outputs, files } = await published();
    expect(warnings).toEqual([]);
    expect(info.join()).toContain("Safe to merge");
    expect(JSON.parse(files["/tmp/report.json"] ?? "")).toMatchObject({ verdict: "pass" });
    expect(outputs).toMatchObject({ verdict: "pass", "report-path": "/tmp/report.json", "comment-url": URL });
  });

  it.each(["pass", "fail", "inconclusive"] as const)(
    "writes SARIF where it is asked for, whatever the verdict: %s",
    async (verdict) => {
      const asked = { sarifPath: "/tmp/code.sarif", report: { ...report, verdict } };
      const { warnings, outputs, files } = await published(asked);
      expect(warnings).toEqual([]);
      expect(outputs["sarif-path"]).toBe("/tmp/code.sarif");
      expect(JSON.parse(files["/tmp/code.sarif"] ?? "")).toMatchObject({
        version: "2.1.0",
        runs: [{ properties: { verdict } }],
      });
      expect((await published()).outputs["sarif-path"]).toBe("");
    },
  );

  it.each<[string, Partial<Publication>]>([
    ["when it is switched off", { inputs: { comment: false, suggestions: true, annotations: true, summary: false } }],
    ["on an event without a pull request", { event: { name: "push", head: "b" } }],
    ["when there is nothing to say", { report: quiet }],
  ])("comments not %s, and that is no warning", async (_, over) => {
    const { warnings, outputs } = await published(over);
    expect(warnings).toEqual([]);
    expect(outputs["comment-url"] ?? "").toBe("");
  });

  it.each<[string, Partial<Publication>, RegExp]>([
    ["there is no token", { connect: undefined }, /no token\. Set github-token\. The verdict stands\.$/],
    [
      "the token may only read",
      {
        connect: async () =>
          client({
            listComments: () => Promise.reject(new GitHubError("permission", "Resource not accessible by integration")),
          }),
      },
      /fork.*The verdict stands\.$/,
    ],
    [
      "the report cannot be written",
      { write: () => Promise.reject(new Error("EACCES: permission denied")) },
      /could not be written to \/tmp\/report\.json: EACCES.*The verdict stands\.$/,
    ],
    [
      "the client cannot be made",
      { connect: () => Promise.reject(new TypeError("fetch failed for https://u:hunter2@ghe\n::error::planted")) },
      /fetch failed for https:\/\/\*\*\*@ghe\n: :error::planted\. The verdict stands\.$/,
    ],
  ])("warns, and goes on, where %s", async (_, over, words) => {
    const { warnings, outputs } = await published(over);
    expect(warnings).toEqual([expect.stringMatching(words)]);
    expect(outputs["verdict"]).toBe("pass");
  });

  it("puts edits at their lines first, and the comment does not show them again", async () => {
    const bodies: string[] = [];
    const before = CODE_FINDINGS[3]?.data?.["before"];
    const connect = async () =>
      client({
        listChangedPatches: async () => [{ path: "app/serve.py", patch: `@@ -8 +8 @@\n+${before}` }],
        createComment: async (_, body) => {
          bodies.push(body);
          return { id: 1, body, url: URL, author: { login: "x", isBot: false } };
        },
      });
    const { info, warnings } = await published({ report: codeReport(), connect });
    expect(info).toContain("1 suggestion placed at the lines of the pull request.");
    expect(warnings.some((text) => text.includes("No suggestions"))).toBe(false);
    expect(bodies[0]).toContain("see the suggestion at the line");
    expect(bodies[0]).not.toContain(`-${before}`);
    const inputs = { comment: true, suggestions: false, annotations: false, summary: false };
    await published({ report: codeReport(), connect, inputs });
    expect(bodies[1]).toContain(`-${before}`);
  });

  it("shows every edit in the comment where none could be placed, and the verdict stands", async () => {
    const bodies: string[] = [];
    const connect = async () =>
      client({
        listChangedPatches: () => Promise.reject(new GitHubError("permission", "Resource not accessible (HTTP 403)")),
        createComment: async (_, body) => {
          bodies.push(body);
          return { id: 1, body, url: URL, author: { login: "x", isBot: false } };
        },
      });
    const { info, outputs } = await published({ report: codeReport(), connect });
    expect(info.join("\n")).toMatch(/No suggestions at the lines .*HTTP 403.*the verdict stands\./);
    expect(bodies[0]).toContain("-from vllm.utils import get_open_port");
    expect(outputs["verdict"]).toBe("fail");
  });

  it("names no report where none was written", async () => {
    const { outputs } = await published({ write: () => Promise.reject(new Error("EACCES")) });
    expect(outputs["report-path"]).toBe("");
  });

  it("warns where the outputs cannot be set", async () => {
    const warnings: string[] = [];
    const note = (message: string | Error) => void warnings.push(String(message));
    const sink = {
      error: note,
      warning: note,
      notice: note,
      info: () => {},
      setOutput: () => {
        throw new Error("Missing file at path: /x");
      },
    };
    await published({ sink });
    expect(warnings).toEqual(["The outputs could not be set: Missing file at path: /x. The verdict stands."]);
  });

  it("warns where the job summary cannot be written", async () => {
    const { warnings, outputs } = await published({
      inputs: { comment: false, suggestions: false, annotations: false, summary: true },
      env: { GITHUB_STEP_SUMMARY: "/no/such/folder/summary.md" },
    });
    expect(warnings).toHaveLength(1);
    expect(outputs["verdict"]).toBe("pass");
  });
});
