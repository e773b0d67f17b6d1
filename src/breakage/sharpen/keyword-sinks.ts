import type { Node } from "web-tree-sitter";
import type { ModulePlace } from "../names/import-path.ts";
import { type ClassLookup, dataclassFields } from "./dataclass-fields.ts";
import type { Edit } from "./edits.ts";

/** A `**kwargs` that flows whole into one call of a class: `EngineArgs(model=model, **kwargs)`. Offsets in UTF-16 units. */
export interface SinkCandidate {
  readonly callee: string;
  /** Of the word `kwargs` in the call. */
  readonly at: number;
}

/** Longer argument lists than this are not looked through. */
const LONGEST_ARGUMENTS = 8000;

/** Calls that look like it, found without parsing. */
export function sinkCandidates(text: string): SinkCandidate[] {
  const found: SinkCandidate[] = [];
  for (let at = text.indexOf("**kwargs"); at !== -1; at = text.indexOf("**kwargs", at + 8)) {
    if (!/^\s*,?\s*\)/.test(text.slice(at + 8, at + 108))) continue;
    const open = openingBefore(text, at);
    const callee =
      open === undefined ? undefined : /(?<![\w.])([A-Z]\w*)$/.exec(text.slice(Math.max(0, open - 80), open));
    const definition = open !== undefined && /\bclass\s+\w+$/.test(text.slice(Math.max(0, open - 80), open));
    if (callee?.[1] !== undefined && !definition) found.push({ callee: callee[1], at: at + 2 });
  }
  return found;
}

function openingBefore(text: string, from: number): number | undefined {
  let depth = 0;
  for (let index = from - 1; index >= Math.max(0, from - LONGEST_ARGUMENTS); index -= 1) {
    const character = text[index];
    if (character === ")" || character === "]" || character === "}") depth += 1;
    else if (character === "(" || character === "[" || character === "{") {
      if (depth === 0) return character === "(" ? index : undefined;
      depth -= 1;
    }
  }
  return undefined;
}

/**
 * Gives a function whose `**kwargs` all go to one dataclass that class's fields as keyword parameters instead, so that a keyword
 * the class does not know is seen where it would raise. Nothing is done where `kwargs` is used in any other way.
 */
export function sinkEdit(
  candidate: SinkCandidate,
  root: Node,
  text: string,
  place: ModulePlace,
  lookup: ClassLookup,
): Edit | undefined {
  const flow = flowOf(candidate, root, text);
  if (flow === undefined) return undefined;
  const fields = dataclassFields(place.module, candidate.callee, lookup);
  if (fields === undefined) return undefined;
  const { positional, given } = flow;
  const taken = new Set([...fields.slice(0, positional), ...given]);
  const own = new Set(flow.parameters);
  const names = new Set(
    [...fields.filter((field) => !taken.has(field)), ...flow.read].filter((name) => !own.has(name)),
  );
  if (names.size === 0) return undefined;
  const star = flow.keywordOnly ? "" : "*, ";
  const written = star + [...names].map((name) => `${name}=...`).join(", ");
  return { start: flow.splat.startIndex, end: flow.splat.endIndex, text: written };
}

interface Flow {
  /** The parameter `**kwargs`, its annotation included. */
  readonly splat: Node;
  readonly parameters: readonly string[];
  /** Whether a `*` or `*args` stands before it. */
  readonly keywordOnly: boolean;
  /** Keys the body reads or removes itself. */
  readonly read: readonly string[];
  /** What the call gives besides: passing it again would raise. */
  readonly positional: number;
  readonly given: readonly string[];
}

function flowOf({ at }: SinkCandidate, root: Node, text: string): Flow | undefined {
  const use = root.descendantForIndex(at);
  const call = callOf(use);
  const definition = use === null ? undefined : enclosingFunction(use);
  const body = definition?.childForFieldName("body");
  const parameters = definition?.childForFieldName("parameters")?.namedChildren.filter((child) => child !== null) ?? [];
  const splat = parameters.find((child) => /^\*\*kwargs\b/.test(child.text));
  if (call === undefined || body == null || splat === undefined) return undefined;
  const uses = usesOf("kwargs", body, root, text);
  if (uses === undefined || uses.sinks !== 1) return undefined;
  const given: string[] = [];
  let positional = 0;
  for (const argument of call.childForFieldName("arguments")?.namedChildren ?? []) {
    if (argument === null || argument.type === "comment") continue;
    if (argument.type === "list_splat") return undefined;
    if (argument.type === "dictionary_splat") {
      if (argument.text !== "**kwargs") return undefined;
    } else if (argument.type === "keyword_argument") given.push(argument.childForFieldName("name")?.text ?? "");
    else positional += 1;
  }
  return {
    splat,
    parameters: parameters.map((child) => /^\w+/.exec(child.text)?.[0] ?? ""),
    keywordOnly: parameters.some((child) => /^\*(?!\*)/.test(child.text)),
    read: uses.read,
    positional,
    given,
  };
}

/** The call of `f(**kwargs)` whose `kwargs` this is. */
function callOf(use: Node | null): Node | undefined {
  const list = use?.parent?.type === "dictionary_splat" ? use.parent.parent : null;
  return list?.type === "argument_list" && list.parent?.type === "call" ? list.parent : undefined;
}

function enclosingFunction(node: Node): Node | undefined {
  for (let outer = node.parent; outer !== null; outer = outer.parent)
    if (outer.type === "function_definition") return outer;
  return undefined;
}

/** Every use of a name in a body, `undefined` where one of them is neither a call's `**` nor about one literal key. */
function usesOf(name: string, body: Node, root: Node, text: string): { sinks: number; read: string[] } | undefined {
  const read: string[] = [];
  let sinks = 0;
  const word = new RegExp(`\\b${name}\\b`, "g");
  word.lastIndex = body.startIndex;
  for (let match = word.exec(text); match !== null && match.index < body.endIndex; match = word.exec(text)) {
    const node = root.descendantForIndex(match.index);
    if (node === null || node.type !== "identifier" || node.text !== name) continue;
    const parent = node.parent;
    if (parent?.type === "attribute" && parent.childForFieldName("attribute")?.id === node.id) continue;
    if (parent?.type === "keyword_argument" && parent.childForFieldName("name")?.id === node.id) continue;
    if (callOf(node) !== undefined) {
      sinks += 1;
      continue;
    }
    const key = keyOf(node, parent);
    if (key === undefined) return undefined;
    read.push(key);
  }
  return { sinks, read };
}

/** `"x" in kwargs`, `kwargs["x"]`, `kwargs.pop("x", None)`. */
function keyOf(node: Node, parent: Node | null): string | undefined {
  let key: Node | null | undefined;
  if (parent?.type === "comparison_operator") {
    const [left, right] = parent.namedChildren;
    if (parent.namedChildCount === 2 && right?.id === node.id) key = left;
  } else if (parent?.type === "subscript" && parent.childForFieldName("value")?.id === node.id) {
    key = parent.childForFieldName("subscript");
  } else if (
    parent?.type === "attribute" &&
    /^(?:get|pop|setdefault)$/.test(parent.childForFieldName("attribute")?.text ?? "")
  ) {
    const call = parent.parent;
    if (call?.type === "call") key = call.childForFieldName("arguments")?.namedChildren[0];
  }
  return /^(?:"([A-Za-z_]\w*)"|'([A-Za-z_]\w*)')$/
    .exec(key?.text ?? "")
    ?.slice(1)
    .find((each) => each !== undefined);
}
