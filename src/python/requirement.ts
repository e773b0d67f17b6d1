import { isSpecifier } from "./version.ts";

/** Half-open range of UTF-16 code units in a text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A PEP 508 requirement, with the place of each part, so that an edit can replace one and leave the rest as written. */
export interface Requirement {
  /** PEP 503 normalized. */
  readonly name: string;
  /** PEP 685 normalized, in the order written. */
  readonly extras: readonly string[];
  /** Without parentheses, trimmed; `""` when there is none. */
  readonly specifier: string;
  readonly url?: string;
  readonly marker?: string;
  readonly spans: {
    /** Name and extras: a specifier is inserted at its end. */
    readonly head: Span;
    readonly specifier?: Span;
    readonly url?: Span;
    readonly marker?: Span;
  };
}

const NAME = /[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?/y;
const EXTRAS = /\s*\[([A-Za-z0-9._,\s-]*)\]/y;
const URL_PART = /\s*@\s*(\S+)/y;
const SPECIFIER = /\s*(\(?)\s*([^\s;()][^;()]*)?(\)?)/y;
const MARKER = /\s*;\s*(\S.*)$/sy;
const MAX_LENGTH = 10_000;

/** PEP 503: runs of `-`, `_` and `.` are one `-`, lower case. */
export function normalizeName(name: string): string {
  return name.replace(/[-_.]+/g, "-").toLowerCase();
}

/** The parts of a PEP 508 requirement, or `undefined` when the text is none. Markers are kept, not evaluated. */
export function parseRequirement(text: string): Requirement | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const start = text.length - text.trimStart().length;
  const name = at(NAME, text, start);
  if (name === undefined) return undefined;
  const extras = at(EXTRAS, text, end(name));
  const head = { start, end: end(extras ?? name) };
  const base = { name: normalizeName(name[0]), extras: splitExtras(extras?.[1] ?? "") };
  const url = at(URL_PART, text, head.end);
  if (url !== undefined) {
    const span = { start: end(url) - (url[1] ?? "").length, end: end(url) };
    const marker = readMarker(text, span.end);
    if (marker === undefined) return undefined;
    return { ...base, specifier: "", url: url[1] ?? "", ...marker.part, spans: { head, url: span, ...marker.span } };
  }
  const written = at(SPECIFIER, text, head.end);
  const body = (written?.[2] ?? "").trimEnd();
  if ((written?.[1] === "(") !== (written?.[3] === ")") || !isSpecifier(body)) return undefined;
  const marker = readMarker(text, written === undefined ? head.end : end(written));
  if (marker === undefined) return undefined;
  const from = written === undefined ? head.end : end(written) - (written[2] ?? "").length - (written[3] ?? "").length;
  const specifier = body === "" ? {} : { specifier: { start: from, end: from + body.length } };
  return { ...base, specifier: body, ...marker.part, spans: { head, ...specifier, ...marker.span } };
}

/** A requirement as one line, in the form pip and uv write. */
export function formatRequirement(parts: {
  readonly name: string;
  readonly extras?: readonly string[];
  readonly specifier?: string;
  readonly url?: string | undefined;
  readonly marker?: string | undefined;
}): string {
  const extras = parts.extras?.length ? `[${parts.extras.join(",")}]` : "";
  const head = `${parts.name}${extras}`;
  // PEP 508: the space before `;` ends a URL.
  if (parts.url !== undefined) return `${head} @ ${parts.url}${parts.marker ? ` ; ${parts.marker}` : ""}`;
  return `${head}${parts.specifier ?? ""}${parts.marker ? `; ${parts.marker}` : ""}`;
}

function at(pattern: RegExp, text: string, index: number): RegExpExecArray | undefined {
  pattern.lastIndex = index;
  return pattern.exec(text) ?? undefined;
}

function end(match: RegExpExecArray): number {
  return match.index + match[0].length;
}

function splitExtras(list: string): readonly string[] {
  return list
    .split(",")
    .map((extra) => normalizeName(extra.trim()))
    .filter((extra) => extra !== "");
}

function readMarker(text: string, index: number) {
  if (text.slice(index).trim() === "") return { part: {}, span: {} };
  const match = at(MARKER, text, index);
  const marker = match?.[1]?.trimEnd();
  if (match === undefined || marker === undefined) return undefined;
  const start = end(match) - (match[1] ?? "").length;
  return { part: { marker }, span: { marker: { start, end: start + marker.length } } };
}
