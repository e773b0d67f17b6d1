import { nameKeys } from "../release/notes/names-in.ts";
import type { UsedNames } from "../release/notes/rank-notes.ts";
import type { Place, Use } from "../uses/use.ts";

type Where = Pick<Place, "path" | "line">;

const IMPORTS_VLLM = /^[ \t]*(?:from|import)[ \t]+vllm\b/m;
const FROM_VLLM = /^[ \t]*from[ \t]+vllm[\w.]*[ \t]+import[ \t]+(?:\(([^)]{0,5000})\)|([^\n#]*))/gm;
/** Keyword arguments, attributes and keys of vLLM are written so; a single word could be anybody's. */
const SNAKE_CASE = /(?<![\w-])[a-z][a-z0-9]*(?:_[a-z0-9]+)+(?![\w-])/g;

/**
 * What a repository calls by a name of vLLM's, with the first place of each: flags, keys, variables, fields, metrics, architectures, what it
 * imports from vLLM, and the snake-case names in files that import it.
 *
 * @param python texts of Python files by path
 */
export function usedNames(uses: readonly Use[], python: ReadonlyMap<string, string>): UsedNames {
  const names = new Map<string, Where>();
  const add = (name: string, { path, line }: Where) => {
    for (const key of nameKeys(name)) if (!names.has(key)) names.set(key, { path, line });
  };
  for (const use of uses) {
    if (use.quiet !== undefined) continue;
    for (const [name, place] of namesOf(use)) add(name, place);
  }
  for (const [path, text] of python) {
    if (!IMPORTS_VLLM.test(text)) continue;
    for (const match of text.matchAll(FROM_VLLM)) {
      const line = lineAt(text, match.index);
      for (const name of (match[1] ?? match[2] ?? "").match(/[A-Za-z_]\w+(?=\s*(?:,|$|#|as\b|\)))/gm) ?? [])
        if (/[A-Z_]/.test(name)) add(name, { path, line });
    }
    text.split("\n").forEach((code, index) => {
      if (!/^\s*#/.test(code)) for (const [name] of code.matchAll(SNAKE_CASE)) add(name, { path, line: index + 1 });
    });
  }
  return names;
}

function namesOf(use: Use): (readonly [string, Where])[] {
  switch (use.kind) {
    case "command":
      return use.words.flatMap(({ text, place }) => {
        const flag = /^--(?:no-)?([A-Za-z][\w.-]*)/.exec(text)?.[1];
        return flag === undefined ? [] : [[flag, place] as const];
      });
    case "config-file":
      return use.keys.map(({ key, place }) => [key, place] as const);
    case "request-field":
      return [[use.field, use.place]];
    case "metric":
      return [
        [use.name, use.place],
        [use.name.replace(/^vllm:/, ""), use.place],
      ];
    case "variable":
    case "architecture":
      return [[use.name, use.place]];
  }
}

function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf("\n"); at !== -1 && at < offset; at = text.indexOf("\n", at + 1)) line += 1;
  return line;
}
