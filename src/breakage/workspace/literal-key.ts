const KEYWORDS = new Set(
  (
    "False None True and as assert async await break class continue def del elif else except finally for from global if import in is " +
    "lambda nonlocal not or pass raise return try while with yield"
  ).split(" "),
);

/** Whether a name can be written as a keyword argument and means the same there (`__x` is mangled in a class). */
export const isKeywordName = (name: string): boolean =>
  /^[A-Za-z_]\w*$/.test(name) && !name.startsWith("__") && !KEYWORDS.has(name);

/** The text of a plain string literal that holds a keyword's name: `"best_of"`; `undefined` for any other. */
export function literalKey(text: string): string | undefined {
  const name = /^[uU]?(["'])(\w{1,200})\1$/.exec(text)?.[2];
  return name !== undefined && isKeywordName(name) ? name : undefined;
}
