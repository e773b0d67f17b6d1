import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { changedFiles, isConfiguration } from "../../src/platform/changed-files.ts";
import { execute } from "../../src/platform/exec.ts";

const env = { PATH: process.env["PATH"] ?? "" };
let root: string;

const git = (...args: readonly string[]) =>
  execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.org", ...args], {
    cwd: root,
    encoding: "utf8",
  }).trim();

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "changed-"));
  git("init", "--quiet");
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

describe("changedFiles", () => {
  it("tells what was added, modified and deleted below the root, since a commit", async () => {
    mkdirSync(join(root, "chat"));
    for (const file of ["chat/values.yaml", "chat/old.yaml", "outside.yaml"]) writeFileSync(join(root, file), "a: 1\n");
    git("add", "-A");
    git("commit", "--quiet", "-m", "base");
    const base = git("rev-parse", "HEAD");
    writeFileSync(join(root, "chat/values.yaml"), "a: 2\n");
    writeFileSync(join(root, "outside.yaml"), "a: 2\n");
    writeFileSync(join(root, "chat/new file.yaml"), "a: 1\n");
    rmSync(join(root, "chat/old.yaml"));
    git("add", "-A");
    expect(await changedFiles(join(root, "chat"), base, execute, env)).toEqual([
      { file: "new file.yaml", change: "added" },
      { file: "old.yaml", change: "deleted" },
      { file: "values.yaml", change: "modified" },
    ]);
  });

  it("is empty where git cannot tell", async () => {
    expect(await changedFiles(root, "0".repeat(40), execute, env)).toEqual([]);
  });
});

it.each([
  ["deploy/values.yaml", true],
  ["docker/Dockerfile.gpu", true],
  [".env.production", true],
  ["Makefile", true],
  ["app.py", false],
  ["README.md", false],
])("%s is configuration: %s", (file, expected) => {
  expect(isConfiguration(file)).toBe(expected);
});
