import type { Node } from "web-tree-sitter";
import { beginning, concat, cut, type Traced } from "../../text/traced.ts";
import type { TracedWord } from "../command-line/traced-word.ts";
import { hereDocument } from "./here-document.ts";
import { expandVariable } from "./parameter.ts";
import { assemble, type Part } from "./parts.ts";
import { ansi, unescaped, unescapedInDoubleQuotes } from "./quoting.ts";
import type { Scope } from "./scope.ts";
import { unknownFor } from "./templates.ts";

/** Expansions inside of expansions: no script has more. */
const MAX_DEPTH = 20;

/** The words that one written word of a command makes: none, one or many. */
export function expandWord(node: Node, scope: Scope): TracedWord[] {
  const at = beginning(cut(scope.source, node.startIndex, node.endIndex))?.start ?? 0;
  return assemble(parts(node, scope, false, 0), at);
}

/** The text of a word where the shell does not split it: the value of an assignment, a here-string. */
export function expandText(node: Node, scope: Scope): { value: Traced; unknown: string[] } {
  const all = parts(node, scope, false, 0);
  const blank: Traced = { text: " ", pieces: [] };
  const value = concat(
    all.flatMap((part) =>
      part.words === undefined
        ? [part.value]
        : part.words.flatMap((word, index) => (index === 0 ? [word.value] : [blank, word.value])),
    ),
  );
  return {
    value,
    unknown: all.flatMap((part) => [
      ...(part.unknown ?? []),
      ...(part.words ?? []).flatMap((word) => word.unknown ?? []),
    ]),
  };
}

function parts(node: Node, scope: Scope, quoted: boolean, depth: number): Part[] {
  const { source } = scope;
  if (depth > MAX_DEPTH) return [{ value: unknownFor(source, node.startIndex, node.endIndex), quoted }];
  switch (node.type) {
    case "command_name":
    case "translated_string":
      return node.namedChildren.flatMap((child) => (child === null ? [] : parts(child, scope, quoted, depth + 1)));
    case "concatenation":
      return sequence(node, node.startIndex, node.endIndex, scope, quoted, depth, unescaped);
    case "string": {
      const inner = sequence(node, node.startIndex + 1, node.endIndex - 1, scope, true, depth, unescapedInDoubleQuotes);
      // `""` is a word, and `"$@"` without arguments is none.
      const words = inner.some((part) => part.words !== undefined);
      return words ? inner : [{ value: { text: "", pieces: [] }, quoted: true }, ...inner];
    }
    case "raw_string":
      return [{ value: cut(source, node.startIndex + 1, node.endIndex - 1), quoted: true }];
    case "ansi_c_string":
      return [{ value: ansi(cut(source, node.startIndex + 2, node.endIndex - 1)), quoted: true }];
    case "simple_expansion":
    case "expansion":
      return expandVariable(node, scope, quoted, (from, to, inQuotes) =>
        sequence(node, from, to, scope, inQuotes, depth + 1, inQuotes ? unescapedInDoubleQuotes : unescaped).map(
          (part) => (part.quoted ? part : { ...part, split: true }),
        ),
      );
    case "command_substitution":
    case "process_substitution": {
      const text = hereDocument(node, scope);
      if (text !== undefined) return [{ value: text, quoted, split: !quoted }];
      scope.substitutions.push(node);
      const written = source.text.slice(node.startIndex, Math.min(node.endIndex, node.startIndex + 100));
      return [{ value: unknownFor(source, node.startIndex, node.endIndex), quoted, unknown: [written] }];
    }
    case "arithmetic_expansion":
      return [{ value: unknownFor(source, node.startIndex, node.endIndex), quoted: true }];
    default:
      return [{ value: unescaped(cut(source, node.startIndex, node.endIndex)), quoted }];
  }
}

/** The parts of a stretch: what children expand to, and what stands between them as it is written. */
function sequence(
  node: Node,
  start: number,
  end: number,
  scope: Scope,
  quoted: boolean,
  depth: number,
  literal: (value: Traced) => Traced,
): Part[] {
  const found: Part[] = [];
  let from = start;
  const text = (to: number) => {
    if (to > from) found.push({ value: literal(cut(scope.source, from, to)), quoted });
  };
  for (const child of node.children) {
    if (child === null || child.startIndex < from || child.endIndex > end || child.type === "string_content") continue;
    if (!EXPANDED.has(child.type)) continue;
    text(child.startIndex);
    found.push(...parts(child, scope, quoted, depth + 1));
    from = child.endIndex;
  }
  text(end);
  return found;
}

const EXPANDED = new Set([
  "concatenation",
  "string",
  "raw_string",
  "ansi_c_string",
  "translated_string",
  "simple_expansion",
  "expansion",
  "command_substitution",
  "process_substitution",
  "arithmetic_expansion",
]);
