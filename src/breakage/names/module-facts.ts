import type { Node } from "web-tree-sitter";
import type { ParsePython } from "../../platform/syntax-parsers.ts";
import { effectOf, type Origin } from "./bindings.ts";
import { absoluteModule, type ModulePlace } from "./import-path.ts";
import { type LazyNames, lazyNames } from "./lazy-names.ts";
import { type ModuleStatement, moduleStatements } from "./module-statements.ts";
import { collectionNamed } from "./string-collections.ts";

/** What a module's own text says of its names. */
export interface ModuleFacts {
  /** Bound when the module has run, on some platform at least; imported ones with where they come from. */
  readonly bound: ReadonlyMap<string, Origin | undefined>;
  /** Bound for a type checker alone. */
  readonly typeOnly: ReadonlyMap<string, Origin | undefined>;
  /** Of `bound`: only in a branch, a loop or a `try`, so that the platform or an optional dependency may decide. */
  readonly conditional: ReadonlySet<string>;
  /** Bound or deleted on some ways through the module, or by functions that may have run. */
  readonly unsure: ReadonlySet<string>;
  /** Absolute modules of star imports that run; `""` where it cannot be told. */
  readonly stars: readonly string[];
  /** `__all__`; `undefined` when there is none, `"unknown"` when it is computed. */
  readonly exports: ReadonlySet<string> | "unknown" | undefined;
  readonly lazy: LazyNames;
  /** It binds names in ways that only running it would tell. */
  readonly opaque: boolean;
}

/** Reads one module. `exists` says which dotted modules its release has. */
export function readModule(
  text: string,
  place: ModulePlace,
  parse: ParsePython,
  exists: (dotted: string) => boolean,
): ModuleFacts {
  const tree = parse(text);
  try {
    return moduleFacts(tree.rootNode, text, place, exists);
  } finally {
    tree.delete();
  }
}

/** The same of a module that is parsed already. */
export function moduleFacts(
  root: Node,
  text: string,
  place: ModulePlace,
  exists: (dotted: string) => boolean,
): ModuleFacts {
  const statements = [...moduleStatements(root)];
  const bound = new Map<string, Origin | undefined>();
  const typeOnly = new Map<string, Origin | undefined>();
  const certainly = new Set<string>();
  const unsure = new Set<string>();
  const stars: string[] = [];
  let stops = false;
  for (const { node, scope, certain } of statements) {
    const effect = effectOf(node, place);
    for (const [name, origin] of effect.binds) (scope === "run" ? bound : typeOnly).set(name, origin);
    if (scope === "types") continue;
    if (certain) for (const [name] of effect.binds) certainly.add(name);
    if (effect.star !== undefined) stars.push(effect.star);
    for (const name of effect.deletes) {
      if (certain) bound.delete(name);
      else unsure.add(name);
    }
    if (node.type === "raise_statement" && certain) stops = true;
  }
  for (const name of indirect(root, text)) unsure.add(name);
  const getattr = statements.findLast(({ node, scope }) => scope === "run" && definedName(node) === "__getattr__");
  bound.delete("__getattr__");
  const lazy = lazyOf(getattr?.node, statements, text, place, exists, bound);
  // A `__getattr__` that is understood binds no other names than those it answers to.
  const { startIndex = 0, endIndex = 0 } = (lazy.kind === "exact" ? getattr?.node : undefined) ?? {};
  return {
    bound,
    typeOnly,
    conditional: new Set([...bound.keys()].filter((name) => !certainly.has(name))),
    unsure,
    stars,
    exports: exportsOf(statements, text),
    lazy,
    opaque: stops || root.hasError || writesGlobals(text.slice(0, startIndex) + text.slice(endIndex)),
  };
}

/** Names bound from inside: `global x` in a function, `:=`, captures of a `match`. */
function indirect(root: Node, text: string): string[] {
  const names: string[] = [];
  if (/^\s*global /m.test(text)) {
    for (const node of root.descendantsOfType("global_statement"))
      names.push(...(node?.namedChildren ?? []).flatMap((child) => (child === null ? [] : [child.text])));
  }
  if (text.includes(":=")) {
    for (const node of root.descendantsOfType("named_expression")) {
      if (node !== null && inModuleScope(node)) names.push(node.childForFieldName("name")?.text ?? "");
    }
  }
  if (/^match /m.test(text)) {
    for (const node of root.descendantsOfType("case_pattern"))
      for (const name of node?.descendantsOfType("dotted_name") ?? []) if (name !== null) names.push(name.text);
  }
  return names;
}

