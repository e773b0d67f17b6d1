import { reach } from "../../breakage/workspace/reaching.ts";
import type { SyntaxNode } from "../../breakage/workspace/syntax-node.ts";
import type { PythonSyntax } from "./python-module.ts";
import { type SequenceEvent, sequenceEvent } from "./sequence-events.ts";
import { added, limited, unknownItem, unknownItems, type Value } from "./value.ts";

/** A variable of a file: a name in a scope, or an attribute of `self` in a class. */
export interface Variable {
  readonly name: string;
  readonly scope: SyntaxNode;
  /** Its uses, in the order of the text. */
  readonly uses: readonly SyntaxNode[];
}

/** The variable that a name or an attribute of `self` is; `undefined` for what other code may change at any time. */
export function variableOf(node: SyntaxNode, module: PythonSyntax): Variable | undefined {
  const { references, source } = module;
  if (node.type === "identifier") {
    const name = source(node);
    if (references.isShared(name)) return undefined;
    const scope = references.owner(name, node);
    return { name, scope, uses: references.of(name, scope) };
  }
  const [object, named] = node.type === "attribute" ? node.children : [];
  if (object === undefined || named === undefined || !["self", "cls"].includes(source(object))) return undefined;
  let scope = node.scope;
  while (scope !== undefined && scope.type !== "class_definition") scope = scope.scope;
  if (scope === undefined) return undefined;
  const owner = scope;
  const name = source(named);
  const attributes = references
    .attributes(name)
    .filter((one) => one.start >= owner.start && one.end <= owner.end && isOwn(one, module));
  return { name: `self.${name}`, scope, uses: [...references.of(name, scope), ...attributes] };
}

function isOwn(attribute: SyntaxNode, { source }: PythonSyntax): boolean {
  const [object] = attribute.children;
  return object?.type === "identifier" && ["self", "cls"].includes(source(object));
}

/** What a variable may hold, with the use that bound it. */
interface Alternative {
  value: Value;
  readonly by: SyntaxNode;
}

const MOST_ALTERNATIVES = 8;

export interface Fold {
  readonly module: PythonSyntax;
  /** Values of an expression where it stands; names of this variable mean `own`. */
  readonly evaluate: (value: SyntaxNode, own: readonly Value[]) => readonly Value[];
  /** Takes a step of the file's budget; false when it is used up. */
  readonly step: () => boolean;
}

/**
 * Follows what happens to a variable's text or list.
 *
 * @param place where it is read; absent: all it ever holds is asked for
 */
export function foldVariable({ uses, scope }: Variable, place: SyntaxNode | undefined, fold: Fold): Value[] {
  const until = place !== undefined && place.scope === scope ? place.start : Number.POSITIVE_INFINITY;
  let held: Alternative[] = [];
  for (const use of uses) {
    if (use.start >= until || !fold.step()) break;
    const event = sequenceEvent(use, fold.module.text);
    if (event.kind === "read") continue;
    const live = held.filter((one) => isLive(one, held, use, scope));
    if (event.kind === "bind") {
      if (event.value === undefined) continue;
      const own = live.map(({ value }) => value);
      const values = fold.evaluate(event.value, own);
      // `cmd = ["nohup", *cmd]`: what it held is a part of what it holds now.
      if (own.length > 0 && mentions(event.value, uses)) held = held.filter((one) => !live.includes(one));
      for (const value of values) if (held.length < MOST_ALTERNATIVES) held.push({ value, by: use });
      continue;
    }
    // What a parameter holds already is not known.
    if (held.length === 0) held.push({ value: { kind: "list", items: [unknownItems(use)] }, by: use });
    const values = fold.evaluate(event.value, []);
    for (const one of held.filter((one) => isLive(one, held, use, scope)))
      one.value = limited(changed(one.value, event, values)).value;
  }
  const reaching = place === undefined ? held : held.filter((one) => isLive(one, held, place, scope));
  return reaching.map(({ value }) => value);
}

/** Whether a binding is still what the variable holds at a place: not in another branch, and not replaced on every way there. */
function isLive(one: Alternative, held: readonly Alternative[], place: SyntaxNode, scope: SyntaxNode): boolean {
  if (reach(one.by, place, scope) === "never") return false;
  return !held.some(({ by }) => by.start > one.by.start && reach(by, place, scope) === "always");
}

function mentions(value: SyntaxNode, uses: readonly SyntaxNode[]): boolean {
  return uses.some((use) => use.start >= value.start && use.end <= value.end);
}

function changed(value: Value, event: Exclude<SequenceEvent, { kind: "bind" | "read" }>, by: readonly Value[]): Value {
  if (event.kind === "extend") return added(value, by, event.value);
  if (value.kind !== "list") return value;
  const texts = by.filter((one) => one.kind === "text");
  const items = texts.length === 0 ? [unknownItem(event.value)] : texts.map(({ text }) => ({ text }));
  return { kind: "list", items: event.kind === "append" ? [...value.items, ...items] : [...items, ...value.items] };
}
