import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { execute } from "../../src/platform/exec.ts";
import { repositoryFolder } from "../../src/platform/repository-folder.ts";

const env = { PATH: process.env["PATH"] ?? "", HOME: tmpdir() };
let workspace: string;
beforeAll(() => {
  workspace = mkdtempSync(join(tmpdir(), "folder-test-"));
  mkdirSync(join(workspace, "checkout/services/a b"), { recursive: true });
  execFileSync("git", ["init", "-q"], { cwd: join(workspace, "checkout"), env });
});
afterAll(() => rmSync(workspace, { recursive: true, force: true }));

describe("repositoryFolder", () => {
  it.each([
    ["checkout", ""],
    ["checkout/services/a b", "services/a b"],
    [".", undefined],
    ["absent", undefined],
  ])("of %s is %j", async (path, folder) => {
    expect(await repositoryFolder(join(workspace, path), execute, env)).toBe(folder);
  });
});
