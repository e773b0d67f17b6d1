import type { Node } from "web-tree-sitter";
import { readModule } from "../../../src/breakage/names/module-facts.ts";
import { moduleStatements } from "../../../src/breakage/names/module-statements.ts";
import type { ParsePython } from "../../../src/platform/syntax-parsers.ts";

/** As `try_names.py` reads it. */
export type Question =
  | readonly ["import", module: string, name: string]
  | readonly ["attribute", module: string, owner: string, name: string]
  | readonly ["keyword", module: string, callable: string, name: string];

/** What one module of one release has, by the text: `undefined` where a base class or `**kwargs` could give more. */
export interface Surface {
  /** Names of any kind that the module mentions at its top level. */
  readonly names: ReadonlySet<string>;
  /** Class → its own attributes, and whether it can have others. */
  readonly classes: ReadonlyMap<string, { readonly own: ReadonlySet<string>; readonly closed: boolean }>;
  /** Function or `Class.method` → its keywords, and whether it takes others. */
  readonly callables: ReadonlyMap<string, { readonly own: ReadonlySet<string>; readonly closed: boolean }>;
}

export function surfaceOf(text: string, module: string, isPackage: boolean, parse: ParsePython): Surface {
  const facts = readModule(text, { module, isPackage }, parse, () => true);
  const lazy = facts.lazy.kind === "exact" ? [...facts.lazy.names.keys()] : [];
  const classes = new Map<string, { own: Set<string>; closed: boolean }>();
  const callables = new Map<string, { own: Set<string>; closed: boolean }>();
  const tree = parse(text);
  for (const { node, scope, certain } of moduleStatements(tree.rootNode)) {
    const definition = undecorated(node);
    const name = definition?.childForFieldName("name")?.text ?? "_";
    if (definition === undefined || scope === "types" || !certain || name.startsWith("_")) continue;
    // A decorator may put another class or function in its place: the sharpened text has only those left that may.
    const plain = node.type !== "decorated_definition";
    if (definition.type === "function_definition") {
      if (plain) callables.set(name, parametersOf(definition, 0));
      continue;
    }
    const own = new Set<string>();
    for (const statement of definition.childForFieldName("body")?.namedChildren ?? []) {
      const method = statement === null ? undefined : undecorated(statement);
      const member = method?.childForFieldName("name")?.text ?? variable(statement);
      if (member === undefined || member.startsWith("_")) continue;
      own.add(member);
      if (method?.type === "function_definition" && statement?.type === "function_definition")
        callables.set(`${name}.${member}`, parametersOf(method, 1));
    }
    classes.set(name, { own, closed: plain && definition.childForFieldName("superclasses") === null });
  }
  tree.delete();
  const names = [...facts.bound.keys(), ...facts.typeOnly.keys(), ...lazy].filter((name) => !name.startsWith("_"));
  return { names: new Set(names), classes, callables };
}

function undecorated(node: Node): Node | undefined {
  const definition = node.type === "decorated_definition" ? node.childForFieldName("definition") : node;
  return definition !== null && /^(?:function|class)_definition$/.test(definition.type) ? definition : undefined;
}

function variable(statement: Node | null): string | undefined {
  const [assignment] = statement?.type === "expression_statement" ? statement.namedChildren : [];
  const left = assignment?.type === "assignment" ? assignment.childForFieldName("left") : null;
  return left?.type === "identifier" ? left.text : undefined;
}

function parametersOf(definition: Node, skip: number) {
  const all = (definition.childForFieldName("parameters")?.namedChildren ?? []).filter((each) => each !== null);
  const slash = all.findIndex((each) => each.type === "positional_separator");
  const own = all.slice(Math.max(skip, slash + 1)).flatMap((each) => /^[A-Za-z]\w*/.exec(each.text)?.slice(0, 1) ?? []);
  return { own: new Set(own), closed: !all.some((each) => each.text.startsWith("**")) };
}

/** A fixed sequence for a seed (a linear congruential generator): the sample is the same on every machine. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 2147483648;
  };
}

/** What to ask of one module: everything that differs between its two surfaces, capped, and some of what does not. */
export function questionsOf(
  module: string,
  current: Surface | undefined,
  target: Surface | undefined,
  random: () => number,
  cap: number,
): Question[] {
  const sides = [current, target];
  const questions: Question[] = [];
  const pick = (both: readonly (ReadonlySet<string> | undefined)[], ask: (name: string) => Question) => {
    const all = [...new Set(both.flatMap((names) => [...(names ?? [])]))];
    const changed = all.filter((name) => both.some((names) => names?.has(name) !== true));
    for (const from of [changed, all])
      for (let count = 0; count < cap && from.length > 0; count += 1)
        questions.push(ask(from[Math.floor(random() * from.length)] ?? ""));
  };
  pick(
    sides.map((side) => side?.names),
    (name) => ["import", module, name],
  );
  for (const [kind, table] of [
    ["attribute", "classes"],
    ["keyword", "callables"],
  ] as const) {
    const owners = [...new Set(sides.flatMap((side) => [...(side?.[table].keys() ?? [])]))];
    const owner = owners[Math.floor(random() * owners.length)];
    if (owner !== undefined)
      pick(
        sides.map((side) => side?.[table].get(owner)?.own),
        (name) => [kind, module, owner, name],
      );
  }
  return [...new Map(questions.map((question) => [question.join(" "), question])).values()];
}
