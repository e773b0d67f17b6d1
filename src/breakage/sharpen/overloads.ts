import { decoratorLines } from "./decorator-lines.ts";
import type { Edit } from "./edits.ts";

const OVERLOAD = /^(?:typing\.|typing_extensions\.|t\.)?overload$/;

/**
 * Takes the `@overload` off definitions that an implementation follows. The last definition of a name is then the one that
 * counts, as it is when the program runs, so that an unknown keyword is seen as one. Without an implementation (a protocol, a
 * branch for type checkers alone) the overloads stay: the last of them would stand for all.
 */
export function overloadEdits(text: string): Edit[] {
  if (!text.includes("overload")) return [];
  const edits: Edit[] = [];
  let resume = 0;
  for (const { name, start, end, indent } of decoratorLines(text)) {
    if (start < resume || !OVERLOAD.test(name)) continue;
    const group = overloadGroup(text, end, indent);
    resume = group.end;
    if (!group.implemented) continue;
    for (const at of [{ start, end }, ...group.decorators]) edits.push({ ...at, text: "" });
  }
  return edits;
}

interface OverloadGroup {
  /** The other `@overload`s of the same name. */
  readonly decorators: readonly { readonly start: number; readonly end: number }[];
  readonly implemented: boolean;
  /** Where looking stopped. */
  readonly end: number;
}

/** Follows the definitions of one name from its first `@overload` on, in the same block. */
function overloadGroup(text: string, from: number, indent: string): OverloadGroup {
  const decorators: { start: number; end: number }[] = [];
  let overloaded = true;
  let name: string | undefined;
  let lineStart = text.indexOf("\n", from) + 1;
  while (lineStart > 0 && lineStart < text.length) {
    const next = text.indexOf("\n", lineStart) + 1;
    const line = text.slice(lineStart, next === 0 ? undefined : Math.min(next, lineStart + 500)).trimEnd();
    const content = line.trimStart();
    const column = line.length - content.length;
    if (content !== "" && !content.startsWith("#") && column < indent.length)
      return { decorators, implemented: false, end: lineStart };
    if (column === indent.length) {
      if (/^@(?:[A-Za-z_]\w*\.)?overload\b/.test(content)) {
        overloaded = true;
        decorators.push({ start: lineStart + column, end: lineStart + line.length });
      }
      const defined = /^(?:async +)?def +(\w+)/.exec(content)?.[1] ?? /^(class) /.exec(content)?.[1];
      if (defined !== undefined) {
        const stranger = name !== undefined && defined !== name;
        if (stranger || !overloaded) return { decorators, implemented: !stranger, end: lineStart };
        name = defined;
        overloaded = false;
      }
    }
    lineStart = next;
  }
  return { decorators, implemented: false, end: text.length };
}
