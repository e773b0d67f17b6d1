/** Deeper than anybody indents; a hostile line may be as long as it likes. */
const LONGEST_HEAD = 300;

/**
 * Whether an `if TYPE_CHECKING:` has an `else:` that imports from vLLM: that is the branch which runs, and the one a type checker never
 * looks at. By indentation, line by line.
 *
 * @param at offset of the condition
 */
export function elseImportsVllm(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - LONGEST_HEAD), at);
  const head = before.slice(before.lastIndexOf("\n") + 1);
  const start = at - head.length;
  const margin = /^[ \t]*(?=if[ \t]+(?:typing\.)?$)/.exec(head)?.[0];
  if (margin === undefined) return false;
  let inElse = false;
  for (let line = nextLine(text, start); line < text.length; line = nextLine(text, line)) {
    const written = text.slice(line, nextLine(text, line));
    if (/^\s*(?:#|$)/.test(written)) continue;
    const rest = written.startsWith(margin) ? written.slice(margin.length) : "";
    if (!/^[ \t]/.test(rest)) {
      // The statement ends with the first line that is not deeper, unless that is its `else`.
      if (inElse || !/^else[ \t]*:/.test(rest)) return false;
      inElse = true;
    }
    if (inElse && /\bimport\b/.test(rest) && /\bvllm\b/.test(rest)) return true;
  }
  return false;
}

function nextLine(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end === -1 ? text.length : end + 1;
}
