import type { ParsePython } from "../../platform/syntax-parsers.ts";
import { type CodeBlock, codeBlocks, type Markup } from "./code-blocks.ts";
import { JoinedText } from "./joined-text.ts";
import { withoutMagics } from "./magics.ts";
import type { OffsetMap } from "./offset-map.ts";

/** Far beyond what anybody reads in a document. */
const LONGEST_BLOCK = 100_000;

/**
 * The Python blocks of a document as one text, in order, so that names carry over from block to block, as a reader takes them. A
 * block that is not valid Python (an excerpt, pseudocode) is left out, for it would spoil the others. `undefined` when none is left.
 */
export function markdownBlocks(
  text: string,
  markup: Markup,
  parse: ParsePython,
): { readonly text: string; readonly toText: OffsetMap } | undefined {
  const joined = new JoinedText();
  for (const block of codeBlocks(text, markup)) {
    const lines = withoutPrompts(block);
    const python = withoutMagics(lines.map((line) => line.text).join(""));
    if (python.trim() === "" || !isValid(python, parse)) continue;
    let taken = 0;
    for (const line of lines) {
      joined.copy(python.slice(taken, taken + line.text.length), line.start);
      taken += line.text.length;
    }
    const end = (lines.at(-1)?.start ?? 0) + (lines.at(-1)?.text.length ?? 0);
    if (!python.endsWith("\n")) joined.add("\n", { start: end, end });
  }
  return joined.length === 0 ? undefined : joined.done();
}

/** In an interactive session only what stands behind the prompts is Python; the rest is output. */
function withoutPrompts(block: CodeBlock): CodeBlock {
  if (!block.some((line) => /^>>>(?:[ \r\n]|$)/.test(line.text))) return block;
  return block.flatMap(({ text, start }) => {
    const prompt = /^(?:>>>|\.\.\.)(?: |(?=\r?\n|$))/.exec(text)?.[0].length;
    return prompt === undefined ? [] : [{ text: text.slice(prompt), start: start + prompt }];
  });
}

function isValid(python: string, parse: ParsePython): boolean {
  if (python.length > LONGEST_BLOCK) return false;
  const tree = parse(python);
  const valid = !tree.rootNode.hasError;
  tree.delete();
  return valid;
}
