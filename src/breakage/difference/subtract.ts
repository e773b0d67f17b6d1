import type { Diagnostic } from "../diagnostic.ts";

/**
 * What the checker says of the target and did not say of the current release: by place and meaning. A call that gave too many
 * arguments before gives too many still, whatever the numbers in the sentence.
 */
export function subtract(current: readonly Diagnostic[], target: readonly Diagnostic[]): Diagnostic[] {
  const before = new Set(current.flatMap(meanings));
  const failedImports = new Set(current.filter(({ code }) => code === "import-not-found").map(lineOf));
  const found = new Map<string, Diagnostic>();
  for (const diagnostic of target) {
    const [meaning = ""] = meanings(diagnostic);
    if (before.has(meaning)) continue;
    // A name cannot be missing anew from a module that was not there.
    if (diagnostic.code === "missing-module-member" && failedImports.has(lineOf(diagnostic))) continue;
    found.set(meaning, diagnostic);
  }
  return [...found.values()].sort(byPlace);
}

function meanings(diagnostic: Diagnostic): string[] {
  const { path, line, column, code, text } = diagnostic;
  const place = `${path}:${line}:${column}`;
  switch (code) {
    // A module gone and a name gone from it are the same failure of one import.
    case "import-not-found":
    case "missing-module-member":
      return [`${place} import`, `${place} attribute`].slice(0, code === "missing-module-member" ? 2 : 1);
    case "missing-attribute":
      return [`${place} attribute`];
    case "missing-argument":
      return [`${place} ${code} ${parameters(text).join()}`];
    case "deprecated":
      return [`${place} ${code} ${text}`];
    default:
      return [`${place} ${code}`];
  }
}

/** "No arguments provided for required parameters `a`, `b` of function `g`": `a`, `b`. */
function parameters(text: string): string[] {
  const [list = ""] = text.split(/ of (?:function|bound method|`)/);
  return [...list.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name);
}

function lineOf({ path, line }: Diagnostic): string {
  return `${path}:${line}`;
}

function byPlace(a: Diagnostic, b: Diagnostic): number {
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  return a.line - b.line || a.column - b.column;
}
