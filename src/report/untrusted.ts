import { withoutCredentials } from "../url-text.ts";

/**
 * Text that came from outside (package metadata, tools' output, file names, commit contents) made harmless for people's
 * screens and for the runner's log. Markdown and HTML have their own rules on top: `untrusted-markdown.ts`.
 */

const [ESC, BEL] = ["\x1b", "\x07"];
// ECMA-48: CSI sequences, OSC strings (titles, hyperlinks), then every other escape. C1's one-byte forms count too.
const ANSI = new RegExp(
  [
    `(?:${ESC}\\[|\x9b)[0-?]*[ -/]*[@-~]`,
    `(?:${ESC}\\]|\x9d)[^${BEL}${ESC}\x9c]*(?:${BEL}|${ESC}\\\\|\x9c)`,
    `${ESC}[ -/]*[0-~]`,
  ].join("|"),
  "g",
);

// C0, DEL and C1, but for tab and line feed.
const CONTROLS = /(?![\t\n])\p{Cc}/gu;

// Zero-width, bidi controls ("Trojan Source", CVE-2021-42574), tags, variation selectors, interlinear annotation.
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/gu;

// Line and paragraph separators, and the carriage return that would overwrite what stands before it.
const LINE_BREAKS = /\r\n?|[\u2028\u2029\u0085]/g;

/** Nothing invisible and no password is left; line feeds and tabs stay. */
export function visibleText(text: string): string {
  const visible = text
    .replace(ANSI, "")
    .replace(LINE_BREAKS, "\n")
    .replace(CONTROLS, "")
    .replace(INVISIBLE, "")
    .toWellFormed();
  return withoutCredentials(visible);
}

/** `visibleText` on one line, at most `cap` UTF-16 code units long. */
export function oneLine(text: string, cap = 500): string {
  return shorten(visibleText(text).replace(/\s+/g, " ").trim(), cap);
}

/** `visibleText` that a log can hold. */
export function logText(text: string): string {
  return withoutCommands(visibleText(text));
}

/**
 * The runner obeys a line that starts with `::` and a `##[` anywhere in a line (actions/runner, `ActionCommand.TryParseV2`
 * and `TryParse`), whoever wrote it. Wrapping moves words to the start of a line: this comes after it.
 */
export function withoutCommands(text: string): string {
  return text.replace(/^(\s*):(?=:)/gm, "$1: ").replaceAll("##[", "## [");
}

/** `logText` on one line. */
export function logLine(text: string, cap = 500): string {
  return logText(oneLine(text, cap));
}

/** Cut at a character's border, and say so with an ellipsis. */
export function shorten(text: string, cap: number): string {
  if (text.length <= cap) return text;
  const kept = text.slice(0, Math.max(0, cap - 1));
  return `${isHighSurrogate(kept) ? kept.slice(0, -1) : kept}…`;
}

/** The first and the last lines: a resolver says what matters first, a traceback last. */
export function shortenLines(text: string, lines: number, lineLength = 500): string {
  const all = text
    .replace(/\n+$/, "")
    .split("\n")
    .map((line) => shorten(line, lineLength));
  if (all.length <= lines) return all.join("\n");
  const tail = Math.floor(lines / 2);
  const head = lines - tail;
  const left = all.length - lines;
  const said = `… ${left} ${left === 1 ? "line" : "lines"} left out …`;
  return [...all.slice(0, head), said, ...(tail === 0 ? [] : all.slice(-tail))].join("\n");
}

function isHighSurrogate(text: string): boolean {
  return /[\ud800-\udbff]$/.test(text);
}
