import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CannotTell } from "../../src/checks/cannot-tell.ts";
import type { Event } from "../../src/event.ts";
import { baseTree } from "../../src/platform/base-tree.ts";
import { execute } from "../../src/platform/exec.ts";
import { fakeExec } from "../support/fake-exec.ts";

const env = { PATH: process.env["PATH"] ?? "", HOME: tmpdir() };
let folder: string;
let origin: string;

function git(cwd: string, ...args: readonly string[]): string {
  const settings = [
    "-c",
    "user.name=t",
    "-c",
    "user.email=t@example.org",
    "-c",
    "init.defaultBranch=main",
    "-c",
    "protocol.file.allow=always",
  ];
  return execFileSync("git", [...settings, ...args], {
    cwd,
    env,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  }).trim();
}

function commit(version: string, message: string): string {
  writeFileSync(join(origin, "requirements.txt"), `vllm==${version}\n`);
  git(origin, "add", ".");
  git(origin, "commit", "-m", message);
  return git(origin, "rev-parse", "HEAD");
}

let [first, tip, head, merge] = ["", "", "", ""];
/** `first` ← `tip` on main; `first` ← `head` on a branch; `merge` joins tip and head, as GitHub does. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "base-test-"));
  origin = join(folder, "origin");
  execFileSync("mkdir", [origin]);
  git(origin, "init");
  git(origin, "config", "uploadpack.allowAnySHA1InWant", "true");
  first = commit("0.30.0", "first");
  git(origin, "checkout", "-b", "topic");
  head = commit("0.32.0", "head");
  git(origin, "checkout", "main");
  tip = commit("0.31.0", "tip");
  git(origin, "checkout", "-b", "merged");
  git(origin, "merge", "-X", "theirs", "topic", "-m", "merge");
  merge = git(origin, "rev-parse", "HEAD");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const pullRequest = (base: string): Event => ({
  name: "pull_request",
  number: 1,
  base,
  head,
  isFork: false,
  isDependabot: false,
});
const versionAt = async (root: string, event: Event) =>
  (await baseTree(root, event, execute, env))?.read("requirements.txt");

describe("baseTree", () => {
  it("takes what the checked out merge commit was really merged onto, whatever the payload says", async () => {
    git(origin, "checkout", "--detach", merge);
    expect(await versionAt(origin, pullRequest(first))).toBe("vllm==0.31.0\n");
  });

  it("takes the common ancestor where the head itself is checked out: a branch that lags is no downgrade", async () => {
    git(origin, "checkout", "--detach", head);
    expect(await versionAt(origin, pullRequest(tip))).toBe("vllm==0.30.0\n");
  });

  it("fetches the base that a shallow clone lacks", async () => {
    git(origin, "checkout", "--detach", merge);
    const clone = join(folder, "shallow");
    git(folder, "clone", "--depth=1", `file://${origin}`, clone);
    expect(git(clone, "rev-parse", "HEAD")).toBe(merge);
    expect(await versionAt(clone, pullRequest(first))).toBe("vllm==0.31.0\n");
  });

  it("reaches back to the common ancestor from a shallow clone of the head", async () => {
    git(origin, "checkout", "topic");
    const clone = join(folder, "shallow-head");
    git(folder, "clone", "--depth=1", "--branch=topic", `file://${origin}`, clone);
    expect(await versionAt(clone, pullRequest(tip))).toBe("vllm==0.30.0\n");
  });

  it("does not take the tip for it where that cannot be reached", async () => {
    git(origin, "checkout", "topic");
    const clone = join(folder, "shallow-alone");
    git(folder, "clone", "--depth=1", "--branch=topic", `file://${origin}`, clone);
    git(clone, "remote", "set-url", "origin", join(folder, "nowhere"));
    const error = await baseTree(clone, pullRequest(tip), execute, env).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "base-missing", remedy: expect.stringContaining("fetch-depth: 0") });
  });

  it.each<[string, Event]>([
    ["merge_group", { name: "merge_group", base: "", head: "" }],
    ["push", { name: "push", base: "", head: "" }],
  ])("reads the commit before a %s", async (_, event) => {
    expect(await versionAt(origin, { ...event, base: first } as Event)).toBe("vllm==0.30.0\n");
  });

  it.each<Event>([
    { name: "terminal" },
    { name: "schedule" },
    { name: "workflow_dispatch" },
    { name: "push", head: "x" },
  ])("has no base on %j, and asks git nothing", async (event) => {
    const exec = fakeExec(() => undefined);
    expect(await baseTree(origin, event, exec, env)).toBeUndefined();
    expect(exec.calls).toEqual([]);
  });

  it("says what to set when the commit cannot be had", async () => {
    const error = await baseTree(origin, { name: "push", base: "1".repeat(40), head }, execute, env).catch(
      (reason) => reason,
    );
    expect(error).toBeInstanceOf(CannotTell);
    expect(error.code).toBe("base-missing");
    expect(error.message).toContain("111111111111");
    expect(error.remedy).toContain("fetch-depth");
  });

  it("says so too where there is no git at all", async () => {
    const error = await baseTree(
      origin,
      pullRequest(first),
      fakeExec(() => undefined),
      env,
    ).catch((reason) => reason);
    expect(error).toBeInstanceOf(CannotTell);
    expect(error.message).toContain("git could not be run");
  });
});
