import { scan } from "./scan.ts";
import { elseImportsVllm } from "./typing-branch.ts";

/** Reasons to look closer; most files have none. */
const CONCERNS = /\bty\s*:\s*ignore|\bno_type_check\b|\bhasattr\b|\bTYPE_CHECKING\b/i;

/**
 * The text without what would hide a break from the type checker, at the same length, so that every position stays where it is:
 *
 * - `# ty: ignore` comments (`# type: ignore` is switched off by configuration, which does not cover these);
 * - `no_type_check`, whose functions are not checked at all;
 * - `hasattr(…)`, which narrows an object to one that has the attribute. Guards are judged by the syntax tree of the original;
 * - `not TYPE_CHECKING`, and an `else` of it that imports from vLLM: the branch that runs, which a type checker takes for unreachable.
 *
 * A renamed name is undefined, which the rules in use do not report, and of unknown type, which narrows nothing.
 */
export function neutralise(text: string): string {
  if (!CONCERNS.test(text)) return text;
  const parts: string[] = [];
  let taken = 0;
  const overwrite = (start: number, end: number, by: string) => {
    parts.push(text.slice(taken, start), by);
    taken = end;
  };
  let before = "";
  scan(text, {
    comment(start, end) {
      const comment = text.slice(start, end);
      if (/\bty\s*:/i.test(comment)) overwrite(start, end, comment.replace(/\bty(?=\s*:)/gi, "t_"));
    },
    word(start, end) {
      const word = text.slice(start, end);
      if (word === "no_type_check") overwrite(start, end, "_o_type_check");
      else if (word === "hasattr" && before !== "def" && before !== "import" && text[start - 1] !== ".")
        overwrite(start, end, "_asattr");
      else if (word === "TYPE_CHECKING" && (before === "not" || elseImportsVllm(text, start)))
        overwrite(start, end, "_YPE_CHECKING");
      before = word;
      return undefined;
    },
  });
  parts.push(text.slice(taken));
  return parts.join("");
}
