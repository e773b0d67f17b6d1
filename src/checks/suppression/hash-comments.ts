import { mentionsSuppression } from "./comment-text.ts";
import { type CommentReading, NOTHING, readCommentLines } from "./read-comments.ts";

/** Formats whose comments begin with `#`: what is written in one there is read as in Python. */
const HASH_COMMENTS =
  /(?:\.(?:ya?ml|sh|bash|sbatch|slurm|env|conf|service|mk|toml|tf|tpl)|(?:^|\/)(?:\.env[\w.-]*|Makefile|[\w.-]*Dockerfile[\w.-]*|Containerfile))$/i;

/** A `#` at the line's beginning or after a blank begins a comment there; one inside a string that looks like this is not told apart. */
const COMMENT = /(?:^|\s)(#.*)$/;

/** Reads the suppressions in a file of a format whose comments begin with `#`; of others there are none. */
export function readHashComments(path: string, text: string): CommentReading {
  if (!HASH_COMMENTS.test(path) || !mentionsSuppression(text)) return NOTHING;
  const lines = text.split("\n");
  const comments = lines.flatMap((line, row) => {
    const found = mentionsSuppression(line) || /^\s*#/.test(line) ? COMMENT.exec(line) : null;
    const comment = found?.[1];
    return comment === undefined ? [] : [{ row, column: line.length - comment.length, text: comment }];
  });
  return readCommentLines(path, lines, comments);
}
