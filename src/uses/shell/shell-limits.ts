/** A shell's grammar takes time that grows with the square of what is opened and not closed. */
const MOST_OPEN = 300;

/** Whether a text is nothing that a person would give to a shell. In linear time. */
export function isTooDeep(text: string): boolean {
  let open = 0;
  for (let at = 0; at < text.length; at += 1) {
    const mark = text[at];
    if (mark === "(" || mark === "[" || mark === "{") open += 1;
    else if ((mark === ")" || mark === "]" || mark === "}") && open > 0) open -= 1;
    if (open > MOST_OPEN) return true;
  }
  return false;
}
