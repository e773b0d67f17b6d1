import { readHashComments } from "../checks/suppression/hash-comments.ts";
import { readComments } from "../checks/suppression/read-comments.ts";
import type { SourceComments } from "../checks/suppression/source-comments.ts";
import type { ParsePython } from "../platform/syntax-parsers.ts";

/** What the comments of the files that use something say of suppressions. */
export function configurationComments(texts: ReadonlyMap<string, string>, parse: ParsePython): SourceComments {
  const readings = [...texts].map(([path, text]) =>
    /\.pyi?$/.test(path) ? readComments(path, text, parse) : readHashComments(path, text),
  );
  return {
    suppressions: readings.flatMap(({ suppressions }) => suppressions),
    invalid: readings.flatMap(({ invalid }) => invalid),
    files: [...texts.keys()],
  };
}
