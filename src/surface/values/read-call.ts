import { child, type SyntaxNode } from "../../breakage/workspace/syntax-node.ts";
import type { Classes } from "../classes/classes.ts";
import { parts } from "../syntax/parts.ts";
import { spread } from "./collections.ts";
import { extend } from "./limits.ts";
import { attributeOf, itemsOf } from "./operations.ts";
import type { Call, Evaluate, Scope } from "./scope.ts";
import type { Value } from "./value.ts";

/** Evaluates the parts of a call. */
export function readCall(node: SyntaxNode, scope: Scope, classes: Classes, evaluate: Evaluate): Call {
  const written = child(node, "function");
  const attribute = written?.type === "attribute";
  const object = attribute ? evaluate(child(written, "object"), scope) : undefined;
  const nameNode = attribute ? child(written, "attribute") : written;
  const name = nameNode === undefined ? "" : scope.module.source(nameNode);
  const args: Value[] = [];
  const keywords = new Map<string, Value>();
  let open = false;
  for (const part of given(node)) {
    if (part.type === "keyword_argument") {
      const key = child(part, "name");
      if (key !== undefined) keywords.set(scope.module.source(key), evaluate(child(part, "value"), scope));
    } else if (part.type === "list_splat") {
      const inner = itemsOf(evaluate(part.children[0], scope), classes, evaluate);
      if (inner === undefined) open = true;
      else extend(args, inner);
    } else if (part.type === "dictionary_splat") {
      if (spread(evaluate(part.children[0], scope), keywords)) open = true;
    } else args.push(evaluate(part, scope));
  }
  const callee = object === undefined ? evaluate(written, scope) : attributeOf(object, name, classes, evaluate);
  return { node, callee, object, name, args, keywords, open };
}

/** `join(x for x in y)`: the generator stands where the parentheses do. */
function given(node: SyntaxNode): SyntaxNode[] {
  const list = child(node, "arguments");
  if (list === undefined) return [];
  return list.type === "generator_expression" ? [list] : parts(list);
}
