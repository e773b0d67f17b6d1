import type { Exec } from "../platform/exec.ts";
import type { FileTree } from "../platform/tree.ts";
import { satisfies } from "../python/version.ts";

export interface PythonVersion {
  /** `3.11`, `3.11.7`. */
  readonly version: string;
  /** Who says so, for messages. */
  readonly from: string;
}

/** Tried in this order where the repository excludes the machine's Python: the most deployed first. */
const COMMON = ["3.12", "3.11", "3.13", "3.10", "3.14", "3.9"];

/** The Python this repository runs: the setting, `.python-version`, the machine's if the repository admits it. */
export async function decidePython(from: {
  readonly setting: string | undefined;
  readonly tree: FileTree;
  /** PEP 440 specifiers of the manifests. */
  readonly requiresPython: readonly string[];
  readonly exec: Exec;
  readonly env: Readonly<Record<string, string>>;
}): Promise<PythonVersion> {
  if (from.setting !== undefined) return { version: from.setting, from: "the python-version setting" };
  const file = (await from.tree.read(".python-version"))?.split("\n", 1)[0]?.trim();
  // pyenv and uv know more forms: `3.12-dev`, `cpython@3.12.1`. What follows the version does not matter here.
  const version = /^(?:cpython[@-])?(\d+\.\d+(?:\.\d+)?)(?![\d.])/.exec(file ?? "")?.[1];
  if (version !== undefined) return { version, from: ".python-version" };
  const admitted = (version: string) =>
    from.requiresPython.every((specifier) => satisfies(version, specifier) !== false);
  const machine = await machinePython(from.exec, from.env);
  if (machine !== undefined && admitted(machine)) return { version: machine, from: "the python3 of this machine" };
  const chosen = COMMON.find((version) => admitted(`${version}.99`));
  if (chosen !== undefined) return { version: chosen, from: "requires-python" };
  return { version: machine ?? "3.12", from: "no other choice" };
}

async function machinePython(exec: Exec, env: Readonly<Record<string, string>>): Promise<string | undefined> {
  try {
    const program = "import platform; print(platform.python_version())";
    const result = await exec("python3", ["-I", "-c", program], { env, timeoutMs: 20_000 });
    return /^\d+\.\d+\.\d+$/m.exec(result.stdout)?.[0];
  } catch {
    return undefined;
  }
}
