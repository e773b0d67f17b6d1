import type { Node, Tree } from "web-tree-sitter";
import type { Finding } from "../finding.ts";
import { RULES } from "../rules.ts";
import { mentionsSuppression, readDirectives } from "./comment-text.ts";
import type { Suppression } from "./suppression.ts";

/** What the comments of one file, or of several, say. */
export interface CommentReading {
  readonly suppressions: readonly Suppression[];
  /** `suppression-invalid`, at the comment: what could not be understood has no effect, and that must not go unsaid. */
  readonly invalid: readonly Finding[];
}

const NOTHING: CommentReading = { suppressions: [], invalid: [] };

/**
 * Reads the suppressions in a Python file's comments; what looks like one inside a string is none. A comment beside code is about
 * its own line; one on a line of its own is about the next line that holds more than a comment.
 *
 * @param path POSIX, relative to the repository root
 * @param parse gives the text's syntax tree (`ParsePython`); not asked for where the text cannot hold a suppression
 */
export function readComments(path: string, text: string, parse: (text: string) => Tree): CommentReading {
  if (!mentionsSuppression(text)) return NOTHING;
  const tree = parse(text);
  try {
    // The binding's own loop over the whole tree: it does not recurse.
    return read(path, text, tree.rootNode.descendantsOfType("comment"));
  } finally {
    tree.delete();
  }
}

function read(path: string, text: string, comments: readonly (Node | null)[]): CommentReading {
  const lines = text.split("\n");
  const alone = new Set<number>();
  const found: { readonly row: number; readonly column: number; readonly text: string }[] = [];
  for (const comment of comments) {
    if (comment === null) continue;
    const { row, column } = comment.startPosition;
    if ((lines[row] ?? "").slice(0, column).trim() === "") alone.add(row);
    if (mentionsSuppression(comment.text)) found.push({ row, column, text: comment.text });
  }
  const suppressions: Suppression[] = [];
  const invalid: Finding[] = [];
  const below = nextCodeRows(alone);
  for (const { row, column, text: comment } of found) {
    const place = { path, line: row + 1, column: column + 1 };
    const line = (below.get(row) ?? row) + 1;
    for (const directive of readDirectives(comment)) {
      if ("problem" in directive) {
        invalid.push(invalidAt(place, comment, directive.problem));
        continue;
      }
      const { rules, ...why } = directive;
      for (const rule of rules) suppressions.push({ kind: "comment", rule, ...why, ...place, covers: { path, line } });
    }
  }
  return { suppressions, invalid };
}

/** For each row that is only a comment, the row under its block of comments. */
function nextCodeRows(alone: ReadonlySet<number>): ReadonlyMap<number, number> {
  const below = new Map<number, number>();
  for (const row of [...alone].sort((a, b) => b - a)) below.set(row, below.get(row + 1) ?? row + 1);
  return below;
}

function invalidAt(place: Pick<Suppression, "path" | "line" | "column">, comment: string, problem: string): Finding {
  return {
    rule: "suppression-invalid",
    severity: RULES["suppression-invalid"].severity,
    message: problem,
    ...place,
    endLine: place.line,
    endColumn: place.column + comment.trimEnd().length,
    data: { subject: `${place.path} ${comment.trim()}` },
  };
}
