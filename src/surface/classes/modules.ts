import type { ParsePython } from "../../platform/syntax-parsers.ts";
import { moduleName } from "../syntax/module.ts";
import type { Binding } from "./bindings.ts";
import { type PythonModule, readModule } from "./python-module.ts";

/** What a name means after all imports are followed. */
export type Meaning =
  | { readonly kind: "module"; readonly module: PythonModule }
  /** Where it is defined: never an import. */
  | { readonly kind: "definition"; readonly name: string; readonly module: PythonModule; readonly binding: Definition }
  /** Of another package: `typing.Literal`. */
  | { readonly kind: "external"; readonly path: string };

/** What a name is bound to where it is defined. */
export type Definition = Exclude<Binding, { readonly kind: "import" }>;

/** The modules of a release, parsed when first asked for. */
export interface Modules {
  /** By the wheel's member. */
  file(file: string): PythonModule | undefined;
  /** By its dotted name. */
  module(name: string): PythonModule | undefined;
  /** What a name of a module means; `undefined` for a builtin and for what nobody can tell. */
  meaning(module: PythonModule, name: string): Meaning | undefined;
  /** Files with `class NAME` at their own level. */
  filesWithClass(name: string): readonly string[];
  /** Python files whose text has this in it. */
  filesWith(part: string): readonly string[];
  /** Python files of a package or of the module it was before: `vllm.config`. */
  filesOf(name: string): readonly string[];
}

/** @param texts member of the wheel → text of every `.py` file of the release */
export function openModules(texts: ReadonlyMap<string, string>, parse: ParsePython): Modules {
  const read = new Map<string, PythonModule>();
  const files = new Map(
    [...texts.keys()].filter((name) => name.endsWith(".py")).map((name) => [moduleName(name), name]),
  );
  let classes: ReadonlyMap<string, readonly string[]> | undefined;

  const file = (name: string): PythonModule | undefined => {
    const text = texts.get(name);
    const known = read.get(name) ?? (text === undefined ? undefined : readModule(name, text, parse));
    if (known !== undefined) read.set(name, known);
    return known;
  };
  const module = (name: string) => {
    const found = files.get(name);
    return found === undefined ? undefined : file(found);
  };
  const meaning = (from: PythonModule, name: string, seen: Set<string> = new Set()): Meaning | undefined => {
    const asked = `${from.file} ${name}`;
    if (seen.has(asked)) return undefined;
    seen.add(asked);
    const binding = from.bindings.get(name);
    if (binding !== undefined && binding.kind !== "import") {
      // A quoted annotation asks with a text of its own; what it names stands in the file.
      return { kind: "definition", name, module: file(from.file) ?? from, binding };
    }
    if (binding === undefined) return submodule(from, name) ?? throughStars(from, name, seen);
    const target = module(binding.module);
    if (target === undefined) {
      const path = binding.name === undefined ? binding.module : `${binding.module}.${binding.name}`;
      // PEP 420: a package needs no file of its own.
      const inner = module(path);
      return inner === undefined ? { kind: "external", path } : { kind: "module", module: inner };
    }
    return binding.name === undefined ? { kind: "module", module: target } : meaning(target, binding.name, seen);
  };
  const submodule = (from: PythonModule, name: string): Meaning | undefined => {
    const found = module(`${from.name}.${name}`);
    return found === undefined ? undefined : { kind: "module", module: found };
  };
  const throughStars = (from: PythonModule, name: string, seen: Set<string>): Meaning | undefined => {
    for (const star of from.stars) {
      const target = module(star);
      const found = target === undefined ? undefined : meaning(target, name, seen);
      if (found !== undefined) return found;
    }
    return undefined;
  };

  return {
    file,
    module,
    meaning: (from, name) => meaning(from, name),
    filesWithClass: (name) => {
      classes ??= indexClasses(texts);
      return classes.get(name) ?? [];
    },
    filesWith: (part) => [...files.values()].filter((name) => texts.get(name)?.includes(part) === true),
    filesOf: (name) => [...files].flatMap(([one, at]) => (one === name || one.startsWith(`${name}.`) ? [at] : [])),
  };
}

/** One pass over all texts: a release has thousands of files, and most are never parsed. */
function indexClasses(texts: ReadonlyMap<string, string>): Map<string, string[]> {
  const found = new Map<string, string[]>();
  const name = /\w+/y;
  for (const [file, text] of texts) {
    if (!file.endsWith(".py")) continue;
    for (let at = nextClass(text, 0); at !== -1; at = nextClass(text, at + 1)) {
      name.lastIndex = at + "class ".length;
      const word = name.exec(text)?.[0];
      if (word === undefined) continue;
      const files = found.get(word);
      if (files === undefined) found.set(word, [file]);
      else files.push(file);
    }
  }
  return found;
}

/** Searching for the word and looking at what is before it takes half of the time of searching for the line. */
function nextClass(text: string, from: number): number {
  let at = text.indexOf("class ", from);
  while (at > 0 && text[at - 1] !== "\n") at = text.indexOf("class ", at + 1);
  return at;
}
