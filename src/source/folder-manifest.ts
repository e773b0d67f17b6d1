import { lstatSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Beside the files, inside their folder: so it comes and goes with them. Not a name that Python or a type checker reads. */
export const MANIFEST = ".vllm-upgrade-check-files.json";

/** The paths and sizes (bytes) of what a folder is made to hold, as text. */
export function manifestOf(content: ReadonlyMap<string, Buffer | string>): string {
  return JSON.stringify([...content].map(([path, data]) => [path, Buffer.byteLength(data)]));
}

/**
 * Whether every file is there and has its size. Synchronous: for 3,000 files that takes about 20 ms, through promises several times
 * as long.
 */
export function isComplete(folder: string): boolean {
  try {
    const files: unknown = JSON.parse(readFileSync(join(folder, MANIFEST), "utf8"));
    return Array.isArray(files) && files.every(([path, size]) => isFile(join(folder, path), size));
  } catch {
    return false;
  }
}

function isFile(path: string, size: unknown): boolean {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  return stats?.isFile() === true && stats.size === size;
}
