import { describe, expect, it } from "vitest";
import { reportLinks } from "../src/links.ts";

const env = {
  GITHUB_SERVER_URL: "https://ghe.example.org",
  GITHUB_REPOSITORY: "octo/app",
  GITHUB_ACTION_REPOSITORY: "octo/check",
  GITHUB_ACTION_REF: "v1",
  GITHUB_RUN_ID: "42",
  GITHUB_SHA: "merge",
};

describe("reportLinks", () => {
  it("points at the head of a pull request, at the run, and at the action's own pages", () => {
    const event = {
      name: "pull_request",
      number: 7,
      base: "b",
      head: "h",
      isFork: false,
      isDependabot: false,
    } as const;
    const links = reportLinks(event, env, "services/chat");
    expect(links.file?.("require (x).txt", 3)).toBe(
      "https://ghe.example.org/octo/app/blob/h/services/chat/require%20%28x%29.txt#L3",
    );
    expect(links.rule?.("wrong-tokens")).toBe("https://ghe.example.org/octo/check/blob/v1/docs/rules/wrong-tokens.md");
    expect(links.home).toBe("https://ghe.example.org/octo/check/tree/v1");
    expect(links.whole).toBe("[the run](https://ghe.example.org/octo/app/actions/runs/42)");
  });

  it("points at the commit of an event without a head, and nowhere without a repository", () => {
    expect(reportLinks({ name: "schedule" }, env, "").file?.("a.txt")).toBe(
      "https://ghe.example.org/octo/app/blob/merge/a.txt",
    );
    expect(reportLinks({ name: "terminal" }, {}, "")).toEqual({ whole: "the JSON report" });
  });
});
