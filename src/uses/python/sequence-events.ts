import { binds } from "../../breakage/workspace/references.ts";
import { child, type SyntaxNode } from "../../breakage/workspace/syntax-node.ts";

/** What one use of a variable does to the list or text it holds. */
export type SequenceEvent =
  /** It gets another value; `undefined`: one that nothing is known of. */
  | { readonly kind: "bind"; readonly value: SyntaxNode | undefined }
  /** `cmd += […]`, `cmd.extend(…)`. */
  | { readonly kind: "extend"; readonly value: SyntaxNode }
  /** `cmd.append(…)`, `cmd.insert(0, …)`. */
  | { readonly kind: "append" | "prepend"; readonly value: SyntaxNode }
  | { readonly kind: "read" };

const READ: SequenceEvent = { kind: "read" };

export function sequenceEvent(reference: SyntaxNode, text: string): SequenceEvent {
  const { parent, field } = reference;
  if (parent === undefined) return READ;
  if ((parent.type === "assignment" && field === "left") || (parent.type === "named_expression" && field === "name")) {
    const value = child(parent, parent.type === "assignment" ? "right" : "value");
    return value === undefined ? READ : { kind: "bind", value };
  }
  if (parent.type === "augmented_assignment" && field === "left") {
    const value = child(parent, "right");
    return value !== undefined && text.slice(reference.end, value.start).trim() === "+="
      ? { kind: "extend", value }
      : { kind: "bind", value: undefined };
  }
  if (parent.type === "default_parameter" || parent.type === "typed_default_parameter")
    return field === "name" ? { kind: "bind", value: child(parent, "value") } : READ;
  if (reference.type === "identifier" && binds(reference)) return { kind: "bind", value: undefined };
  if (parent.type === "attribute" && field === "object") return method(parent, text);
  return READ;
}

function method(attribute: SyntaxNode, text: string): SequenceEvent {
  const call = attribute.parent;
  const name = child(attribute, "attribute");
  if (call?.type !== "call" || attribute.field !== "function" || name === undefined) return READ;
  const given = child(call, "arguments")?.children.filter((one) => one.type !== "comment") ?? [];
  const [first, second] = given;
  switch (text.slice(name.start, name.end)) {
    case "append":
      return first === undefined ? READ : { kind: "append", value: first };
    case "extend":
      return first === undefined ? READ : { kind: "extend", value: first };
    case "insert": {
      if (first === undefined || second === undefined) return READ;
      return { kind: text.slice(first.start, first.end) === "0" ? "prepend" : "append", value: second };
    }
    default:
      return READ;
  }
}
