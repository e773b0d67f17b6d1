import { join } from "node:path";
import { loadPythonParser, loadShellParser } from "../../../src/platform/syntax-parsers.ts";
import type { RepositoryFile, UseContext, UseReader } from "../../../src/uses/reader.ts";
import type { Place, Use } from "../../../src/uses/use.ts";

const root = join(import.meta.dirname, "..", "..", "..");

export async function useContext(known: readonly string[] = []): Promise<UseContext> {
  const [parsePython, parseShell] = await Promise.all([loadPythonParser(root), loadShellParser(root)]);
  return { parsePython, parseShell, text: () => undefined, knownVariables: new Set(known) };
}

/** A use in one line: what a test compares. Unknown text is `?`; what may be any number of words ends in `*`. */
export function summary(use: Use): string {
  const likely = use.certainty === "likely" ? "likely " : "";
  const quiet = use.quiet === undefined ? "" : ` (${use.quiet})`;
  return `${likely}${told(use).replaceAll("\uFFFC", "?")}${quiet}`;
}

function told(use: Use): string {
  switch (use.kind) {
    case "command":
      return [use.program, ...use.words.map(({ text, spread }) => (spread === true ? `${text}*` : text))].join(" ");
    case "variable":
      return use.value === undefined ? use.name : `${use.name}=${use.value}`;
    case "request-field":
      return `${use.field} @ ${use.endpoint ?? "?"}`;
    case "config-file":
      return use.keys.map(({ key }) => key).join(" ");
    default:
      return `${use.kind} ${use.name}`;
  }
}

/** What the text says at a place, which is in one line. */
export function textAt(text: string, place: Place): string {
  const line = text.split("\n")[place.line - 1] ?? "";
  return place.line === place.endLine
    ? line.slice(place.column - 1, place.endColumn - 1)
    : `${line.slice(place.column - 1)}…`;
}

/** A reader's uses of one file, or that it does not take it. */
export function readFile(
  reader: UseReader,
  context: UseContext,
  path: string,
  text: string,
): readonly Use[] | undefined {
  const file: RepositoryFile = { path, text };
  return reader.matches(file) ? reader.read(file, context) : undefined;
}
