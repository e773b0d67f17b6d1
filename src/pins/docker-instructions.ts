import { Copy, DockerfileParser, type Instruction, Run } from "dockerfile-ast";
import { lineStarts } from "../text/line-index.ts";
import { concat, type Traced, traced } from "../text/traced.ts";

/** One instruction of a Dockerfile. */
export interface DockerInstruction {
  /** Upper case: `RUN`. */
  readonly keyword: string;
  /** What follows the keyword, as Docker joins it: continued lines are one, comment and empty lines between them are none. */
  readonly body: Traced;
  readonly heredocs: readonly Traced[];
}

/** The instructions of a Dockerfile, in order. Lines that are none are told like one. */
export function* dockerInstructions(text: string): Generator<DockerInstruction> {
  // Same length, so offsets stay; a lone carriage return would count as a line for the parser, and for nobody else.
  const parsed = DockerfileParser.parse(text.replace(/^\uFEFF|\r(?!\n)/g, " "));
  const starts = lineStarts(text);
  const offsetAt: OffsetAt = ({ line, character }) => (starts[line] ?? text.length) + character;
  for (const instruction of parsed.getInstructions()) {
    yield {
      keyword: instruction.getKeyword().toUpperCase(),
      body: instructionBody(text, instruction, parsed.getEscapeCharacter(), offsetAt),
      heredocs: heredocs(text, instruction, offsetAt),
    };
  }
}

/** Offset of a zero-based position of the Dockerfile parser. */
type OffsetAt = (position: { readonly line: number; readonly character: number }) => number;

function instructionBody(text: string, instruction: Instruction, continuation: string, offsetAt: OffsetAt): Traced {
  const range = instruction.getRange();
  const heredoc = heredocRanges(instruction)[0];
  const end = offsetAt(heredoc === undefined ? range.end : { line: heredoc.start.line, character: 0 });
  const from = offsetAt(range.start) + instruction.getKeyword().length;
  const parts: Traced[] = [];
  for (let at = from; at < end; ) {
    const next = text.indexOf("\n", at);
    const stop = next === -1 ? end : Math.min(next, end);
    const line = text.slice(at, stop).trimEnd();
    const skipped = at > from && /^\s*(?:#|$)/.test(line);
    if (!skipped) parts.push(traced(line.endsWith(continuation) ? line.slice(0, -1) : line, at));
    at = stop + 1;
  }
  return concat(parts);
}

function heredocs(text: string, instruction: Instruction, offsetAt: OffsetAt): readonly Traced[] {
  return heredocRanges(instruction).map(({ start, end }) => {
    const from = offsetAt(start);
    return traced(text.slice(from, offsetAt(end)), from);
  });
}

/** `RUN` and `COPY` take them. */
function heredocRanges(instruction: Instruction) {
  if (!(instruction instanceof Run) && !(instruction instanceof Copy)) return [];
  return instruction.getHeredocs().flatMap((heredoc) => heredoc.getContentRange() ?? []);
}
