import { mkdirSync, writeFileSync } from "node:fs";
import { mkdir, rename } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { setImmediate } from "node:timers/promises";
import { CannotTell } from "../checks/cannot-tell.ts";
import { withTemporaryFolder } from "../platform/temporary-folder.ts";
import { isComplete, MANIFEST, manifestOf } from "./folder-manifest.ts";
import { clashingName, pathProblem } from "./member-path.ts";

/** Files by path, relative to the folder, with forward slashes. */
export type FolderContent = ReadonlyMap<string, Buffer | string>;

/** How long files are written at one go; then others of this process have their turn. Milliseconds. */
const TURN = 10;

/** One making at a time for each folder: two checks of one run may want the same. */
const underWay = new Map<string, Promise<string>>();

/**
 * A folder of files kept by key across runs and processes, made when it is not there or not complete. It appears at once and
 * whole: others never see a part of it.
 *
 * Guards against damage (a full disk, a cleaning job that took some files), not against whoever may write to the cache: sizes
 * are looked at, contents are not.
 *
 * @param key one path segment, of letters, digits and `._+-`
 * @param make its error is thrown as it is
 * @returns absolute path of `<cacheDir>/vllm-upgrade-check/source/<key>`
 * @throws {CannotTell} `tool-failed` or `disk-full` when it cannot be kept
 */
export async function keptFolder(cacheDir: string, key: string, make: () => Promise<FolderContent>): Promise<string> {
  if (!/^[A-Za-z0-9][\w.+-]*$/.test(key)) throw new TypeError(`not a key: ${key}`);
  const folder = resolve(cacheDir, "vllm-upgrade-check", "source", key);
  const running = underWay.get(folder);
  if (running !== undefined) return running;
  const work = provide(folder, make).finally(() => underWay.delete(folder));
  underWay.set(folder, work);
  return work;
}

async function provide(folder: string, make: () => Promise<FolderContent>): Promise<string> {
  if (isComplete(folder)) return folder;
  const parent = dirname(folder);
  // Before the work, so that nothing is downloaded in vain.
  await mkdir(parent, { recursive: true }).catch(cannotKeep);
  const content = await make();
  checkPaths([...content.keys()]);
  await withTemporaryFolder(parent, async (aside) => {
    const fresh = join(aside, "fresh");
    await writeAll(fresh, content);
    await settle(fresh, folder, join(aside, "damaged"));
  }).catch(cannotKeep);
  return folder;
}

/** The content comes from outside: what is to be written is looked at where it is written, whoever looked before. */
function checkPaths(paths: readonly string[]): void {
  for (const path of paths) {
    const problem = path === MANIFEST ? "is taken" : pathProblem(path);
    if (problem !== undefined) throw new Error(`${JSON.stringify(path)} cannot be written: it ${problem}`);
  }
  const clash = clashingName(paths);
  if (clash !== undefined) throw new Error(`${JSON.stringify(clash)} cannot be written: it is there twice`);
}

/** Synchronous in short turns: for 3,000 files twice as fast as through promises (100 ms against 190). */
async function writeAll(folder: string, content: FolderContent): Promise<void> {
  const folders = new Set([".", ...[...content.keys()].map((path) => dirname(path))]);
  for (const each of folders) mkdirSync(join(folder, each), { recursive: true });
  let started = performance.now();
  for (const [path, data] of [...content, [MANIFEST, manifestOf(content)] as const]) {
    // `wx`: names that differ in case alone are one file on some systems.
    writeFileSync(join(folder, path), data, { flag: "wx" });
    if (performance.now() - started < TURN) continue;
    await setImmediate();
    started = performance.now();
  }
}

/** Another process may have been first: its folder is as good, and may be in use. */
async function settle(fresh: string, folder: string, damaged: string): Promise<void> {
  try {
    await rename(fresh, folder);
  } catch (error) {
    if (isComplete(folder)) return;
    // What stands in the way is damaged. A folder cannot be replaced in one step, so it is put aside first.
    await rename(folder, damaged).catch(() => {
      throw error;
    });
    await rename(fresh, folder).catch((again: unknown) => {
      if (!isComplete(folder)) throw again;
    });
  }
}

function cannotKeep(error: unknown): never {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  const full = code === "ENOSPC" || code === "EDQUOT";
  throw new CannotTell(
    full ? "disk-full" : "tool-failed",
    `The sources of a release cannot be kept in the tool cache: ${error instanceof Error ? error.message : String(error)}.`,
    full
      ? "Free some disk space: the sources of one release take 80 MB."
      : "Let the job write to RUNNER_TOOL_CACHE, or point it at a folder where it can.",
    { cause: error },
  );
}