function inModuleScope(node: Node): boolean {
  for (let outer = node.parent; outer !== null; outer = outer.parent)
    if (/^(?:function_definition|class_definition|lambda)$/.test(outer.type)) return false;
  return true;
}

/** Uses of the module's own dictionary that bind nothing (a `LazyLoader` binds the name it is assigned to). */
const READS =
  /\bin globals\(\)(?::\s{1,40}globals\(\)\[\w+\] = )?|\*globals\(\)|\bglobals\(\)\.(?:get|keys|items|values)\(|\bglobals\(\)\[[^[\]\n]{0,100}\](?!\s{0,9}=[^=])|\b(?:list|sorted|set|dict|len|iter)\(globals\(\)\)|\bLazyLoader\([^()]{0,200}globals\(\)|\bsys\.modules\[__name__\]\.\w+\b(?!\s{0,9}=[^=])/g;

function writesGlobals(text: string): boolean {
  if (!text.includes("globals()") && !text.includes("sys.modules")) return false;
  return /\bglobals\(\)|\bsys\.modules\[__name__\]|\bsetattr\(\s{0,99}sys\.modules/.test(text.replace(READS, ""));
}

function definedName(node: Node): string | undefined {
  const definition = node.type === "decorated_definition" ? node.childForFieldName("definition") : node;
  return definition?.type === "function_definition" ? definition.childForFieldName("name")?.text : undefined;
}

function exportsOf(statements: readonly ModuleStatement[], text: string): ModuleFacts["exports"] {
  if (!text.includes("__all__")) return undefined;
  const found = collectionNamed("__all__", statements, text);
  if (found !== undefined) return new Set(found.keys());
  return "unknown";
}

function lazyOf(
  node: Node | undefined,
  statements: readonly ModuleStatement[],
  text: string,
  place: ModulePlace,
  exists: (dotted: string) => boolean,
  bound: ReadonlyMap<string, Origin | undefined>,
): LazyNames {
  if (node === undefined) {
    // `__getattr__ = lazy_loader(…)`.
    return /^\s*(?:__getattr__\b.*=|from .*\bimport\b.*\b__getattr__\b)/m.test(text)
      ? { kind: "unknown" }
      : { kind: "none" };
  }
  const definition = node.type === "decorated_definition" ? node.childForFieldName("definition") : node;
  if (definition === null) return { kind: "unknown" };
  return lazyNames(definition, {
    collection: (name) => collectionNamed(name, statements, text),
    origin: (value, name) => originOf(value, name, place, exists),
    imports: (block) => {
      const found = new Map<string, Origin>();
      for (const [name, origin] of bound) if (origin !== undefined) found.set(name, origin);
      for (const statement of block.descendantsOfType(["import_statement", "import_from_statement"])) {
        if (statement === null) continue;
        for (const [name, origin] of effectOf(statement, place).binds)
          if (origin !== undefined) found.set(name, origin);
      }
      return found;
    },
  });
}

/** `.engine.llm_engine:LLMEngine`, `vllm.transformers_utils.configs.bagel`, or a submodule's bare name. */
function originOf(
  value: string,
  name: string,
  place: ModulePlace,
  exists: (dotted: string) => boolean,
): Origin | undefined {
  const [path = "", attribute = name] = value.split(":");
  if (!/^\.*[A-Za-z_][\w.]*$/.test(path)) return undefined;
  const own = place.isPackage ? place.module : place.module.split(".").slice(0, -1).join(".");
  const candidates = path.startsWith(".")
    ? [absoluteModule(path, { module: own, isPackage: true })]
    : [path, `${own}.${path}`];
  const module = candidates.find((each) => each !== undefined && exists(each));
  if (module === undefined) return undefined;
  return path.includes(".") ? { module, name: attribute } : { module, name: attribute, guessed: true };
}
