import { mkdir, mkdtemp, readdir, readFile, rm, symlink, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CannotTell } from "../../src/checks/cannot-tell.ts";
import { keptFolder } from "../../src/source/source-cache.ts";

const CONTENT = new Map<string, Buffer | string>([
  ["vllm/__init__.py", Buffer.from("")],
  ["vllm/config/a.py", "a = 'ä'\n"],
  ["top.py", "t = 1\n"],
]);

let cacheDir: string;
let source: string;
beforeEach(async () => {
  cacheDir = await mkdtemp(join(tmpdir(), "source-cache-"));
  source = join(cacheDir, "vllm-upgrade-check", "source");
});
afterEach(() => rm(cacheDir, { recursive: true, force: true }));

function maker(content = CONTENT) {
  let made = 0;
  const make = async () => {
    made += 1;
    return content;
  };
  return { make, made: () => made };
}

describe("keptFolder", () => {
  it("makes the folder once, and leaves nothing beside it", async () => {
    const { make, made } = maker();
    const folder = await keptFolder(cacheDir, "abc-py", make);
    expect(folder).toBe(join(source, "abc-py"));
    expect(await readFile(join(folder, "vllm/config/a.py"), "utf8")).toBe("a = 'ä'\n");
    expect(await readFile(join(folder, "top.py"), "utf8")).toBe("t = 1\n");
    expect(await keptFolder(cacheDir, "abc-py", make)).toBe(folder);
    expect(made()).toBe(1);
    expect(await readdir(source)).toEqual(["abc-py"]);
  });

  it("does the work once for callers at the same time, and again after a failure", async () => {
    const { make, made } = maker();
    await Promise.all([
      keptFolder(cacheDir, "a", make),
      keptFolder(cacheDir, "a", make),
      keptFolder(cacheDir, "b", make),
    ]);
    expect(made()).toBe(2);
    const failing = () => Promise.reject(new Error("no wheel"));
    await expect(keptFolder(cacheDir, "c", failing)).rejects.toThrow("no wheel");
    expect(await keptFolder(cacheDir, "c", make)).toBe(join(source, "c"));
    expect((await readdir(source)).sort()).toEqual(["a", "b", "c"]);
  });

  it("takes the folder of another process that was first", async () => {
    const other = maker(new Map([["theirs.py", "x"]]));
    const folder = await keptFolder(cacheDir, "a", async () => {
      // What another process does meanwhile: by another path, so that it knows nothing of this one.
      await rm(source, { recursive: true });
      const link = join(cacheDir, "link");
      await symlink(cacheDir, link);
      await keptFolder(link, "a", other.make);
      return CONTENT;
    });
    expect(await readdir(folder)).toContain("theirs.py");
    expect(await readdir(source)).toEqual(["a"]);
  });

  it.each<[string, (folder: string) => Promise<unknown>]>([
    ["a file is gone", (folder) => rm(join(folder, "top.py"))],
    ["a file is cut off", (folder) => truncate(join(folder, "vllm/config/a.py"), 2)],
    ["a file is a folder", (folder) => rm(join(folder, "top.py")).then(() => mkdir(join(folder, "top.py")))],
    ["its list is gone", (folder) => rm(join(folder, ".vllm-upgrade-check-files.json"))],
    ["its list is no list", (folder) => writeFile(join(folder, ".vllm-upgrade-check-files.json"), "[1]")],
    ["it is a file", (folder) => rm(folder, { recursive: true }).then(() => writeFile(folder, "x"))],
  ])("makes the folder again when %s", async (_, damage) => {
    const { make, made } = maker();
    const folder = await keptFolder(cacheDir, "a", make);
    await damage(folder);
    await keptFolder(cacheDir, "a", make);
    expect(made()).toBe(2);
    expect(await readFile(join(folder, "top.py"), "utf8")).toBe("t = 1\n");
    expect(await readdir(source)).toEqual(["a"]);
  });

  it.each(["../x.py", "/x.py", "a\\x.py", "a/./x.py", ".vllm-upgrade-check-files.json"])(
    "does not write %s",
    async (path) => {
      const { make } = maker(new Map([[path, "x"]]));
      await expect(keptFolder(cacheDir, "a", make)).rejects.toThrow("cannot be written");
      expect(await readdir(source)).toEqual([]);
    },
  );

  it("does not write a file where a folder must be", async () => {
    const { make } = maker(
      new Map([
        ["a", "x"],
        ["a/b", "y"],
      ]),
    );
    await expect(keptFolder(cacheDir, "a", make)).rejects.toThrow('"a" cannot be written: it is there twice');
  });

  it.each(["", ".", "..", "a/b", ".hidden", "a b"])("takes no key that is not one name: %j", async (key) => {
    await expect(keptFolder(cacheDir, key, maker().make)).rejects.toThrow(TypeError);
  });

  it("could not tell where the cache cannot be written, before any work", async () => {
    await writeFile(join(cacheDir, "vllm-upgrade-check"), "a file in the way");
    const { make, made } = maker();
    const error: unknown = await keptFolder(cacheDir, "a", make).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(CannotTell);
    expect(error).toMatchObject({ code: "tool-failed", remedy: expect.stringContaining("RUNNER_TOOL_CACHE") });
    expect(made()).toBe(0);
  });

  it("leaves nothing behind where a file cannot be written", async () => {
    const { make } = maker(new Map([[`${"n".repeat(300)}.py`, "x"]]));
    await expect(keptFolder(cacheDir, "a", make)).rejects.toThrow(/cannot be kept in the tool cache: ENAMETOOLONG/);
    expect(await readdir(source)).toEqual([]);
  });
});
