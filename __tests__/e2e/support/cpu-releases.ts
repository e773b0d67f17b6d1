import { mkdtemp, readdir, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative, sep } from "node:path";
import { prepareLanes } from "../../../src/environment/lanes.ts";
import { findPython } from "../../../src/environment/uv.ts";
import { installerEnvironment } from "../../../src/platform/child-environment.ts";
import { execute } from "../../../src/platform/exec.ts";
import { inspectHost } from "../../../src/platform/host.ts";
import { readIndexSettings } from "../../../src/platform/index-config.ts";
import { provideTool } from "../../../src/platform/tools.ts";
import { requirements, silentProgress } from "../../support/samples-environment.ts";

export interface CpuRelease {
  readonly version: string;
  /** The environment's interpreter. */
  readonly python: string;
  /** `vllm/…` → text, of every `.py` that was installed. */
  readonly files: ReadonlyMap<string, string>;
  /** Every file under `vllm/`, compiled ones included. */
  readonly names: readonly string[];
}

/** Installs the CPU builds of two releases as the product does. */
export async function installCpuReleases(current: string, target: string) {
  const folder = await mkdtemp(join(tmpdir(), "living-"));
  const host = await inspectHost(execute, process.env);
  const settings = await readIndexSettings(process.env);
  const tools = { fetch, settings, cacheDir: join(folder, "tools"), platform: host.toolPlatform };
  const uv = {
    exec: execute,
    uv: await provideTool("uv", tools),
    env: installerEnvironment(process.env),
    folder,
  };
  const lane = <Role extends "current" | "target">(role: Role, version: string) => ({
    role,
    version,
    sets: [{ file: "requirements.txt", requirements: requirements() }] as const,
    leftOut: [],
  });
  const state = await prepareLanes({
    uv,
    settings,
    host,
    python: (await findPython(uv, "3.11")) ?? "3.11",
    pythonVersion: "3.11",
    fetch,
    progress: silentProgress(),
    lanes: { current: lane("current", current), target: lane("target", target) },
    builds: "cpu",
    cpuSources: [],
    install: true,
  });
  const release = async (role: "current" | "target"): Promise<CpuRelease> => {
    const installed = state[role].environments.get("cpu");
    if (installed === undefined || !("python" in installed))
      throw new Error(`${role}: not installed`, { cause: installed });
    return { version: installed.version, python: installed.python, ...(await sourceOf(installed.python)) };
  };
  return { folder, current: await release("current"), target: await release("target") };
}

async function sourceOf(python: string): Promise<Pick<CpuRelease, "files" | "names">> {
  const packages = join(dirname(dirname(python)), "lib", "python3.11", "site-packages");
  const entries = await readdir(join(packages, "vllm"), { recursive: true, withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile() && !entry.parentPath.includes("__pycache__"))
    .map((entry) => relative(packages, join(entry.parentPath, entry.name)).split(sep).join("/"));
  const files = new Map<string, string>();
  for (const name of names) if (name.endsWith(".py")) files.set(name, await readFile(join(packages, name), "utf8"));
  return { files, names };
}
