import { child, type SyntaxNode } from "../../breakage/workspace/syntax-node.ts";
import { serveCommand } from "../command-line/serve-command.ts";
import type { UseContext } from "../reader.ts";
import type { Use } from "../use.ts";
import { longestFirst, rootOf, valuesAt } from "./command-roots.ts";
import { commandSite, toTracedWord } from "./command-site.ts";
import { speaksOfVllm } from "./concerns.ts";
import type { Evaluator } from "./evaluate.ts";
import { textOf } from "./spelled-text.ts";
import type { Item } from "./value.ts";

/** Names under which a program keeps what it will give to the server; `docker_extra_args` is for another. */
const NAME =
  /(?:vllm\w*|^(?:self\.)?_?(?:default_|base_|common_)?(?:serve|server|engine|extra|additional|backend|cli|launch)\w*)(?:args|argv|flags|options|opts|params|arguments)$/i;
const isArgumentsName = (name: string): boolean => name.length <= 100 && NAME.test(name);
const SERVER_CLASS = /(?:vllm\w*|openai)server$/i;

/** Lists of options without a program, where a name says that they are the server's: `vllm_args = ["--dtype", "half"]`. */
export function flagLists(evaluator: Evaluator, context: UseContext, seen: Set<number>): Use[] {
  const { module } = evaluator;
  if (!speaksOfVllm(module)) return [];
  const lists = [...module.nodes("list"), ...module.nodes("tuple")].filter(
    (node) => /["']--?[a-zA-Z]/.test(module.source(node)) && !seen.has(node.children[0]?.start ?? -1),
  );
  const done = new Set<unknown>();
  return lists.flatMap((node) => {
    const certainty = claim(node, evaluator);
    if (certainty === undefined) return [];
    const root = rootOf(node, module);
    const key = root.kind === "variable" ? (root.variable.uses[0] ?? root.node) : root.node;
    if (done.has(key)) return [];
    done.add(key);
    return longestFirst(valuesAt(root, evaluator)).flatMap((value) => {
      if (value.kind !== "list" || !isOptions(value.items)) return [];
      const starts = value.items.map(({ text }) => text[0]?.start ?? -1);
      if (starts.every((at) => at === -1 || seen.has(at))) return [];
      for (const at of starts) seen.add(at);
      const words = value.items.map((item) => toTracedWord(item, module));
      return serveCommand(words, { program: "serve", certainty }, undefined, commandSite(module, context));
    });
  });
}

function isOptions(items: readonly Item[]): boolean {
  const first = items.find(({ spread }) => spread !== true);
  // `-O3 -fPIC` are a compiler's.
  return (
    first !== undefined && /^-/.test(textOf(first.text)) && items.some(({ text }) => /^--[a-zA-Z]/.test(textOf(text)))
  );
}

/** Whether something says that a list is the server's. */
function claim(node: SyntaxNode, evaluator: Evaluator): "certain" | "likely" | undefined {
  const { module } = evaluator;
  const root = rootOf(node, module);
  if (root.kind === "variable")
    return isArgumentsName(root.variable.name) ? "likely" : claimOfUses(root.variable.uses, evaluator);
  return claimOfPlace(root.node, evaluator);
}

function claimOfUses(uses: readonly SyntaxNode[], evaluator: Evaluator): "certain" | "likely" | undefined {
  for (const use of uses) {
    const found = claimOfPlace(use, evaluator);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What a list stands under: a keyword, a key, a parameter's default, a call. */
function claimOfPlace(node: SyntaxNode, { module, values }: Evaluator): "certain" | "likely" | undefined {
  const { parent } = node;
  const { source } = module;
  if (parent?.type === "pair") {
    const key = child(parent, "key");
    const [name] = key === undefined ? [] : values(key);
    return name?.kind === "text" && isArgumentsName(textOf(name.text)) ? "likely" : undefined;
  }
  const call = parent?.type === "keyword_argument" ? parent.parent?.parent : parent?.parent;
  if (parent?.type === "keyword_argument") {
    const name = child(parent, "name");
    if (name !== undefined && isArgumentsName(source(name))) return "likely";
  }
  if (parent?.type !== "keyword_argument" && parent?.type !== "argument_list") return undefined;
  const callee = call?.type === "call" ? child(call, "function") : undefined;
  const named = callee?.type === "attribute" ? child(callee, "attribute") : callee;
  if (callee === undefined || named === undefined) return undefined;
  if (SERVER_CLASS.test(source(named).slice(-100))) return "likely";
  return /^parse(?:_known)?_args$/.test(source(named)) && callee.type === "attribute"
    ? parserClaim(callee, module)
    : undefined;
}

/** `make_arg_parser(FlexibleArgumentParser()).parse_args([…])`. */
function parserClaim(callee: SyntaxNode, module: Evaluator["module"]): "certain" | undefined {
  const object = child(callee, "object");
  if (object === undefined) return undefined;
  const makers =
    object.type === "identifier"
      ? module.references.of(module.source(object), module.references.owner(module.source(object), object))
      : [object];
  return makers.some((one) => {
    const made = one.parent?.type === "assignment" && one.field === "left" ? child(one.parent, "right") : one;
    return made?.type === "call" && /^(?:\w+\.){0,5}make_arg_parser\(/.test(module.source(made));
  })
    ? "certain"
    : undefined;
}
