import { beginning, concat, cut, standing, type Traced } from "../../text/traced.ts";
import { UNKNOWN } from "../use.ts";

/** `${{ inputs.model }}` of a workflow, `{{ .Values.model }}` of a chart, `{{ model }}` of Jinja, and what documents put in brackets. */
const TEMPLATE = /\$?\{\{[^{}\n]{0,300}\}\}/g;
const PLACEHOLDER = /\$?\{\{[^{}\n]{0,300}\}\}|<[A-Za-z][\w .:/|-]{0,60}>|\[(?:OPTIONS|options|\.\.\.)\]/g;

/** A text with what templates fill in unknown: the shell never sees them. `document`: placeholders (`<model>`) too. */
export function withoutTemplates(source: Traced, document: boolean): Traced {
  const { text } = source;
  if (!text.includes("{{") && !document) return source;
  const parts: Traced[] = [];
  let from = 0;
  let sums = 0;
  for (const match of text.matchAll(document ? PLACEHOLDER : TEMPLATE)) {
    const end = match.index + match[0].length;
    const before = cut(source, from, match.index);
    sums = openSums(before.text, sums);
    // What is not known is no operand to the shell's grammar, and one place that does not parse takes the command with it.
    parts.push(before, standingFor(sums > 0 ? "0" : UNKNOWN, source, match.index, end));
    from = end;
  }
  return from === 0 ? source : concat([...parts, cut(source, from)]);
}

/** Stands for a stretch of a text that is not known. */
export function unknownFor(source: Traced, start: number, end: number): Traced {
  return standingFor(UNKNOWN, source, start, end);
}

function standingFor(text: string, source: Traced, start: number, end: number): Traced {
  const span = beginning(cut(source, start, end));
  return span === undefined ? { text, pieces: [] } : standing(text, span.start, span.end - span.start);
}

/** How many `$((` are open behind a stretch. A line's end closes all: nobody writes a sum over lines. */
function openSums(text: string, before: number): number {
  let open = before;
  for (const [token] of text.matchAll(/\$\(\(|\)\)|\n/g)) {
    open = token === "\n" ? 0 : Math.max(0, open + (token === "))" ? -1 : 1));
  }
  return open;
}

/** A text with the line ends of POSIX: the shell would take a carriage return for a part of the last word. */
export function withoutCarriageReturns(source: Traced): Traced {
  if (!source.text.includes("\r\n")) return source;
  const parts: Traced[] = [];
  let from = 0;
  for (let at = source.text.indexOf("\r\n"); at !== -1; at = source.text.indexOf("\r\n", from)) {
    parts.push(cut(source, from, at));
    from = at + 1;
  }
  return concat([...parts, cut(source, from)]);
}
