/** Nobody nests deeper. The parser descends with the text, and where the stack ends the process may end with it. */
const DEEPEST = 200;

/** Whether a YAML text is nested deeper than a parser that descends can be given. It may count too much, in linear time. */
export function isTooNested(text: string): boolean {
  // Columns in which the open block collections begin.
  const columns: number[] = [];
  let flow = 0;
  for (let start = 0; start < text.length; ) {
    const found = text.indexOf("\n", start);
    const end = found === -1 ? text.length : found;
    let at = start;
    while (at < end && isBlank(text.charCodeAt(at))) at += 1;
    // An empty line, or a comment, ends no collection.
    if (at < end && text[at] !== "#" && text[at] !== "\r") {
      while ((columns.at(-1) ?? -1) >= at - start) columns.pop();
      columns.push(at - start);
      // `- - - a`
      while (isMark(text, at)) {
        at += 1;
        while (at < end && isBlank(text.charCodeAt(at))) at += 1;
        columns.push(at - start);
        if (columns.length > DEEPEST) return true;
      }
    }
    // Outside of a flow collection a bracket in the middle of a word (`\033[1m`) begins none.
    let value = true;
    for (; at < end; at += 1) {
      const unit = text[at] ?? "";
      if (unit === "[" || unit === "{") {
        if (value || flow > 0) flow += 1;
        if (flow + columns.length > DEEPEST) return true;
      } else if ((unit === "]" || unit === "}") && flow > 0) flow -= 1;
      value = " \t:-?,[{".includes(unit);
    }
    start = end + 1;
  }
  return columns.length > DEEPEST;
}

function isBlank(unit: number): boolean {
  return unit === 32 || unit === 9;
}

/** A mark of a list's item or of a mapping's key or value, with something of the same line behind it. */
function isMark(text: string, at: number): boolean {
  const mark = text[at];
  return (mark === "-" || mark === "?" || mark === ":") && isBlank(text.charCodeAt(at + 1));
}
