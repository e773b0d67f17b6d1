import { nodesOf, type SyntaxNode } from "../../breakage/workspace/syntax-node.ts";
import { argumentsOf, calleeName } from "../syntax/calls.ts";
import { type FunctionDefinition, parameterNames } from "../syntax/functions.ts";
import type { Module } from "../syntax/module.ts";
import { bare, parts } from "../syntax/parts.ts";
import { stringText } from "../syntax/strings.ts";
import type { TableEntry } from "./table.ts";

const CALL = new Set(["call"]);
const READERS = new Set(["getenv", "get"]);

type Functions = ReadonlyMap<string, FunctionDefinition>;

/**
 * The string that an entry of the table falls back on: `os.getenv("X", "1")` within it or within the function it names, or the
 * `default` that it hands to the helper which makes its reader (`env_with_choices("X", "auto", …)`).
 * @param functions the module's, by name
 */
export function fallbackOf({ name, value }: TableEntry, functions: Functions, module: Module): string | undefined {
  const reader = bare(value);
  const body = reader.type === "identifier" ? functions.get(module.source(reader))?.node : reader;
  if (body === undefined) return undefined;
  const read = readOf(body, name, module);
  if (read !== undefined) return asksFirst(body, name, module) ? undefined : fallbackOfRead(read, module);
  return reader.type === "call" ? handedDefault(reader, functions, module) : undefined;
}

/** `os.getenv("X", …)`, `os.environ.get("X", …)`. */
function readOf(body: SyntaxNode, name: string, module: Module): SyntaxNode | undefined {
  return nodesOf(body, CALL).find((call) => {
    const first = argumentsOf(call, module).positional[0];
    return READERS.has(calleeName(call, module)) && first !== undefined && stringText(first, module) === name;
  });
}

/** `int(os.getenv("X", "0")) if "X" in os.environ else None`: without the variable, the read's own default is never seen. */
function asksFirst(body: SyntaxNode, name: string, module: Module): boolean {
  return nodesOf(body, new Set(["comparison_operator"])).some((comparison) => {
    const [left, right] = parts(comparison);
    if (left === undefined || right === undefined || !/environ$/.test(module.source(right))) return false;
    return stringText(left, module) === name;
  });
}

function fallbackOfRead(read: SyntaxNode, module: Module): string | undefined {
  const { positional, keywords } = argumentsOf(read, module);
  const given = literal(positional[1] ?? keywords.get("default"), module);
  // `os.getenv("X", "").lower() or "13.0"`: nothing is set, so the other side counts.
  if (given !== undefined && given !== "") return given;
  for (let node = read; node.parent !== undefined; node = node.parent) {
    if (node.parent.type === "lambda" || node.parent.type === "pair") break;
    const [left, right] = parts(node.parent);
    if (node.parent.type !== "boolean_operator" || left !== node || right === undefined) continue;
    const other = /^\s*or\b/.test(module.text.slice(left.end, right.start)) ? literal(right, module) : undefined;
    if (other !== undefined) return other;
  }
  return given;
}

function handedDefault(call: SyntaxNode, functions: Functions, module: Module): string | undefined {
  const helper = functions.get(calleeName(call, module));
  const { positional, keywords } = argumentsOf(call, module);
  const at = helper === undefined ? -1 : parameterNames(helper).indexOf("default");
  return literal(keywords.get("default") ?? positional[at], module);
}

/** A string's text or a number's source. */
function literal(node: SyntaxNode | undefined, module: Module): string | undefined {
  if (node === undefined) return undefined;
  const inner = bare(node);
  return inner.type === "integer" || inner.type === "float" ? module.source(inner) : stringText(inner, module);
}
