import type { Tree } from "web-tree-sitter";
import type { ParsePython } from "../../platform/syntax-parsers.ts";
import { effectOf } from "../names/bindings.ts";
import type { ModulePlace } from "../names/import-path.ts";
import { indexModules } from "../names/module-index.ts";
import { moduleStatements } from "../names/module-statements.ts";
import type { ClassLookup } from "./dataclass-fields.ts";
import { applyEdits, type Edit } from "./edits.ts";
import { sinkCandidates, sinkEdit } from "./keyword-sinks.ts";
import { lazyEdits } from "./lazy-attributes.ts";
import { overloadEdits } from "./overloads.ts";
import { submoduleEdits, submodulesByPackage } from "./submodules.ts";
import { decoratorEdits, wrappersIn } from "./transparent-decorators.ts";

/**
 * Says in a release's own text what it does when it runs but hides from a type checker: the keywords behind `**kwargs`, the one
 * signature behind `@overload`, a package's submodules, the functions behind decorators from packages that are not there, the names behind a module's
 * `__getattr__`. What is not written in a shape that is understood stays as it is. Line numbers change.
 *
 * @param files every `.py` member of one release's wheel, by name
 * @returns the members that change, with their new text
 */
export function sharpen(files: ReadonlyMap<string, string>, parse: ParsePython): Map<string, string> {
  const index = indexModules(files.keys());
  const exists = (dotted: string) => index.has(dotted);
  const edits = new Map<string, Edit[]>();
  const trees = new Trees(files, parse);
  try {
    const lookup = classLookup(trees, (module) => {
      const found = index.get(module);
      return found?.kind === "source" ? found.file : undefined;
    });
    const dataclasses = dataclassNames(files.values());
    const wrappers = new Set<string>();
    const wrapperNames = new Set<string>();
    for (const [file, text] of files) {
      for (const name of wrappersIn(text)) {
        wrappers.add(`${placeOf(file).module}:${name}`);
        wrapperNames.add(name);
      }
    }
    const submodules = submodulesByPackage(files.keys());
    for (const [file, text] of files) {
      const place = placeOf(file);
      const found = [
        ...submoduleEdits(text, submodules.get(file) ?? []),
        ...overloadEdits(text),
        ...decoratorEdits(text, place, wrappers, wrapperNames),
        ...lazyEdits(text, place, parse, exists),
        ...sinks(file, text, trees, dataclasses, lookup),
      ];
      if (found.length > 0) edits.set(file, found);
    }
  } finally {
    trees.delete();
  }
  return new Map([...edits].map(([file, found]) => [file, applyEdits(files.get(file) ?? "", found)]));
}

function sinks(
  file: string,
  text: string,
  trees: Trees,
  dataclasses: ReadonlySet<string>,
  lookup: ClassLookup,
): Edit[] {
  const candidates = sinkCandidates(text).filter(({ callee }) => dataclasses.has(callee));
  const root = candidates.length === 0 ? undefined : trees.of(file)?.rootNode;
  if (root === undefined) return [];
  return candidates.flatMap((candidate) => sinkEdit(candidate, root, text, placeOf(file), lookup) ?? []);
}

/** The names of what looks like a dataclass, so that few modules need to be parsed. */
function dataclassNames(texts: Iterable<string>): Set<string> {
  const names = new Set<string>();
  for (const text of texts) {
    for (let at = text.indexOf("dataclass"); at !== -1; at = text.indexOf("dataclass", at + 9)) {
      if (text[at - 1] !== "@" && text[at - 1] !== ".") continue;
      const name = /\nclass (\w+)/.exec(text.slice(at, at + 500))?.[1];
      if (name !== undefined) names.add(name);
    }
  }
  return names;
}

function placeOf(file: string): ModulePlace {
  const isPackage = file.endsWith("/__init__.py");
  return { module: file.slice(0, isPackage ? -"/__init__.py".length : -".py".length).replaceAll("/", "."), isPackage };
}

/** Syntax trees of the members that need one, kept until all is done. */
class Trees {
  readonly #files: ReadonlyMap<string, string>;
  readonly #parse: ParsePython;
  readonly #trees = new Map<string, Tree>();

  constructor(files: ReadonlyMap<string, string>, parse: ParsePython) {
    this.#files = files;
    this.#parse = parse;
  }

  of(file: string): Tree | undefined {
    const text = this.#files.get(file);
    if (text === undefined) return undefined;
    const tree = this.#trees.get(file) ?? this.#parse(text);
    this.#trees.set(file, tree);
    return tree;
  }

  delete(): void {
    for (const tree of this.#trees.values()) tree.delete();
  }
}

function classLookup(trees: Trees, fileOf: (module: string) => string | undefined): ClassLookup {
  return {
    inModule: (module, use) => {
      const file = fileOf(module);
      const tree = file === undefined ? undefined : trees.of(file);
      return file === undefined || tree === undefined ? undefined : use(tree.rootNode, placeOf(file));
    },
    importedFrom: (root, name, place) => {
      for (const { node } of moduleStatements(root)) {
        if (node.type !== "import_from_statement") continue;
        const origin = effectOf(node, place).binds.find(([bound]) => bound === name)?.[1];
        if (origin?.name !== undefined) return { module: origin.module, name: origin.name };
      }
      return undefined;
    },
  };
}
