import { type Import, importsOf } from "./imports.ts";
import { isWordUnit } from "./scan.ts";

/**
 * Whether a file names vLLM as a word of its own (`vllm_ascend` is another package). Cheap, for choosing what to read closely: Python,
 * Markdown, and the JSON of a notebook, where a word may follow the `\n` of an escaped line end.
 */
export function mentionsVllm(text: string): boolean {
  for (let at = text.indexOf("vllm"); at !== -1; at = text.indexOf("vllm", at + 4)) {
    const next = text.charCodeAt(at + 4);
    if (next < 128 && isWordUnit(next)) continue;
    const before = text.charCodeAt(at - 1);
    if (at === 0 || before >= 128 || !isWordUnit(before)) return true;
    if (text[at - 2] === "\\" && "nrtf".includes(text[at - 1] ?? "-")) return true;
  }
  return false;
}

/** Whether anything in a Python file imports vLLM. */
export function importsVllm(text: string): boolean {
  return mentionsVllm(text) && importsOf(text).some(isVllmImport);
}

/** An import of vLLM's, or of a module of it. */
export function isVllmImport({ module, level }: Import): boolean {
  return level === 0 && /^vllm(?:\.|$)/.test(module);
}
