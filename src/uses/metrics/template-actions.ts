import { UNKNOWN } from "../use.ts";
import type { QueryText } from "./query-text.ts";
import { sourceStrings } from "./source-strings.ts";

/** A text whose template actions are blanked out, every character in its place. */
export interface Untemplated {
  readonly text: string;
  /** The string literals of the actions: `{{ .Values.query | default "vllm:x" }}`. */
  readonly strings: readonly QueryText[];
}

/** Actions that give no text themselves. https://pkg.go.dev/text/template#hdr-Actions, https://jinja.palletsprojects.com/templates */
const CONTROL = /^[{%-]*\s*(?:if|else|elif|end\w*|with|range|for|define|block|set|macro|\$\w+\s*:?=|\/\*|#)/;
const STRINGS = { lineComments: [], singleQuotes: true, backticks: true };

/**
 * Takes the actions (`{{ … }}`, `{% … %}`) out of a template, so that the rest can be read as the YAML or JSON it becomes.
 * What yields a value is `UNKNOWN`, the rest are blanks.
 */
export function withoutActions(text: string): Untemplated {
  const strings: QueryText[] = [];
  const parts: string[] = [];
  let from = 0;
  for (const opens of text.matchAll(/\{\{|\{%/g)) {
    if (opens.index < from) continue;
    const closing = opens[0] === "{{" ? "}}" : "%}";
    const end = actionEnd(text, opens.index + 2, closing);
    if (end === undefined) break;
    const action = text.slice(opens.index, end);
    const control = CONTROL.test(action);
    parts.push(text.slice(from, opens.index), action.replace(/[^\r\n]/g, control ? " " : UNKNOWN));
    from = end;
    if (!action.includes("vllm:") || /^[{%-]*\s*(?:\/\*|#)/.test(action)) continue;
    for (const { start, end: stop } of sourceStrings(action, STRINGS)) {
      strings.push({ start: opens.index + start, end: opens.index + stop });
    }
  }
  return from === 0 ? { text, strings } : { text: parts.join("") + text.slice(from), strings };
}

/** Offset behind an action; braces in its strings close nothing. */
function actionEnd(text: string, start: number, closing: string): number | undefined {
  for (let at = start; at < text.length; at += 1) {
    const character = text[at] ?? "";
    if (text.startsWith(closing, at)) return at + 2;
    if (character === '"' || character === "`") at = stringEnd(text, at, character) ?? at;
  }
  return undefined;
}

function stringEnd(text: string, at: number, quote: string): number | undefined {
  // Longer ones are no strings of a template, and a quote without its partner must not be looked for over and over.
  const last = Math.min(text.length, at + 1_000);
  for (let end = at + 1; end < last && text[end] !== "\n"; end += 1) {
    if (text[end] === quote) return end;
    if (text[end] === "\\" && quote === '"') end += 1;
  }
  return undefined;
}
