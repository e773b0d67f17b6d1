import { ParseGivenUp } from "../../platform/parse-given-up.ts";
import type { ParseShell } from "../../platform/syntax-parsers.ts";
import { isTooDeep } from "./shell-limits.ts";

/**
 * A shell's parser for the texts of one file. What it cannot parse in reasonable time is as an empty text, and that is told.
 * Behind a text that took too long no other text of the file is tried: a file of thousands of them must come to an end.
 */
export function boundedShell(parse: ParseShell, tell: (why: string) => void): ParseShell {
  let spent = false;
  return (text) => {
    if (!spent && !isTooDeep(text)) {
      try {
        return parse(text);
      } catch (error) {
        if (!(error instanceof ParseGivenUp)) throw error;
        spent = true;
      }
    }
    tell(spent ? "a shell would take too long to parse it" : "it opens more brackets than a shell's text closes");
    return parse("");
  };
}
