import { type DictionaryEvent, dictionaryEvent } from "./dictionary-events.ts";
import { isKeywordName, literalKey } from "./literal-key.ts";
import { reach } from "./reaching.ts";
import type { References } from "./references.ts";
import { child, type SyntaxNode, within } from "./syntax-node.ts";

/** The keys a dictionary may hold, each with the literal (or keyword) that put it there. */
type Keys = ReadonlyMap<string, SyntaxNode>;

/** The keys that an expression's dictionary may hold when it is used at a place. */
export type DictionaryReader = (value: SyntaxNode, place: SyntaxNode) => Keys;

interface Source {
  readonly text: string;
  readonly references: References;
  steps: number;
  depth: number;
}

/** A hostile file can make dictionaries of dictionaries without end: this many steps for a file, and so many within each other. */
const MOST_STEPS = 20_000;
const MOST_DEPTH = 12;

/**
 * Reads the keys of dictionaries in one file, as far as their literals are in reach: written where they are used, in the same
 * function, at module level, or in the same class. A key that is removed on the way is not among them; whoever gets the dictionary as
 * an argument may remove any, so then none is.
 */
export function dictionaryReader(text: string, references: References): DictionaryReader {
  const source: Source = { text, references, steps: MOST_STEPS, depth: 0 };
  return (value, place) => {
    const keys = new Map<string, SyntaxNode>();
    collect(value, place, source, keys);
    return keys;
  };
}

const COPIES = new Set(["copy", "deepcopy"]);
const TRANSPARENT = new Set(["parenthesized_expression", "dictionary_splat", "boolean_operator"]);

function collect(value: SyntaxNode, place: SyntaxNode, source: Source, keys: Map<string, SyntaxNode>): void {
  source.steps -= 1;
  if (source.steps < 0 || source.depth > MOST_DEPTH) return;
  source.depth += 1;
  parts(value, place, source, keys);
  source.depth -= 1;
}

function parts(value: SyntaxNode, place: SyntaxNode, source: Source, keys: Map<string, SyntaxNode>): void {
  const { text } = source;
  if (value.type === "dictionary" || value.type === "argument_list") {
    for (const entry of value.children) entryOf(entry, place, source, keys);
  } else if (TRANSPARENT.has(value.type)) {
    for (const part of value.children) collect(part, place, source, keys);
  } else if (value.type === "conditional_expression") {
    const [then, , otherwise] = value.children;
    for (const part of [then, otherwise]) if (part !== undefined) collect(part, place, source, keys);
  } else if (value.type === "binary_operator") {
    const left = child(value, "left");
    const right = child(value, "right");
    if (left !== undefined && right !== undefined && text.slice(left.end, right.start).trim() === "|")
      for (const part of [left, right]) collect(part, place, source, keys);
  } else if (value.type === "call") callOf(value, place, source, keys);
  else if (value.type === "identifier") variable(value, place, source, keys);
  else if (value.type === "attribute") classConstant(value, place, source, keys);
}

/** One entry of a literal or one argument of `dict(…)` or `.update(…)`. */
function entryOf(entry: SyntaxNode, place: SyntaxNode, source: Source, keys: Map<string, SyntaxNode>): void {
  if (entry.type === "pair") {
    const key = child(entry, "key");
    const name = key && literalKey(source.text.slice(key.start, key.end));
    if (key !== undefined && name !== undefined) keys.set(name, key);
  } else if (entry.type === "keyword_argument") {
    const key = child(entry, "name");
    const name = key && source.text.slice(key.start, key.end);
    if (key !== undefined && name !== undefined && isKeywordName(name)) keys.set(name, key);
  } else collect(entry, place, source, keys);
}

/** `dict(…)`, `cfg.copy()`, `copy.deepcopy(cfg)`. */
function callOf(call: SyntaxNode, place: SyntaxNode, source: Source, keys: Map<string, SyntaxNode>): void {
  const callee = child(call, "function");
  const given = child(call, "arguments");
  if (callee === undefined || given?.type !== "argument_list") return;
  const attribute = callee.type === "attribute" ? child(callee, "attribute") : undefined;
  const named = attribute ?? callee;
  const name = source.text.slice(named.start, named.end);
  if (name === "dict" && attribute === undefined) collect(given, place, source, keys);
  else if (!COPIES.has(name)) return;
  else if (given.children.length === 0 && attribute !== undefined) {
    const copied = child(callee, "object");
    if (copied !== undefined) collect(copied, place, source, keys);
  } else if (given.children[0] !== undefined) collect(given.children[0], place, source, keys);
}

