import { parse } from "smol-toml";
import { folderOf } from "../pins/repository-path.ts";
import type { FileTree } from "../platform/tree.ts";

/** Plugins of vLLM that the repository's own packages register, which nobody installs here. */
export interface OwnPlugins {
  /** Folders that modules may be found in, relative to the repository root. */
  readonly folders: readonly string[];
  readonly entryPoints: readonly { readonly group: string; readonly name: string; readonly value: string }[];
}

/** Projects whose files are read. */
const MOST = 50;

/**
 * The entry points for vLLM that the pyproject files declare (PEP 621 `project.entry-points`, Poetry's `plugins`). What a `setup.py`
 * computes is not known.
 */
export async function readOwnPlugins(tree: FileTree): Promise<OwnPlugins> {
  const files = (await tree.list()).filter((path) => /(?:^|\/)pyproject\.toml$/.test(path)).slice(0, MOST);
  const found = await Promise.all(
    files.map(async (file) => ({ folder: folderOf(file), entryPoints: entryPointsOf((await tree.read(file)) ?? "") })),
  );
  const own = found.filter(({ entryPoints }) => entryPoints.length > 0);
  return {
    folders: own.flatMap(({ folder }) => [folder, folder === "" ? "src" : `${folder}/src`]),
    entryPoints: own.flatMap(({ entryPoints }) => entryPoints),
  };
}

function entryPointsOf(text: string): OwnPlugins["entryPoints"] {
  if (!text.includes("vllm.")) return [];
  const document = table(safely(text));
  const groups = {
    ...table(table(table(document["tool"])["poetry"])["plugins"]),
    ...table(table(document["project"])["entry-points"]),
  };
  return Object.entries(groups)
    .filter(([group]) => group.startsWith("vllm."))
    .flatMap(([group, entries]) =>
      Object.entries(table(entries)).flatMap(([name, value]) =>
        typeof value === "string" ? [{ group, name, value }] : [],
      ),
    );
}

function safely(text: string): unknown {
  try {
    return parse(text);
  } catch {
    // That it cannot be read is said where its pins are.
    return undefined;
  }
}

function table(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}
