import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";

/** The text of a file, or `undefined` when there is none. Other errors (a folder, no permission) are thrown. */
export async function readIfPresent(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR"))
      return undefined;
    throw error;
  }
}

/** This product's version, from the `package.json` beside `dist/`. */
export async function readProductVersion(actionRoot: string): Promise<string> {
  const manifest = JSON.parse(await readFile(join(actionRoot, "package.json"), "utf8")) as { version: string };
  return manifest.version;
}

/** Whether a path is a folder; a missing one is none. */
export async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
}
