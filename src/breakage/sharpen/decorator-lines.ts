/** A decorator that stands on lines of its own, found without parsing. Offsets in UTF-16 units. */
export interface DecoratorLine {
  /** `torch.inference_mode`. */
  readonly name: string;
  /** Of the `@`. */
  readonly start: number;
  /** After the name, or after the closing parenthesis of its arguments. */
  readonly end: number;
  /** The white space before the `@`. */
  readonly indent: string;
}

/** Longer arguments than this are not looked through. */
const LONGEST_ARGUMENTS = 5000;

/** What looks like a decorator; one in a string is found too. */
export function* decoratorLines(text: string): Generator<DecoratorLine> {
  const name = /[ \t]*([A-Za-z_][\w.]*)/y;
  for (let start = text.indexOf("@"); start !== -1; start = text.indexOf("@", start + 1)) {
    let lineStart = start;
    while (lineStart > 0 && (text[lineStart - 1] === " " || text[lineStart - 1] === "\t")) lineStart -= 1;
    if (lineStart > 0 && text[lineStart - 1] !== "\n") continue;
    name.lastIndex = start + 1;
    const match = name.exec(text);
    if (match?.[1] === undefined) continue;
    const end = afterArguments(text, name.lastIndex);
    if (end !== undefined) yield { name: match[1], start, end, indent: text.slice(lineStart, start) };
  }
}

/** The end of the decorator whose name ends here, `undefined` where more follows on the line or it is not closed. */
function afterArguments(text: string, from: number): number | undefined {
  let end = from;
  if (text[from] === "(") {
    let depth = 0;
    const limit = Math.min(text.length, from + LONGEST_ARGUMENTS);
    for (end = from; end < limit; end += 1) {
      const character = text[end];
      if (character === "(" || character === "[" || character === "{") depth += 1;
      else if (character === ")" || character === "]" || character === "}") depth -= 1;
      else if (character === '"' || character === "'") {
        end = text.indexOf(character, end + 1);
        if (end === -1) return undefined;
      }
      if (depth === 0) break;
    }
    end += 1;
  }
  return /^[ \t]*(?:#.*)?\r?(?:\n|$)/.test(text.slice(end, end + 200)) ? end : undefined;
}
