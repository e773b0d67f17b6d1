import type { Node } from "web-tree-sitter";
import { concat, cut, type Traced } from "../../text/traced.ts";
import { UNKNOWN } from "../use.ts";
import { unescapedInHereDocument } from "./quoting.ts";
import type { Scope } from "./scope.ts";
import { unknownFor } from "./templates.ts";

/** What `$(cat <<EOF … EOF)` prints; `undefined` for any other command. */
export function hereDocument(substitution: Node, scope: Scope): Traced | undefined {
  const [statement, more] = substitution.namedChildren;
  if (statement?.type !== "redirected_statement" || (more !== undefined && more !== null)) return undefined;
  const command = statement.childForFieldName("body");
  const redirect = statement.namedChildren.find((child) => child?.type === "heredoc_redirect");
  if (command?.text !== "cat" || redirect === undefined || redirect === null) return undefined;
  return bodyOf(redirect, scope);
}

/** The text of a here-document, its variables expanded where they are known. */
export function bodyOf(redirect: Node, scope: Scope): Traced | undefined {
  const body = redirect.namedChildren.find((child) => child?.type === "heredoc_body");
  if (body === undefined || body === null) return undefined;
  const start = redirect.namedChildren.find((child) => child?.type === "heredoc_start");
  if (/["'\\]/.test(start?.text ?? "")) return cut(scope.source, body.startIndex, body.endIndex);
  const parts: Traced[] = [];
  let from = body.startIndex;
  for (const child of body.namedChildren) {
    if (child === null || !/expansion|substitution/.test(child.type)) continue;
    parts.push(unescapedInHereDocument(cut(scope.source, from, child.startIndex)), textOf(child, scope));
    from = child.endIndex;
  }
  parts.push(unescapedInHereDocument(cut(scope.source, from, body.endIndex)));
  return concat(parts);
}

/** `$NAME` and `${NAME}` of a variable with one text; the rest is not known. */
function textOf(node: Node, scope: Scope): Traced {
  const name = /^\$\{?([A-Za-z_]\w*)\}?$/.exec(node.text)?.[1];
  const variable = name === undefined ? undefined : scope.variables.get(name);
  const held = variable?.values[scope.picks.get(variable) ?? 0];
  const word = held?.array === false ? held.words[0] : undefined;
  if (variable !== undefined) scope.touched.add(variable);
  if (word === undefined || word.value.text.includes(UNKNOWN))
    return unknownFor(scope.source, node.startIndex, node.endIndex);
  return word.value;
}
