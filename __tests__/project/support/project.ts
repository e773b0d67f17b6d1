import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's root folder. */
export const root = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));

export const read = (path: string): string => readFileSync(join(root, path), "utf8");

/** Every file git tracks or would track, relative to the root, dist/ and the lock file left out: what people write. */
export function sourceFiles(): string[] {
  const listed = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
    cwd: root,
    encoding: "utf8",
  });
  return listed
    .split("\n")
    .filter(
      (path) =>
        path !== "package-lock.json" && !path.startsWith("dist/") && path !== "" && existsSync(join(root, path)),
    )
    .sort();
}

export interface Ran {
  readonly exitCode: number | null;
  /** stdout and stderr, without colours. */
  readonly output: string;
}

/** Runs a command in the project (or in `cwd`) and gives back what it said. */
export function run(command: string, args: readonly string[], cwd = root): Ran {
  const result = spawnSync(command, args, {
    cwd,
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: "0" },
    maxBuffer: 64 << 20,
  });
  if (result.error) throw result.error;
  return { exitCode: result.status, output: `${result.stdout}${result.stderr}`.trim() };
}

/** A development tool of this project, run by this Node. `script` is its path in node_modules. */
export const tool = (script: string, ...args: readonly string[]): Ran =>
  run(process.execPath, [join(root, "node_modules", script), ...args]);
