import { nodesOf } from "../../breakage/workspace/syntax-node.ts";
import type { ParsePython } from "../../platform/syntax-parsers.ts";
import { argumentsOf, calleeName } from "../syntax/calls.ts";
import { commentsAbove } from "../syntax/comments.ts";
import { openModule } from "../syntax/module.ts";
import { render } from "../syntax/render.ts";
import type { VariableTable } from "./table.ts";
import { warningsByFunction } from "./warnings-by-function.ts";

/** The variable is what the sentence speaks of, not what it says to use instead. */
const SUBJECT =
  /\b([A-Z][A-Z0-9_]*_[A-Z0-9_]+)\b\W{0,2}(?:(?: environment| env)? var(?:iable)?)?(?: is set and)? (?:is|has been|will be)(?: now)? (?:deprecated|removed)\b/;

/**
 * What a release says of the end of its variables, by variable: through a function that warns, in a warning beside the read, or in
 * the comment above the entry of the table.
 */
export function deprecationTexts(
  texts: ReadonlyMap<string, string>,
  table: VariableTable,
  parse: ParsePython,
): Map<string, string> {
  return new Map([...commentTexts(table), ...warningTexts(texts, parse), ...warningsByFunction(texts, parse)]);
}

function* commentTexts({ entries, module }: VariableTable): Generator<[string, string]> {
  for (const { name, pair } of entries) {
    const note = commentsAbove(module, module.line(pair.start)).join(" ");
    if (/\bdeprecated\b|^\W*(?:removed|obsolete)\b/i.test(note)) yield [name, note];
  }
}

function* warningTexts(texts: ReadonlyMap<string, string>, parse: ParsePython): Generator<[string, string]> {
  for (const [file, text] of texts) {
    // A concatenation may part them over two lines, so near is all that can be asked of the text.
    if (!text.includes("VLLM_") || !nearby(text)) continue;
    const module = openModule(file, text, parse);
    for (const call of nodesOf(module.root, new Set(["call"]))) {
      if (!/warn/i.test(calleeName(call, module))) continue;
      const message = argumentsOf(call, module).positional[0];
      if (message === undefined) continue;
      const told = render(message, module, () => undefined)
        .replace(/\s+/g, " ")
        .trim();
      const variable = SUBJECT.exec(told)?.[1];
      if (variable !== undefined) yield [variable, told];
    }
  }
}

/** Whether the name of a variable stands less than 200 characters before a word that announces an end. */
function nearby(text: string): boolean {
  for (const word of ["deprecated", "be removed", "been removed"]) {
    for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
      if (/["' `]VLLM_[A-Z]/.test(text.slice(Math.max(0, at - 200), at))) return true;
    }
  }
  return false;
}
