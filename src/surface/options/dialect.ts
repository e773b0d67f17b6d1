import { nodesOf, type SyntaxNode } from "../../breakage/workspace/syntax-node.ts";
import type { FunctionSource } from "../classes/class-source.ts";
import type { Classes } from "../classes/classes.ts";
import { fieldOf, methodOf } from "../classes/lookup.ts";
import { type Evaluate, moduleScope } from "../values/scope.ts";

/** How a release's own argparse parser differs from Python's. */
export interface ParserDialect {
  /** Prefix of a switch → prefix of its inverse: `--enable-` → `--disable-`. */
  readonly inverses: ReadonlyMap<string, string>;
  /** Short spelling that is rewritten before argparse sees it → the option: `-O` → `--optimization-level`. */
  readonly rewritten: ReadonlyMap<string, string>;
}

/** Reads `FlexibleArgumentParser`, the class that `vllm serve` parses with in every release. */
export function readDialect(classes: Classes, evaluate: Evaluate): ParserDialect {
  const parser = classes.named("FlexibleArgumentParser")[0];
  const inverses = new Map<string, string>();
  const rewritten = new Map<string, string>();
  if (parser === undefined) return { inverses, rewritten };
  const start = methodOf(classes, parser, "__init__")?.function;
  const action = start === undefined ? undefined : REGISTERED.exec(start.module.source(start.node))?.[1];
  const registered = action === undefined ? undefined : classes.classAt(parser.module, action);
  for (const name of registered?.fields.keys() ?? []) {
    const field = registered === undefined ? undefined : fieldOf(classes, registered, name);
    const value = field?.value === undefined ? undefined : evaluate(field.value, moduleScope(field.module));
    if (value?.kind !== "dictionary") continue;
    for (const [prefix, inverse] of value.entries) {
      if (prefix.startsWith("--") && inverse.kind === "text") inverses.set(prefix, inverse.text);
    }
  }
  const parse = methodOf(classes, parser, "parse_args")?.function;
  if (parse !== undefined) for (const [short, long] of rewritings(parse)) rewritten.set(short, long);
  return { inverses, rewritten };
}

/** `self.register("action", BooleanOptionalAction, EnableDisableAction)`: what every switch with a negation is then made by. */
const REGISTERED = /register\(\s*["']action["']\s*,\s*(?:argparse\.)?BooleanOptionalAction\s*,\s*(\w+)/;
const SHORT = /\.startswith\(\s*["'](-[A-Za-z])["']\s*\)/;
const LONG = /["'](--[a-z][\w-]*)["']/;

/** `elif arg.startswith("-O") …: processed_args += ["--optimization-level", level]` */
function rewritings({ module, node }: FunctionSource): [string, string][] {
  return nodesOf(node, new Set(["if_statement", "elif_clause"])).flatMap((branch): [string, string][] => {
    const part = (field: string) => branch.children.find((one: SyntaxNode) => one.field === field);
    const [condition, block] = [part("condition"), part("consequence")];
    if (condition === undefined || block === undefined) return [];
    const short = SHORT.exec(module.source(condition))?.[1];
    const long = LONG.exec(module.source(block))?.[1];
    return short === undefined || long === undefined ? [] : [[short, long]];
  });
}
