import { limitOf } from "../../breakage/workspace/limits.ts";
import type { OffsetMap } from "../../breakage/workspace/offset-map.ts";
import { ParseGivenUp } from "../../platform/parse-given-up.ts";
import type { ParsePython } from "../../platform/syntax-parsers.ts";
import { concat, standing, type Traced, traced } from "../../text/traced.ts";
import { type Evaluator, evaluator } from "../../uses/python/evaluate.ts";
import { type PythonSyntax, pythonSyntax } from "../../uses/python/python-module.ts";
import { type SpelledText, spelled } from "../../uses/python/spelled-text.ts";
import { tooLong } from "../length-limit.ts";

/** Python text of a file: its syntax, what its expressions are as far as the text says, and the way back to the file. */
export interface PythonSource {
  readonly module: PythonSyntax;
  readonly evaluator: Evaluator<PythonSyntax>;
  /** A value with its places in the file. */
  trace(value: SpelledText): Traced;
}

/** Nobody writes a longer Python file by hand. UTF-16 units. */
const LONGEST = 500_000;

/**
 * @param toText the offset in the file of an offset in `written`
 * @param passedOver told of a text that is not read, and why
 */
export function pythonSource(
  written: string,
  parse: ParsePython,
  toText: OffsetMap,
  passedOver: (why: string) => void,
): PythonSource {
  const why = written.length > LONGEST ? tooLong(LONGEST) : limitOf(written);
  if (why !== undefined) passedOver(why);
  const text = why === undefined ? written : "";
  const module = parsed(text, parse, passedOver);
  return {
    module,
    evaluator: evaluator(module),
    trace: (value) =>
      concat(
        value.flatMap((piece) => {
          const { start, end } = piece;
          if (piece.text.length !== end - start)
            return [standing(piece.text, toText(start), toText(end) - toText(start))];
          return spelled(text, start, end, toText).map((part) => traced(part.text, part.start));
        }),
      ),
  };
}

function parsed(text: string, parse: ParsePython, passedOver: (why: string) => void): PythonSyntax {
  try {
    return pythonSyntax(text, parse);
  } catch (error) {
    if (!(error instanceof ParseGivenUp)) throw error;
    passedOver("it makes no sense as Python, and takes too long to be parsed");
    return pythonSyntax("", parse);
  }
}
