import type { Import } from "../workspace/imports.ts";
import { isVllmImport } from "../workspace/mentions.ts";
import { carriedIn } from "./carried.ts";
import type { ModuleIndex } from "./module-index.ts";

/** One Python file of the repository. */
export interface ImportingFile {
  readonly path: string;
  readonly imports: readonly Import[];
  readonly text: string;
}

export interface Reach {
  /**
   * Files at which an object of vLLM's may arrive: they import vLLM, or a name of another file whose definition has to do with it, at
   * whatever distance.
   */
  readonly reaching: ReadonlySet<string>;
  /** Those, and what they import of the repository: the checker wants the types. */
  readonly needed: ReadonlySet<string>;
}

/** An import, and the files it may mean. */
interface Edge {
  readonly importer: string;
  readonly names: readonly string[];
  /** What the importer calls the module, where it imports the module itself. */
  readonly module: readonly string[];
}

/** No path has as many folders: a name of fifty thousand parts must not be taken apart at each. */
const DEEPEST_MODULE = 200;

/** Which files an upgrade can break. */
export function reach(files: readonly ImportingFile[], modules: ModuleIndex): Reach {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const runs = new Map(files.map((file) => [file.path, importedFiles(file, modules)]));
  const edges = importers(files, modules);
  const carried = new Map<string, Set<string>>();
  for (const { path, imports } of files) {
    const own = imports.filter(isVllmImport);
    if (own.length > 0) carried.set(path, new Set(["vllm", ...own.flatMap(({ names }) => names)]));
  }
  const waiting = [...carried.keys()];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const names = carriedIn(byPath.get(path)?.text ?? "", carried.get(path) ?? new Set());
    carried.set(path, names);
    for (const edge of edges.get(path) ?? []) {
      const known = carried.get(edge.importer) ?? new Set();
      const more = arriving(edge, names).filter((name) => !known.has(name));
      if (more.length === 0) continue;
      for (const name of more) known.add(name);
      carried.set(edge.importer, known);
      waiting.push(edge.importer);
    }
  }
  const reaching = new Set(carried.keys());
  return { reaching, needed: closure(reaching, (path) => runs.get(path) ?? []) };
}

function arriving({ names, module }: Edge, carried: ReadonlySet<string>): string[] {
  const some = names.flatMap((name) => (name === "*" ? [...carried] : carried.has(name) ? [name] : []));
  return [...some, ...module];
}

function importers(files: readonly ImportingFile[], modules: ModuleIndex): Map<string, Edge[]> {
  const edges = new Map<string, Edge[]>();
  const add = (path: string, edge: Edge) => {
    if (path === edge.importer) return;
    const known = edges.get(path);
    if (known === undefined) edges.set(path, [edge]);
    else known.push(edge);
  };
  for (const file of files) {
    const importer = file.path;
    for (const statement of file.imports) {
      const base = absolute(statement, file, modules);
      if (base === undefined) continue;
      const { names, module } = statement;
      const called = names.length > 0 ? [] : [...new Set(module.split("."))];
      for (const path of modules.find(base, importer)) add(path, { importer, names, module: called });
      for (const name of names) {
        for (const path of modules.find(dotted(base, name), importer))
          add(path, { importer, names: [], module: [name] });
      }
    }
  }
  return edges;
}

/** What runs when a file is imported: `import a.b` runs a/__init__.py too; `from a import b` may mean the module a.b. */
function importedFiles(file: ImportingFile, modules: ModuleIndex): Set<string> {
  const found = new Set<string>();
  for (const statement of file.imports) {
    const base = absolute(statement, file, modules);
    if (base === undefined) continue;
    const parts = base === "" ? [] : base.split(".", DEEPEST_MODULE);
    const wanted = parts.map((_, index) => parts.slice(0, index + 1).join("."));
    wanted.push(...statement.names.map((name) => dotted(base, name)));
    for (const each of wanted) {
      for (const path of modules.find(each, file.path)) if (path !== file.path) found.add(path);
    }
  }
  return found;
}

function absolute({ module, level }: Import, { path }: ImportingFile, modules: ModuleIndex): string | undefined {
  return level === 0 ? module : modules.absolute(module, level, path);
}

function dotted(base: string, name: string): string {
  return base === "" ? name : `${base}.${name}`;
}

function closure(start: Iterable<string>, next: (path: string) => Iterable<string>): Set<string> {
  const seen = new Set(start);
  const waiting = [...seen];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    for (const other of next(path)) {
      if (seen.has(other)) continue;
      seen.add(other);
      waiting.push(other);
    }
  }
  return seen;
}
