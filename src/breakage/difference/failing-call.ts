import type { Node } from "web-tree-sitter";
import type { ParsePython } from "../../platform/syntax-parsers.ts";
import type { Break } from "../break.ts";
import type { Diagnostic } from "../diagnostic.ts";
import { checkerOffsets } from "../workspace/checker-position.ts";

/** What makes a call fail, whatever else is wrong with it. */
const REFUSED = new Set(["unknown-argument", "missing-argument", "too-many-positional-arguments"]);
const ASKED = new Set(["keyword", "parameter", "arity"]);

/**
 * Of the breaks of one file that are in a call: why the current release refuses that call already, in the checker's words. A call
 * that raises before the move and after it has not been broken by it.
 *
 * @param breaks at places in the checker's units
 * @param current what the checker says of this file beside the current release
 */
export function failingCalls(
  text: string,
  breaks: readonly Break[],
  current: readonly Diagnostic[],
  parse: ParsePython,
): Map<Break, string> {
  const found = new Map<Break, string>();
  const refusals = current.filter(({ code }) => REFUSED.has(code));
  const asked = breaks.filter(({ subject }) => ASKED.has(subject.kind));
  if (refusals.length === 0 || asked.length === 0) return found;
  const tree = parse(text);
  const offsetOf = checkerOffsets(text);
  const callAt = (place: Break | Diagnostic, whole: boolean): number | undefined => {
    const start = offsetOf(place.line, place.column);
    const end = offsetOf(place.endLine, place.endColumn);
    return callOf(tree.rootNode.descendantForIndex(start, Math.max(start, end - 1)), whole)?.id;
  };
  try {
    const refused = new Map<number, string>();
    for (const refusal of refusals) {
      const call = callAt(refusal, refusal.code === "missing-argument");
      if (call !== undefined) refused.set(call, refusal.text);
    }
    for (const broken of asked) {
      const call = callAt(broken, broken.subject.kind === "parameter");
      const why = call === undefined ? undefined : refused.get(call);
      if (why !== undefined) found.set(broken, why);
    }
    return found;
  } finally {
    tree.delete();
  }
}

/** The call that a place is about: the whole of it, or one of its arguments. */
function callOf(at: Node | null, whole: boolean): Node | null {
  let node = at;
  if (!whole) {
    while (node !== null && node.parent?.type !== "argument_list") node = node.parent;
    node = node?.parent ?? null;
  }
  while (node !== null && node.type !== "call") node = node.parent;
  return node;
}