function variable(node: SyntaxNode, place: SyntaxNode, source: Source, keys: Map<string, SyntaxNode>): void {
  const name = source.text.slice(node.start, node.end);
  const scope = source.references.owner(name, node);
  if (scope.type === "class_definition" || source.references.isShared(name)) return;
  const uses = source.references.of(name, scope);
  // A function sees the variables around it as they are when it is called: after everything that is written there.
  replay(uses, place, scope, source, keys, place.scope === scope ? place.start : Number.POSITIVE_INFINITY);
}

/** `self.CFG`, where the class (or one of its methods) gives it a value once. */
function classConstant(node: SyntaxNode, place: SyntaxNode, source: Source, keys: Map<string, SyntaxNode>): void {
  const { text, references } = source;
  const object = child(node, "object");
  const named = child(node, "attribute");
  if (object === undefined || named === undefined) return;
  if (!["self", "cls"].includes(text.slice(object.start, object.end))) return;
  let owner = place.scope;
  while (owner !== undefined && owner.type !== "class_definition") owner = owner.scope;
  if (owner === undefined) return;
  const name = text.slice(named.start, named.end);
  const uses = [...references.of(name, owner), ...references.attributes(name)];
  source.steps -= uses.length;
  const bindings = uses.filter((use) => dictionaryEvent(use, text).kind === "bind");
  if (bindings.length === 1) replay(uses, place, owner, source, keys, Number.POSITIVE_INFINITY);
}

/** A key that a variable's dictionary holds, and the use of the variable that put it there. */
interface Held {
  readonly key: SyntaxNode;
  readonly by: SyntaxNode;
}

/** Follows what happens to a variable up to an offset. */
function replay(
  uses: readonly SyntaxNode[],
  place: SyntaxNode,
  scope: SyntaxNode,
  source: Source,
  keys: Map<string, SyntaxNode>,
  until: number,
): void {
  const held = new Map<string, Held>();
  const last: DictionaryEvent[] = [];
  for (const use of uses) {
    source.steps -= 1;
    if (use.start >= until || source.steps < 0) break;
    const event = dictionaryEvent(use, source.text);
    if (event.kind === "read" || assigns(use, place)) continue;
    const reached = reach(use, place, scope);
    if (reached === "never") continue;
    const always = reached === "always";
    if (event.kind === "bind") {
      rebind(held, use, scope, source);
      if (event.value !== undefined) merge([event.value], use, source, held);
    } else if (event.kind === "set") {
      if (always || !held.has(event.name)) held.set(event.name, { key: event.key, by: use });
    } else if (event.kind === "merge") merge(event.values, use, source, held);
    else if (until === Number.POSITIVE_INFINITY) last.push(event);
    else take(event, held);
  }
  for (const event of last) take(event, held);
  if (source.steps < 0) return;
  for (const [name, { key }] of held) keys.set(name, key);
}

/**
 * A new value takes the place of what was held, also where it is given under a condition: that may be the one under which the old one
 * would not do. Only what comes from the other branch of one condition stays.
 */
function rebind(held: Map<string, Held>, use: SyntaxNode, scope: SyntaxNode, source: Source): void {
  source.steps -= held.size;
  for (const [name, { by }] of held) if (reach(by, use, scope) !== "never") held.delete(name);
}

function merge(values: readonly SyntaxNode[], use: SyntaxNode, source: Source, held: Map<string, Held>): void {
  const keys = new Map<string, SyntaxNode>();
  for (const value of values) entryOf(value, value, source, keys);
  for (const [name, key] of keys) held.set(name, { key, by: use });
}

/** Whether a place is in the value that is assigned to this use, and so comes before it: `cfg = check(**cfg)`. */
function assigns(use: SyntaxNode, place: SyntaxNode): boolean {
  let node: SyntaxNode | undefined = use;
  for (let up = 0; up < 4 && node !== undefined && node.type !== "assignment"; up += 1) node = node.parent;
  return node !== undefined && node.type === "assignment" && node !== place && within(place, node);
}

function take(event: DictionaryEvent, held: Map<string, Held>): void {
  if (event.kind === "remove") held.delete(event.name);
  else held.clear();
}
