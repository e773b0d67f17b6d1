import type { CommentReading } from "./read-comments.ts";

/** What the comments of all files that were looked at say. */
export interface SourceComments extends CommentReading {
  /** Those files, whether or not they hold a suppression: POSIX paths relative to the repository root. */
  readonly files: readonly string[];
}

/** Where no file was looked at. */
export const NO_COMMENTS: SourceComments = { suppressions: [], invalid: [], files: [] };
