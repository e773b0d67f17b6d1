import type { SyntaxNode } from "../../breakage/workspace/syntax-node.ts";
import { UNKNOWN } from "../use.ts";
import type { Piece } from "./spelled-text.ts";

const SIMPLE: Readonly<Record<string, string>> = {
  "\\": "\\",
  "'": "'",
  '"': '"',
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  "\n": "",
};

/**
 * What one string literal holds (Python reference, "String and Bytes literals"). What stands in the braces of an f-string is read by
 * `interpolated`.
 */
export function literalText(
  string: SyntaxNode,
  text: string,
  interpolated: (value: SyntaxNode) => readonly Piece[] | undefined,
): Piece[] {
  const prefix = /^[A-Za-z]{0,3}/.exec(text.slice(string.start, string.start + 3))?.[0].toLowerCase() ?? "";
  const raw = prefix.includes("r");
  const pieces: Piece[] = [];
  for (const part of string.children) {
    if (part.type === "string_content") content(part, text, raw, prefix.includes("f"), pieces);
    else if (part.type === "interpolation") {
      const [value] = part.children;
      const formatted = part.children.some((one) => one.type === "format_specifier");
      const known = value === undefined || formatted ? undefined : interpolated(value);
      pieces.push(...(known ?? [{ text: UNKNOWN, start: part.start, end: part.end }]));
    }
  }
  return pieces;
}

function content(part: SyntaxNode, text: string, raw: boolean, formatted: boolean, pieces: Piece[]): void {
  let at = part.start;
  const copy = (end: number) => {
    if (end > at) pieces.push({ text: text.slice(at, end), start: at, end });
  };
  for (const inner of part.children) {
    if (inner.type !== "escape_sequence" && inner.type !== "escape_interpolation") continue;
    const written = text.slice(inner.start, inner.end);
    const doubled = inner.type === "escape_interpolation" && formatted;
    if (inner.type === "escape_sequence" ? raw : !doubled) continue;
    copy(inner.start);
    pieces.push({ text: doubled ? (written[0] ?? "") : escaped(written), start: inner.start, end: inner.end });
    at = inner.end;
  }
  copy(part.end);
}

function escaped(written: string): string {
  const kind = written[1] ?? "";
  const simple = written[1] === "\r" ? "" : SIMPLE[kind];
  if (simple !== undefined) return simple;
  const digits = /^[xuU]/.test(kind) ? written.slice(2) : written.slice(1);
  const code = Number.parseInt(digits, /^[xuU]/.test(kind) ? 16 : 8);
  return Number.isNaN(code) || code > 0x10ffff ? written : String.fromCodePoint(code);
}
