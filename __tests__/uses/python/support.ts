import { loadPythonParser, loadShellParser } from "../../../src/platform/syntax-parsers.ts";
import { pythonDocumentReader } from "../../../src/uses/python/document-reader.ts";
import { notebookReader } from "../../../src/uses/python/notebook-reader.ts";
import { pythonReader } from "../../../src/uses/python/python-reader.ts";
import type { UseContext } from "../../../src/uses/reader.ts";
import { type Place, UNKNOWN, type Use } from "../../../src/uses/use.ts";

export const context: UseContext = {
  parsePython: await loadPythonParser(process.cwd()),
  parseShell: await loadShellParser(process.cwd()),
  text: () => undefined,
  knownVariables: new Set(["VLLM_USE_V1", "CUDA_HOME", "VERBOSE"]),
};

const READERS = [pythonReader, notebookReader, pythonDocumentReader];

/** What a file uses, as the reader says it. */
export function usesIn(text: string, path = "a.py"): Use[] {
  const file = { path, text };
  return READERS.find((reader) => reader.matches(file))?.read(file, context) ?? [];
}

/** The text at a place. */
export function written(text: string, { line, column, endLine, endColumn }: Place): string {
  const lines = text.split("\n");
  const offset = (row: number, at: number) =>
    lines.slice(0, row - 1).reduce((sum, one) => sum + one.length + 1, 0) + at - 1;
  return text.slice(offset(line, column), offset(endLine, endColumn));
}

const readable = (text: string) => text.replaceAll(UNKNOWN, "?");

/** Command lines: `serve: m --port 8000 *?`, `~` before what is likely, `-` before what is quiet; each known word is where it says. */
export function commands(text: string, path?: string): string[] {
  return usesIn(text, path).flatMap((use) => {
    if (use.kind !== "command") return [];
    const words = use.words.map((word) => `${word.spread === true ? "*" : ""}${readable(word.text)}`);
    return [[mark(use), use.program, ": ", words.join(" ")].join("")];
  });
}

/** Uses of one kind: `set VLLM_X=1 @VLLM_X`; the text at its place behind the `@`. */
export function others(kind: Exclude<Use["kind"], "command" | "config-file">, text: string, path?: string): string[] {
  return usesIn(text, path).flatMap((use) => {
    if (use.kind === "command" || use.kind === "config-file" || use.kind !== kind) return [];
    return [`${mark(use)}${described(use)} @${written(text, use.place)}`];
  });
}

function described(use: Exclude<Use, { kind: "command" | "config-file" }>): string {
  if (use.kind === "variable") return `${use.access} ${use.name}${use.value === undefined ? "" : `=${use.value}`}`;
  if (use.kind === "request-field") return `${use.endpoint ?? "?"} ${use.field}`;
  return use.name;
}

const mark = (use: Use): string => `${use.quiet === undefined ? "" : "-"}${use.certainty === "likely" ? "~" : ""}`;
