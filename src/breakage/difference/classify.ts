import type { Break, Subject } from "../break.ts";
import type { Diagnostic } from "../diagnostic.ts";

/**
 * What a diagnostic means for the reader. The sentences are those of the pinned type checker; one that is not understood keeps
 * its place and its text, and is not lost.
 */
export function classify(diagnostic: Diagnostic): Break {
  const { path, line, column, endLine, endColumn, text } = diagnostic;
  return { ...meaning(diagnostic), path, line, column, endLine, endColumn, text };
}

function meaning({ code, text }: Diagnostic): Pick<Break, "rule" | "subject"> {
  const [first = "", second = "", third = ""] = [...text.matchAll(/`([^`]+)`/g)].map(([, quoted = ""]) => quoted);
  switch (code) {
    case "import-not-found":
      return { rule: "import-gone", subject: { kind: "module", module: first } };
    case "missing-module-member":
      return { rule: "import-gone", subject: { kind: "name", module: first, name: second } };
    case "missing-attribute":
      return { rule: "attribute-gone", subject: attribute(text, first, second) };
    case "unknown-argument":
      return { rule: "keyword-unknown", subject: { kind: "keyword", callee: second || undefined, name: first } };
    case "missing-argument":
      return { rule: "argument-required", subject: parameter(text) };
    case "too-many-positional-arguments": {
      const [, expected = "0", given = "0"] = /expected (\d+), got (\d+)/.exec(text) ?? [];
      return {
        rule: "too-many-arguments",
        subject: { kind: "arity", callee: first || undefined, expected: Number(expected), given: Number(given) },
      };
    }
    case "abstract-class-instantiation":
      return { rule: "abstract-method-new", subject: { kind: "abstract", owner: first } };
    case "incompatible-method-override":
      // Third: the base's method, `Base.m`.
      return { rule: "override-changed", subject: { kind: "override", owner: ownerOf(second || third), name: first } };
    case "deprecated":
      return { rule: "deprecated-on-target", subject: { kind: "deprecated", name: first } };
  }
}

/** "Object of type `C` has no attribute `zip`", or, assigned to: "Unresolved attribute `zed` on type `C`". */
function attribute(text: string, first: string, second: string): Subject {
  return text.startsWith("Unresolved attribute")
    ? { kind: "attribute", owner: second, name: first }
    : { kind: "attribute", owner: first, name: second };
}

/** "No arguments provided for required parameters `a`, `b` of function `g`". */
function parameter(text: string): Subject {
  const [list = "", callee = ""] = text.split(/ of (?=function|bound method|`|class)/);
  const quoted = (part: string) => [...part.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name);
  return { kind: "parameter", callee: quoted(callee)[0], names: quoted(list) };
}

function ownerOf(method: string): string {
  return method.split(".").slice(0, -1).join(".");
}
