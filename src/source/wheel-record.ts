import { createHash } from "node:crypto";
import { damaged } from "./wheel-error.ts";

/** One row of a RECORD. */
interface RecordRow {
  /** `sha256=…`, url-safe base64 without padding; empty for RECORD itself and its signatures. */
  readonly hash: string;
  /** Bytes, in decimal digits; may be empty. */
  readonly size: string;
}

/** What a wheel's RECORD says of its members, by name. Source: PEP 376 (the file), PEP 427 (hashes of SHA-256 or better). */
export type WheelRecord = ReadonlyMap<string, RecordRow>;

/**
 * The name of the one RECORD, at `<name>-<version>.dist-info/RECORD`.
 *
 * @throws {WheelProblem} when there is none or more than one: an installer takes one of them, and we might take the other
 */
export function recordName(names: readonly string[]): string {
  const [name, ...others] = names.filter((each) => /^[^/]+\.dist-info\/RECORD$/.test(each));
  if (name === undefined) throw damaged("it has no RECORD");
  if (others[0] !== undefined) throw damaged(`is a second RECORD beside ${name}`, others[0]);
  return name;
}

/**
 * @param name of the RECORD, for the message
 * @throws {WheelProblem} when it is not UTF-8 or speaks of a file twice in different ways
 */
export function readRecord(name: string, content: Buffer): WheelRecord {
  const record = new Map<string, RecordRow>();
  for (const [path = "", hash = "", size = ""] of csvRows(name, decode(name, content))) {
    if (path === "") continue;
    const known = record.get(path);
    if (known !== undefined && (known.hash !== hash || known.size !== size)) {
      throw damaged(`lists ${path} twice, with different hashes`, name);
    }
    record.set(path, { hash, size });
  }
  return record;
}

/**
 * @throws {WheelProblem} when the member is not listed, has no hash though it is not RECORD's own, or is not what was listed
 */
export function checkAgainstRecord(record: WheelRecord, name: string, content: Buffer): void {
  const row = record.get(name);
  if (row === undefined) throw damaged("is not listed in RECORD", name);
  if (row.size !== "" && row.size !== String(content.length)) throw damaged("is not as long as RECORD says", name);
  if (/^[^/]+\.dist-info\/RECORD(?:\.jws|\.p7s)?$/.test(name)) return;
  const [, algorithm, digest] = /^(sha256|sha384|sha512)=([\w-]+)=*$/.exec(row.hash) ?? [];
  if (algorithm === undefined) throw damaged("has no usable hash in RECORD", name);
  if (createHash(algorithm).update(content).digest("base64url") !== digest) {
    throw damaged(`is not what RECORD says (${algorithm})`, name);
  }
}

function decode(name: string, content: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(content);
  } catch (error) {
    throw damaged("is not in UTF-8", name, error);
  }
}

/** PEP 376: the default reader of Python's `csv`: comma, double quote, any line ending. */
function csvRows(name: string, text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (let at = 0; at < text.length || row.length > 0; ) {
    const [cell, end] = text[at] === '"' ? quotedCell(name, text, at) : plainCell(text, at);
    row.push(cell);
    at = end + 1;
    if (text[end] === ",") continue;
    if (text[end] === "\r" && text[at] === "\n") at += 1;
    else if (end < text.length && text[end] !== "\r" && text[end] !== "\n")
      throw damaged("is not a list of files", name);
    rows.push(row);
    row = [];
  }
  return rows;
}

function plainCell(text: string, start: number): [cell: string, end: number] {
  const endings = /[,\r\n]/g;
  endings.lastIndex = start;
  const end = endings.exec(text)?.index ?? text.length;
  return [text.slice(start, end), end];
}

function quotedCell(name: string, text: string, start: number): [cell: string, end: number] {
  let quote = text.indexOf('"', start + 1);
  while (quote !== -1 && text[quote + 1] === '"') quote = text.indexOf('"', quote + 2);
  if (quote === -1) throw damaged("is not a list of files", name);
  return [text.slice(start + 1, quote).replaceAll('""', '"'), quote + 1];
}
