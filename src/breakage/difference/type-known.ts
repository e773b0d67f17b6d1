/**
 * Whether a revealed type says what the object is. Of an object that the checker knows nothing about on the current release it
 * cannot be said that the target took something from it: an attribute may have been there, and be there still, undeclared.
 */
export function isTypeKnown(type: string): boolean {
  return !topLevelParts(type).some(isGradual);
}

/** A callable of unknown parameters says so in its own; a parameter may well be one: `def f(hook: (...) -> int)`. */
function isGradual(part: string): boolean {
  if (part.startsWith("(") && closing(part, 0) === part.length - 1) return !isTypeKnown(part.slice(1, -1));
  // What it is called with says what a callable is; what its parameters and its result are does not matter.
  const open = CALLABLE.exec(part)?.[0].length;
  if (open !== undefined) return part.slice(open, closing(part, open - 1)) === "...";
  return /^(?:Unknown|Any|@?Todo\b.*|Divergent|object)$/.test(part) || part.includes("@Todo");
}

/** `(a: int) -> str`, `def f(…)`, `bound method C.f(…)`: up to where the parameters begin. */
const CALLABLE = /^(?:(?:def|bound method) [^(]*)?\(/;

/** The members of a union, without looking into brackets: what follows a callable's arrow is its result, not another member. */
function topLevelParts(type: string): string[] {
  if (CALLABLE.test(type)) {
    const end = closing(type, type.indexOf("("));
    if (/^\s*->/.test(type.slice(end + 1)) || /^[a-z]/.test(type)) return [type.trim()];
  }
  const parts: string[] = [];
  let start = 0;
  for (let index = 0; index < type.length; index++) {
    if (OPENING.has(type[index] ?? "")) index = closing(type, index);
    else if (type[index] === "|") {
      parts.push(type.slice(start, index).trim());
      start = index + 1;
    }
  }
  parts.push(type.slice(start).trim());
  return parts;
}

const OPENING: ReadonlySet<string> = new Set(["(", "[", "<"]);

/** Where the bracket closes that opens here; the end of the text, if nowhere. */
function closing(type: string, open: number): number {
  let depth = 0;
  for (let index = open; index < type.length; index++) {
    const character = type[index] ?? "";
    if (OPENING.has(character)) depth++;
    else if (character === ")" || character === "]" || (character === ">" && type[index - 1] !== "-")) depth--;
    if (depth === 0) return index;
  }
  return type.length;
}
