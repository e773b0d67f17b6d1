import { child, type SyntaxNode } from "../../breakage/workspace/syntax-node.ts";
import { argumentsOf } from "../syntax/calls.ts";
import { commentsAbove } from "../syntax/comments.ts";
import type { Module } from "../syntax/module.ts";
import { render } from "../syntax/render.ts";

const SAYS = /\bdeprecated\b|\breplaced (?:by|with)\b|\brenamed\b/i;
const FLAG = "show_hidden_metrics";
const STATEMENTS = new Set(["module", "block"]);

/** Whether it is only declared with `--show-hidden-metrics-for-version`: under `if self.show_hidden_metrics:`. */
export function isHidden(call: SyntaxNode, module: Module): boolean {
  for (let node = call; node.parent !== undefined; node = node.parent) {
    const condition = node.parent.type === "if_statement" ? child(node.parent, "condition") : undefined;
    if (condition === undefined || node.field !== "consequence") continue;
    const asked = module.source(condition);
    if (asked.includes(FLAG) && !/\bnot\s+[\w.]*show_hidden_metrics\b/.test(asked)) return true;
  }
  return false;
}

/** The release's words: in the documentation that the metric is declared with, or in the comment above. */
export function deprecationOf(call: SyntaxNode, module: Module): string | undefined {
  const { positional, keywords } = argumentsOf(call, module);
  const documentation = keywords.get("documentation") ?? keywords.get("description") ?? positional[1];
  const told = documentation === undefined ? "" : render(documentation, module, () => undefined);
  return /\bdeprecated\b.*/is.exec(told)?.[0].replace(/\s+/g, " ").trim() ?? commentText(call, module);
}

/** The comment above the statement, or above the block that the statement begins. */
function commentText(call: SyntaxNode, module: Module): string | undefined {
  for (let node = call; node.parent !== undefined; node = node.parent) {
    if (!STATEMENTS.has(node.parent.type)) continue;
    const lines = commentsAbove(module, module.line(node.start));
    const from = lines.findIndex((line) => SAYS.test(line));
    if (from !== -1) return sentence(lines.slice(from));
    const begins = node.parent.children.find(({ type }) => type !== "comment") === node;
    if (!begins || node.parent.parent?.type !== "if_statement") return undefined;
  }
  return undefined;
}

/** The first line and those that go on with it, to the end of the sentence. */
function sentence([first = "", ...rest]: readonly string[]): string {
  const lines = [first];
  for (const line of rest) {
    if (!/^[a-z(]/.test(line)) break;
    lines.push(line);
  }
  return lines.join(" ").replace(/([^.]\.)\s.*$/, "$1");
}
