import type { Node } from "web-tree-sitter";
import type { ParsePython } from "../../platform/syntax-parsers.ts";
import type { Break } from "../break.ts";
import { checkerOffsets } from "../workspace/checker-position.ts";

/** A file's text with `reveal_type(…)` around what breaks hang on, and where each answer will stand. */
export interface RevealEdit {
  readonly text: string;
  /** Offsets in the edited text, in the order of the breaks asked for; `undefined` where there is nothing to ask. */
  readonly answers: readonly (number | undefined)[];
}

const OPEN = "reveal_type(";
const CLOSE = ")";

/**
 * Asks the checker for the type that each break hangs on: the object whose attribute is gone, the callable that does not take
 * the call. `reveal_type` returns its argument, so nothing else changes.
 *
 * @param breaks of this one file, at places in the checker's units
 */
export function revealSubjects(text: string, breaks: readonly Break[], parse: ParsePython): RevealEdit {
  const tree = parse(text);
  const offsetOf = checkerOffsets(text);
  try {
    const spans = breaks.map((broken) => {
      const start = offsetOf(broken.line, broken.column);
      const end = offsetOf(broken.endLine, broken.endColumn);
      const node = subjectOf(broken, tree.rootNode.descendantForIndex(start, Math.max(start, end - 1)));
      return node === null ? undefined : { start: node.startIndex, end: node.endIndex };
    });
    const insertions = uniqueSpans(spans).flatMap(({ start, end }) => [
      { at: start, insert: OPEN, order: -end, key: `${start}:${end}` },
      { at: end, insert: CLOSE, order: -start, key: "" },
    ]);
    // At one offset: first what closes, then what opens, the widest first.
    insertions.sort(
      (a, b) => a.at - b.at || Number(b.insert === CLOSE) - Number(a.insert === CLOSE) || a.order - b.order,
    );
    let edited = "";
    let copied = 0;
    const moved = new Map<string, number>();
    for (const { at, insert, key } of insertions) {
      edited += text.slice(copied, at) + insert;
      copied = at;
      if (insert === OPEN) moved.set(key, edited.length);
    }
    edited += text.slice(copied);
    return { text: edited, answers: spans.map((span) => span && moved.get(`${span.start}:${span.end}`)) };
  } finally {
    tree.delete();
  }
}

/** Two breaks may hang on the same expression. */
function uniqueSpans(spans: readonly ({ readonly start: number; readonly end: number } | undefined)[]) {
  const known = new Map<string, { readonly start: number; readonly end: number }>();
  for (const span of spans) if (span !== undefined) known.set(`${span.start}:${span.end}`, span);
  return [...known.values()];
}

function subjectOf({ subject }: Break, at: Node | null): Node | null {
  switch (subject.kind) {
    case "attribute":
      return ancestor(at, "attribute")?.childForFieldName("object") ?? null;
    case "keyword":
    case "parameter":
    case "arity":
      return callOf(at, subject.kind !== "parameter")?.childForFieldName("function") ?? null;
    default:
      return null;
  }
}

/** The call that an argument belongs to: an argument may itself be a call. */
function callOf(node: Node | null, isArgument: boolean): Node | null {
  let at = node;
  if (isArgument) {
    while (at !== null && at.parent?.type !== "argument_list") at = at.parent;
    at = at?.parent ?? null;
  }
  return ancestor(at, "call");
}

function ancestor(node: Node | null, type: string): Node | null {
  let at = node;
  while (at !== null && at.type !== type) at = at.parent;
  return at;
}
