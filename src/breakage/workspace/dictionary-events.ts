import { literalKey } from "./literal-key.ts";
import { binds } from "./references.ts";
import { child, type SyntaxNode } from "./syntax-node.ts";

/** What one use of a variable does to the dictionary it holds. */
export type DictionaryEvent =
  /** The variable gets another value; `undefined`: one that nothing is known of. */
  | { readonly kind: "bind"; readonly value: SyntaxNode | undefined }
  /** `cfg["k"] = v`, `cfg.setdefault("k", v)`. */
  | { readonly kind: "set"; readonly key: SyntaxNode; readonly name: string }
  /** `cfg.update(…)`, `cfg |= …`: the dictionaries and keyword arguments that are merged in. */
  | { readonly kind: "merge"; readonly values: readonly SyntaxNode[] }
  /** `cfg.pop("k")`, `del cfg["k"]`. */
  | { readonly kind: "remove"; readonly name: string }
  /** Somebody else may change it from here on: nothing is certain to stay in it. */
  | { readonly kind: "escape" }
  /** It is only read, or gets a key that has no literal name. */
  | { readonly kind: "read" };

const ESCAPE: DictionaryEvent = { kind: "escape" };
const READ: DictionaryEvent = { kind: "read" };

const READING_METHODS = new Set(["get", "items", "keys", "values", "copy"]);
const READING_FUNCTIONS = new Set([
  ...[
    "print",
    "pprint",
    "len",
    "dict",
    "list",
    "set",
    "tuple",
    "sorted",
    "repr",
    "str",
    "bool",
    "isinstance",
    "type",
    "id",
  ],
  ...[
    "debug",
    "info",
    "warning",
    "warn",
    "error",
    "exception",
    "log",
    "dump",
    "dumps",
    "safe_dump",
    "copy",
    "deepcopy",
  ],
  ...["update", "join", "iter", "any", "all", "format"],
]);
const READING_PARENTS = new Set([
  ...[
    "dictionary_splat",
    "binary_operator",
    "comparison_operator",
    "boolean_operator",
    "not_operator",
    "interpolation",
  ],
  ...[
    "conditional_expression",
    "return_statement",
    "if_statement",
    "elif_clause",
    "while_statement",
    "assert_statement",
  ],
  ...["for_statement", "for_in_clause", "expression_statement", "format_specifier", "yield", "type"],
]);

/** Reads what a use of a variable (a name, or an attribute such as `self.cfg`) does to it. */
export function dictionaryEvent(reference: SyntaxNode, text: string): DictionaryEvent {
  let node = reference;
  for (let nested = 0; nested < 20 && node.parent?.type === "parenthesized_expression"; nested += 1) node = node.parent;
  const { parent, field } = node;
  if (parent === undefined) return ESCAPE;
  if (parent.type === "assignment" && field === "left") return assignment(parent);
  if (parent.type === "named_expression" && field === "name") return { kind: "bind", value: child(parent, "value") };
  if (parent.type === "augmented_assignment" && field === "left") {
    const value = child(parent, "right");
    return value !== undefined && text.slice(node.end, value.start).trim() === "|="
      ? { kind: "merge", values: [value] }
      : { kind: "bind", value: undefined };
  }
  if (node.type === "identifier" ? binds(node) : bindsAttribute(node)) return { kind: "bind", value: undefined };
  if (parent.type === "attribute" && field === "object") return method(parent, text);
  if (parent.type === "subscript" && field === "value") return subscript(parent, text);
  if (parent.type === "argument_list" || parent.type === "keyword_argument") return argument(parent, text);
  return READING_PARENTS.has(parent.type) ? READ : ESCAPE;
}

function assignment(node: SyntaxNode): DictionaryEvent {
  const value = child(node, "right");
  // `cfg: dict` alone declares and binds nothing.
  return value === undefined ? READ : { kind: "bind", value };
}

const BINDING_PARENTS = new Set([
  "for_statement",
  "for_in_clause",
  "pattern_list",
  "tuple_pattern",
  "as_pattern_target",
]);

const bindsAttribute = ({ parent, field }: SyntaxNode): boolean =>
  parent !== undefined && BINDING_PARENTS.has(parent.type) && field !== "right";

function method(attribute: SyntaxNode, text: string): DictionaryEvent {
  const call = attribute.parent;
  const name = child(attribute, "attribute");
  if (call?.type !== "call" || attribute.field !== "function" || name === undefined) return ESCAPE;
  const given = child(call, "arguments")?.children.filter((one) => one.type !== "comment") ?? [];
  const called = text.slice(name.start, name.end);
  if (READING_METHODS.has(called)) return READ;
  if (called === "update") return { kind: "merge", values: given };
  if (called !== "pop" && called !== "setdefault") return ESCAPE;
  const key = given[0];
  const literal = key && literalKey(text.slice(key.start, key.end));
  if (key === undefined || literal === undefined) return called === "pop" && key?.type !== "string" ? ESCAPE : READ;
  return called === "pop" ? { kind: "remove", name: literal } : { kind: "set", key, name: literal };
}

function subscript(node: SyntaxNode, text: string): DictionaryEvent {
  const key = child(node, "subscript");
  const name = key && literalKey(text.slice(key.start, key.end));
  if (isDeleted(node)) {
    if (name !== undefined) return { kind: "remove", name };
    return key?.type === "string" ? READ : ESCAPE;
  }
  const stored = node.parent?.type === "assignment" && node.field === "left";
  return stored && key !== undefined && name !== undefined ? { kind: "set", key, name } : READ;
}

/** `del cfg["a"]`, `del cfg["a"], cfg["b"]`. */
const isDeleted = ({ parent }: SyntaxNode): boolean =>
  parent?.type === "delete_statement" ||
  (parent?.type === "expression_list" && parent.parent?.type === "delete_statement");

function argument(holder: SyntaxNode, text: string): DictionaryEvent {
  const call = holder.type === "keyword_argument" ? holder.parent?.parent : holder.parent;
  const callee = call && child(call, "function");
  if (callee === undefined) return ESCAPE;
  const named = callee.type === "attribute" ? child(callee, "attribute") : callee;
  return named !== undefined && READING_FUNCTIONS.has(text.slice(named.start, named.end)) ? READ : ESCAPE;
}
