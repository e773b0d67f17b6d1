import type { Edit } from "./edits.ts";

/**
 * What a package's folder holds are its attributes as soon as anything has imported them, and `import vllm` imports nearly
 * everything: so `vllm.attention.AttentionType` works without an import of `vllm.attention`. A type checker knows a submodule only
 * where the file or the package itself imports it; so the package is made to.
 *
 * @param submodules names of the modules and packages right below this one
 * @param text the package's `__init__.py`
 */
export function submoduleEdits(text: string, submodules: readonly string[]): Edit[] {
  if (submodules.length === 0) return [];
  // A name that the package speaks of may be something else there: `from .foo import foo`.
  const words = new Set(text.match(/\w+/g));
  const missing = submodules.filter((name) => /^[a-z_]\w*$/i.test(name) && !words.has(name));
  if (missing.length === 0) return [];
  const lines = missing.map((name) => `from . import ${name}\n`).join("");
  return [{ start: text.length, end: text.length, text: `${text.endsWith("\n") ? "" : "\n"}${lines}` }];
}

/** The Python modules right below each package, by the package's `__init__.py`. */
export function submodulesByPackage(names: Iterable<string>): Map<string, string[]> {
  const found = new Map<string, string[]>();
  const add = (folder: string, name: string) => {
    const init = `${folder}/__init__.py`;
    found.set(init, [...(found.get(init) ?? []), name]);
  };
  for (const name of names) {
    const [folder, stem] = /^(.*)\/([^/]+)\.py$/.exec(name)?.slice(1) ?? [];
    if (folder === undefined || stem === undefined) continue;
    if (stem !== "__init__") add(folder, stem);
    else if (folder.includes("/"))
      add(folder.slice(0, folder.lastIndexOf("/")), folder.slice(folder.lastIndexOf("/") + 1));
  }
  return found;
}
