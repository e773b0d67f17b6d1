import { child, type SyntaxNode } from "../../breakage/workspace/syntax-node.ts";
import { functionsNamed } from "../../uses/python/call-values.ts";
import type { PythonSyntax } from "../../uses/python/python-module.ts";
import { variableOf } from "../../uses/python/variable-values.ts";

/**
 * What takes a value: a call, by the last part of its name; a keyword argument; an entry of a dictionary; a variable. `message` is
 * what is only said to people, `compared` what is only compared with.
 */
export interface Holder {
  readonly kind: "call" | "keyword" | "entry" | "variable" | "message" | "compared";
  readonly name: string;
  /** The call; for others, the value that is held: the whole list that an element is in. */
  readonly node: SyntaxNode;
}

/** A value that is handed on and on is not followed further. */
const MOST_HOPS = 3;
const MOST_USES = 40;

const PARTS = new Set([
  ...["list", "tuple", "set", "expression_list", "parenthesized_expression", "binary_operator", "concatenated_string"],
  ...[
    "conditional_expression",
    "boolean_operator",
    "list_splat",
    "dictionary",
    "dictionary_splat",
    "attribute",
    "call",
  ],
  ...["await", "named_expression", "interpolation", "string"],
]);
/** Calls that give back what they get, as far as words are concerned. */
const SAME = new Set([
  ...[
    "split",
    "join",
    "format",
    "strip",
    "dedent",
    "cleandoc",
    "list",
    "tuple",
    "str",
    "quote",
    "get",
    "getenv",
    "dict",
  ],
  ...["setdefault", "copy", "append", "extend", "insert"],
]);
/** Of them, methods of the list that takes them. */
const PUTTING = new Set(["append", "extend", "insert"]);
const SPEAKING =
  /^(?:print|pprint|echo|secho|debug|info|warn|warning|error|exception|critical|log|fail|skip|skipif|xfail|importorskip|\w+_once|\w*(?:Error|Exception|Warning))$/;
const COMPARING =
  /^(?:assert\w*|startswith|endswith|match|search|fullmatch|findall|sub|compile|replace|removeprefix|count|index|find|parametrize)$/;
const TOLD = /^(?:help|description|epilog|usage|title|doc|reason|metavar|msg|message|hint|error)$/i;

/** Everything that takes the value of an expression, as far as the file says. */
export function holdersOf(
  expression: SyntaxNode,
  module: PythonSyntax,
  hops = 0,
  followed = new Set<unknown>(),
): Holder[] {
  const found: Holder[] = [];
  let node = expression;
  for (let parent = node.parent; parent !== undefined; parent = node.parent) {
    const add = (kind: Holder["kind"], name: string, held = node) => found.push({ kind, name, node: held });
    const follow = (uses: readonly SyntaxNode[]) => {
      if (hops < MOST_HOPS)
        found.push(...uses.slice(0, MOST_USES).flatMap((use) => holdersOf(use, module, hops + 1, followed)));
      return found;
    };
    // Whether there is one at all is no question of what it is.
    if (parent.type === "comparison_operator" && parent.children.some(({ type }) => type === "none")) return found;
    if (parent.type === "comparison_operator" || parent.type === "case_pattern") return [...found, compared(node)];
    if (parent.type === "assert_statement" || parent.type === "raise_statement") return [...found, message(node)];
    if (parent.type === "expression_statement") return node === expression ? [message(node)] : found;
    if (parent.type === "return_statement") return follow(callsOf(parent.scope, module));
    if (parent.type === "pair" && node.field === "value") {
      const key = child(parent, "key");
      add("entry", key === undefined ? "" : module.source(key).replace(/^\w{0,2}["']|["']$/g, ""));
    } else if (parent.type === "keyword_argument") {
      const name = module.source(child(parent, "name") ?? parent);
      if (TOLD.test(name)) return [...found, message(node)];
      add("keyword", name);
    } else if (parent.type === "argument_list" && parent.parent?.type === "call") {
      const call = parent.parent;
      const name = calleeOf(call, module);
      if (SPEAKING.test(name)) return [...found, message(node)];
      if (COMPARING.test(name)) return [...found, compared(node)];
      add("call", name, call);
      if (!SAME.has(name)) return found;
      const list = child(call, "function");
      if (PUTTING.has(name) && list?.type === "attribute")
        add("variable", nameOf(child(list, "object") ?? list, module));
      node = call;
      continue;
    } else if (isTarget(parent) && (node.field === "right" || node.field === "value")) {
      const target = child(parent, "left") ?? child(parent, "name") ?? parent;
      add("variable", nameOf(target, module));
      const variable = variableOf(target, module);
      // What is put into itself has no end.
      if (variable === undefined || followed.has(variable.uses[0])) return found;
      followed.add(variable.uses[0]);
      return follow(variable.uses.slice(0, MOST_USES + 1).filter((use) => use.start !== target.start));
    } else if (!PARTS.has(parent.type) || (parent.type === "conditional_expression" && node.field === "condition")) {
      if (parent.type !== "pair") return found;
    }
    node = parent;
  }
  return found;
}

/** What takes the value where it stands; a variable is not followed to its uses. */
export function directHolders(expression: SyntaxNode, module: PythonSyntax): Holder[] {
  return holdersOf(expression, module, MOST_HOPS);
}

const message = (node: SyntaxNode): Holder => ({ kind: "message", name: "", node });
const compared = (node: SyntaxNode): Holder => ({ kind: "compared", name: "", node });

/** Whether a value goes to people, or is only compared, somewhere. */
export function isSaid(holders: readonly Holder[]): boolean {
  return holders.some(({ kind }) => kind === "message" || kind === "compared");
}

function isTarget({ type }: SyntaxNode): boolean {
  return /^(?:augmented_)?assignment$|^(?:typed_)?default_parameter$/.test(type);
}

/** `VERSION` of `VERSION`, `self.VERSION` and `config["VERSION"]`. */
function nameOf(target: SyntaxNode, { source }: PythonSyntax): string {
  return /(\w+)(?:["']?\s*\])?$/.exec(source(target).slice(-200))?.[1] ?? "";
}

/** The last part of a call's name. */
export function calleeOf(call: SyntaxNode, { source }: PythonSyntax): string {
  const callee = child(call, "function");
  const named = callee?.type === "attribute" ? child(callee, "attribute") : callee;
  return named === undefined ? "" : source(named).slice(-100);
}

function callsOf(definition: SyntaxNode | undefined, module: PythonSyntax): readonly SyntaxNode[] {
  const named = definition && child(definition, "name");
  if (definition?.type !== "function_definition" || named === undefined) return [];
  const name = module.source(named);
  if (functionsNamed(name, module).length > 1) return [];
  return module.nodes("call").filter((call) => calleeOf(call, module) === name);
}
