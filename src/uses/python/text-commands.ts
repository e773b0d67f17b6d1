import type { UseContext } from "../reader.ts";
import { readShell } from "../shell/read-shell.ts";
import { isTooDeep } from "../shell/shell-limits.ts";
import type { Use } from "../use.ts";
import { isMessage, type Root, rootOf, valuesAt } from "./command-roots.ts";
import { commandSite, toTraced } from "./command-site.ts";
import type { Evaluator } from "./evaluate.ts";
import { MESSAGE } from "./list-commands.ts";
import { roleOf } from "./prose.ts";
import { textOf } from "./spelled-text.ts";

/** Texts that a shell may be given with something in them for us; the blank is what tells a command from a name. */
const CONCERNS = /vllm["'}]?\s|api_server|vllm-openai|\bVLLM_[A-Z0-9_]+=|\bcurl\s/;

/** Commands that are texts: `os.system("vllm serve …")`, `cmd = f"…"`, a script in triple quotes. `seen` as for `listCommands`. */
export function textCommands(evaluator: Evaluator, context: UseContext, seen: Set<number>): Use[] {
  const { module } = evaluator;
  const roots = new Map<unknown, Root>();
  for (const node of module.nodes("string")) {
    if (seen.has(node.start) || !CONCERNS.test(module.source(node))) continue;
    if (roleOf(node, module) === "docstring") continue;
    const root = rootOf(node, module);
    // A text that is an element of a list is a word or a script of its own.
    const own: Root =
      node.parent !== undefined && /^(?:list|tuple)$/.test(node.parent.type) ? { kind: "expression", node } : root;
    roots.set(own.kind === "variable" ? (own.variable.uses[0] ?? own.node) : own.node, own);
  }
  return [...roots.values()].flatMap((root) => {
    const quiet = isMessage(root, module) ? MESSAGE : undefined;
    const site = commandSite(module, context, quiet);
    return valuesAt(root, evaluator).flatMap((value) => {
      if (value.kind !== "text" || seen.has(value.text[0]?.start ?? -1)) return [];
      const text = textOf(value.text);
      if (!CONCERNS.test(text) || isTooDeep(text)) return [];
      for (const { start } of value.text) seen.add(start);
      return readShell(toTraced(value.text), site);
    });
  });
}
