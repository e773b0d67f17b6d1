import { child, type SyntaxNode } from "../../breakage/workspace/syntax-node.ts";
import type { PythonSyntax } from "./python-module.ts";

/** What a string is for: a docstring says nothing to a machine, a message says it to a person. */
export type StringRole = "docstring" | "message" | "value";

const SPEAKING = new Set([
  ...["print", "pprint", "echo", "secho", "debug", "info", "warning", "warn", "error", "exception", "critical", "log"],
  ...["warning_once", "info_once", "fail", "skip", "rule", "markdown", "Markdown"],
]);
const EXCEPTION = /(?:Error|Exception|Warning)$/;
const SPEAKING_KEYWORDS = new Set([
  "help",
  "description",
  "epilog",
  "usage",
  "title",
  "doc",
  "reason",
  "metavar",
  "msg",
]);
const STATEMENT = /_statement$|^(?:module|block|assignment|augmented_assignment|function_definition|class_definition)$/;

export function roleOf(string: SyntaxNode, { source }: PythonSyntax): StringRole {
  let node = string;
  for (;;) {
    const { parent } = node;
    if (parent === undefined) return "value";
    if (parent.type === "raise_statement" || parent.type === "assert_statement") return "message";
    if (parent.type === "keyword_argument") {
      const name = child(parent, "name");
      if (name !== undefined && SPEAKING_KEYWORDS.has(source(name))) return "message";
    }
    if (parent.type === "call" && node.field === "arguments") {
      const callee = child(parent, "function");
      const named = callee?.type === "attribute" ? child(callee, "attribute") : callee;
      if (named !== undefined && (SPEAKING.has(source(named)) || EXCEPTION.test(source(named)))) return "message";
      // What another function is given is its own affair: `print(run("vllm serve …"))` runs it.
      return "value";
    }
    if (parent.type === "expression_statement") return node === string ? "docstring" : "value";
    if (STATEMENT.test(parent.type)) return "value";
    node = parent;
  }
}
