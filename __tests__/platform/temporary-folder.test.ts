import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { withTemporaryFolder } from "../../src/platform/temporary-folder.ts";

let parent: string;

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), "temporary-folder-"));
});

afterEach(() => {
  rmSync(parent, { recursive: true, force: true });
});

it("removes the folder after the work, and after a failure", async () => {
  const kept = await withTemporaryFolder(parent, async (folder) => {
    writeFileSync(join(folder, "file"), "x");
    return folder;
  });
  expect(existsSync(kept)).toBe(false);
  await expect(withTemporaryFolder(parent, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(readdirSync(parent)).toEqual([]);
});

it("leaves no listener behind", async () => {
  const before = process.listenerCount("exit");
  await withTemporaryFolder(parent, async () => {});
  expect(process.listenerCount("exit")).toBe(before);
});
