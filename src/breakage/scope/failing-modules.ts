import { importsOf } from "../workspace/imports.ts";
import type { ModuleIndex } from "./module-index.ts";

/** Why a file cannot be imported on the current release: the vLLM import that fails, in it or in what it imports. */
export type FailingModules = ReadonlyMap<string, string>;

/**
 * The files that fail as soon as they are imported, and those that import them: nothing in them can newly break. Only what runs
 * whenever the file does counts, an import statement that begins its line.
 *
 * @param texts the repository's Python files
 * @param failing what certainly fails on the current release: lines of import statements, and what is not there
 */
export function failingModules(
  texts: ReadonlyMap<string, string>,
  failing: readonly { readonly path: string; readonly line: number; readonly what: string }[],
  modules: ModuleIndex,
): FailingModules {
  const found = new Map<string, string>();
  for (const { path, line, what } of failing) {
    const text = texts.get(path);
    const statement = text === undefined ? undefined : importsOf(text).findLast((one) => one.line <= line);
    if (text !== undefined && statement !== undefined && isAtTop(text, statement.line)) found.set(path, what);
  }
  if (found.size === 0) return found;
  const importers = importersOf(texts, modules);
  const waiting = [...found.keys()];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    for (const importer of importers.get(path) ?? []) {
      if (found.has(importer)) continue;
      found.set(importer, found.get(path) ?? "");
      waiting.push(importer);
    }
  }
  return found;
}

/** By file, the files that cannot be imported without it: importing `a.b` runs `a/__init__.py` first. */
function importersOf(texts: ReadonlyMap<string, string>, modules: ModuleIndex): Map<string, Set<string>> {
  const importers = new Map<string, Set<string>>();
  const add = (path: string, importer: string) => {
    if (path !== importer) importers.set(path, (importers.get(path) ?? new Set()).add(importer));
  };
  for (const [path, text] of texts) {
    for (let folder = folderOf(path); folder !== ""; folder = folderOf(folder)) {
      if (!texts.has(`${folder}/__init__.py`)) break;
      add(`${folder}/__init__.py`, path);
    }
    for (const { module, names, level, line } of importsOf(text)) {
      if (!isAtTop(text, line)) continue;
      const base = level === 0 ? module : modules.absolute(module, level, path);
      if (base === undefined || base === "") continue;
      for (const each of [base, ...names.map((name) => `${base}.${name}`)]) {
        const [file, other] = modules.find(each, path);
        // Several files of that name: which of them runs cannot be told.
        if (file !== undefined && other === undefined) add(file, path);
      }
    }
  }
  return importers;
}

/** Whether a line begins an import statement that nothing is around: it is not indented. */
function isAtTop(text: string, line: number): boolean {
  return /^(?:from|import)\b/.test(text.split("\n", line)[line - 1] ?? "");
}

function folderOf(path: string): string {
  return path.split("/").slice(0, -1).join("/");
}
