import type { Tree } from "web-tree-sitter";
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

/** Where no comment says anything. */
export const NOTHING: CommentReading = { suppressions: [], invalid: [] };

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
    const comments = tree.rootNode.descendantsOfType("comment").flatMap((comment): Comment[] => {
      return comment === null ? [] : [{ ...comment.startPosition, text: comment.text }];
    });
    return readCommentLines(path, text.split("\n"), comments);
  } finally {
    tree.delete();
  }
}

/** One comment as it stands in a file: 0-based row and column, and its text. */
export interface Comment {
  readonly row: number;
  readonly column: number;
  readonly text: string;
}

/** What a file's comments say, each about its own line, or about what follows when it stands alone. */
export function readCommentLines(path: string, lines: readonly string[], comments: readonly Comment[]): CommentReading {
  const alone = new Set<number>();
  const found: Comment[] = [];
  for (const comment of comments) {
    if ((lines[comment.row] ?? "").slice(0, comment.column).trim() === "") alone.add(comment.row);
    if (mentionsSuppression(comment.text)) found.push(comment);
  }
  const suppressions: Suppression[] = [];
  const invalid: Finding[] = [];
  const below = nextCodeRows(alone);
  for (const { row, column, text: comment } of found) {
    const place = { path, line: row + 1, column: column + 1 };
    const first = below.get(row) ?? row;
    const covers = { path, line: first + 1, ...continued(lines, first) };
    for (const directive of readDirectives(comment)) {
      if ("problem" in directive) {
        invalid.push(invalidAt(place, comment, directive.problem));
        continue;
      }
      const { rules, ...why } = directive;
      for (const rule of rules) suppressions.push({ kind: "comment", rule, ...why, ...place, covers });
    }
  }
  return { suppressions, invalid };
}

/** No command is longer. */
const MOST_LINES = 200;

/** A shell's command goes on after a backslash: what is said of its beginning is said of all of it. */
function continued(lines: readonly string[], first: number): { readonly endLine?: number } {
  let last = first;
  while (last < first + MOST_LINES && /\\\r?$/.test(lines[last] ?? "")) last += 1;
  return last === first ? {} : { endLine: last + 1 };
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
