import type { Node } from "web-tree-sitter";
import { assignment, declaration, forVariable } from "./assignment.ts";
import { isDull } from "./dull.ts";
import type { Frame, Script } from "./script.ts";
import { readSimpleCommand } from "./simple-command.ts";

/** Statements whose parts may not run. */
const BRANCHES = new Set(["if_statement", "elif_clause", "else_clause", "while_statement", "case_item", "do_group"]);
const CONTAINERS = new Set([
  ...BRANCHES,
  "program",
  "pipeline",
  "subshell",
  "compound_statement",
  "for_statement",
  "c_style_for_statement",
  "case_statement",
  "negated_command",
  "command_substitution",
  "process_substitution",
  "variable_assignments",
  "ERROR",
]);

/** Reads statements in the order of the text. A stack holds what is still to be read, since trees can be very deep. */
export function readStatements(root: Node, script: Script, frame: Frame): void {
  const pending = [{ node: root, conditional: false }];
  for (let next = pending.pop(); next !== undefined && script.budget > 0; next = pending.pop()) {
    const { node, conditional } = next;
    script.budget -= 1;
    if (CONTAINERS.has(node.type)) {
      if (node.type === "for_statement") forVariable(node, script, frame);
      const inner = conditional || BRANCHES.has(node.type);
      push(node, () => inner);
    } else if (node.type === "list") {
      // `[ … ] && ARGS+=" --a"`: the right side may not run.
      push(node, (index) => conditional || index > 0);
    } else if (node.type === "function_definition") {
      const name = node.childForFieldName("name")?.text;
      const body = node.childForFieldName("body");
      if (name !== undefined && body !== null) script.functions.set(name, body);
    } else if (node.type === "variable_assignment") {
      for (const inner of assignment(node, script, frame, conditional || frame.inBranch))
        pending.push({ node: inner, conditional });
    } else if (node.type === "declaration_command") {
      for (const inner of declaration(node, script, frame, conditional)) pending.push({ node: inner, conditional });
    } else if (node.type === "unset_command") {
      for (const { type, text } of node.namedChildren.flatMap((child) => child ?? [])) {
        if (type === "variable_name" && !conditional) script.variables.unset(text);
      }
    } else if (node.type === "command" || node.type === "redirected_statement") {
      if (isDull(node, script, frame)) continue;
      const { substitutions, call, following } = readSimpleCommand(node, script, frame, conditional);
      for (const inner of [...following, ...substitutions]) pending.push({ node: inner, conditional });
      if (call !== undefined)
        callFunction(call.body, script, {
          ...call,
          saved: new Map(),
          depth: frame.depth + 1,
          inBranch: conditional || frame.inBranch,
        });
    }
  }

  function push(node: Node, conditional: (index: number) => boolean): void {
    const children = node.namedChildren;
    for (let index = children.length - 1; index >= 0; index -= 1) {
      const child = children[index];
      if (child !== undefined && child !== null) pending.push({ node: child, conditional: conditional(index) });
    }
  }
}

/** Functions that call functions, and themselves. */
const MAX_CALLS = 8;

function callFunction(body: Node, script: Script, frame: Frame): void {
  if (frame.depth > MAX_CALLS) return;
  readStatements(body, script, frame);
  for (const [name, before] of frame.saved) script.variables.restore(name, before);
}
