import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readIfPresent, readProductVersion } from "../../src/platform/files.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "files-test-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it("reads a file, tells of none, and does not hide other errors", async () => {
  await writeFile(join(folder, "here"), "text");
  expect(await readIfPresent(join(folder, "here"))).toBe("text");
  expect(await readIfPresent(join(folder, "gone"))).toBeUndefined();
  expect(await readIfPresent(join(folder, "here", "below"))).toBeUndefined();
  await expect(readIfPresent(folder)).rejects.toMatchObject({ code: "EISDIR" });
});

it("reads the version beside the bundle", async () => {
  await writeFile(join(folder, "package.json"), '{"version": "1.2.3"}');
  expect(await readProductVersion(folder)).toBe("1.2.3");
});
