import { concat, cut, type Traced } from "../../text/traced.ts";
import { UNKNOWN } from "../use.ts";
import { placed } from "./scalar-text.ts";
import { type Action, actions } from "./template-actions.ts";

/**
 * Marks, as a YAML comment, a line that a template fills with lines of its own. In the text of a scalar it is no comment and
 * stands for what is not known there.
 */
export const FILLED_LINE = `#${UNKNOWN}`;

/** Value of a template's expression (`.Values.dtype | quote`), where it is in reach. */
export type TemplateValue = (expression: string) => string | undefined;

/**
 * A template of YAML (Go's, as Helm has it, or Jinja's) as the YAML it may give: every branch is there, every loop once, an
 * expression is its value or `UNKNOWN`. Offsets lead back to the template. A text without a template stays as it is.
 */
export function withoutTemplate(source: Traced, valueFor: TemplateValue): Traced {
  const found = actions(source.text);
  if (found.length === 0) return source;
  const { text } = source;
  const parts: Traced[] = [];
  let at = 0;
  let loops: boolean[] = [];
  for (const action of found) {
    const lineStart = blanksBefore(text, action.start);
    const alone = lineStart !== undefined && isLineEnd(text, action.end);
    loops = nesting(loops, action);
    parts.push(cut(source, at, alone ? Math.max(at, lineStart) : action.start));
    const given = replacement(action, alone, text, valueFor, loops.includes(true));
    parts.push(placed(given, action.start, action.end, source));
    at = action.end;
  }
  parts.push(cut(source, at));
  return concat(parts);
}

function replacement(action: Action, alone: boolean, text: string, valueFor: TemplateValue, loop: boolean): string {
  // Each definition of a file of helpers is a document of its own.
  if (action.kind === "define") return alone ? "---" : "";
  if (action.kind !== "expression") return "";
  if (alone) return `${indentation(text, action)}${FILLED_LINE}`;
  const value = loop && /^\.?$/.test(action.body.split("|")[0]?.trim() ?? "") ? undefined : valueFor(action.body);
  return value !== undefined && /^[\w./@%+=,:-]*$/.test(value) ? value : UNKNOWN;
}

/** Which of the blocks that are open are loops. */
function nesting(loops: boolean[], action: Action): boolean[] {
  if (action.kind === "open") return loops.length > 100 ? loops : [...loops, /^(?:range|for)\b/.test(action.body)];
  return action.kind === "close" ? loops.slice(0, -1) : loops;
}

/** In a block scalar a line must not be indented less than its neighbours: a template's own indentation says nothing. */
function indentation(text: string, action: Action): string {
  const before = text
    .slice(Math.max(0, action.start - 4_000), action.start)
    .split("\n")
    .slice(0, -1);
  const isText = (line: string) => line.trim() !== "" && !/^\s*\{[{%]/.test(line);
  const previous = before.reverse().find(isText) ?? "";
  if (!/[|>][-+\d]*\s*$/.test(previous)) return leading(previous);
  const after = text
    .slice(action.end, action.end + 4_000)
    .split("\n")
    .slice(1);
  return leading(after.find(isText) ?? `${leading(previous)}  `);
}

function leading(line: string): string {
  return /^[ \t]*/.exec(line)?.[0] ?? "";
}

/** Where the line begins, if only blanks stand before an offset. */
function blanksBefore(text: string, offset: number): number | undefined {
  let at = offset;
  while (at > 0 && (text.charAt(at - 1) === " " || text.charAt(at - 1) === "\t")) at -= 1;
  return at === 0 || text.charAt(at - 1) === "\n" ? at : undefined;
}

function isLineEnd(text: string, offset: number): boolean {
  let at = offset;
  while (at < text.length && /[ \t\r]/.test(text.charAt(at))) at += 1;
  return at === text.length || text.charAt(at) === "\n";
}
