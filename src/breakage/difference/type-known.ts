/**
 * Whether a revealed type says what the object is. Of an object that the checker knows nothing about on the current release it
 * cannot be said that the target took something from it: an attribute may have been there, and be there still, undeclared.
 */
export function isTypeKnown(type: string): boolean {
  return !topLevelParts(type).some(isGradual);
}

/** A callable of unknown parameters says so in its own; a parameter may well be one: `def f(hook: (...) -> int)`. */
function isGradual(part: string): boolean {
  return /^(?:Unknown|Any|@?Todo\b.*|Divergent|object)$/.test(part) || /^[^(]*\(\.\.\.\)/.test(part);
}

/** The members of a union, without looking into brackets. */
function topLevelParts(type: string): string[] {
  // What follows the arrow of a function is its result's; in a union a function stands in brackets.
  if (/^(?:def|bound method) /.test(type)) return [type];
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let index = 0; index < type.length; index++) {
    const character = type[index];
    if (character === "(" || character === "[" || character === "<") depth++;
    else if (character === ")" || character === "]" || (character === ">" && type[index - 1] !== "-")) depth--;
    else if (character === "|" && depth === 0) {
      parts.push(type.slice(start, index).trim());
      start = index + 1;
    }
  }
  parts.push(type.slice(start).trim());
  return parts;
}
