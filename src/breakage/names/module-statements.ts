import type { Node } from "web-tree-sitter";

/** One statement that runs in a module's own scope, compound ones before what is in them. */
export interface ModuleStatement {
  readonly node: Node;
  /** `types`: under `if TYPE_CHECKING`, which is false when the program runs. */
  readonly scope: "run" | "types";
  /** Whether it runs whenever the module is imported: not in a branch, a loop or a `try`. */
  readonly certain: boolean;
}

/** The statements of a module's scope in source order; the bodies of functions and classes are not part of it. */
export function* moduleStatements(root: Node): Generator<ModuleStatement> {
  // A stack: the last of it is the next statement.
  const open: ModuleStatement[] = children(root, "run", true).reverse();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    yield next;
    const inside = next.node.type === "if_statement" ? branches(next) : bodies(next);
    open.push(...inside.reverse());
  }
}

function children(block: Node, scope: ModuleStatement["scope"], certain: boolean): ModuleStatement[] {
  return block.namedChildren.flatMap((node) =>
    node === null || node.type === "comment" ? [] : [{ node, scope, certain }],
  );
}

const CLAUSES = new Set(["else_clause", "except_clause", "except_group_clause", "finally_clause", "case_clause"]);

function bodies({ node, scope }: ModuleStatement): ModuleStatement[] {
  if (!/^(?:for|while|try|with|match)_statement$/.test(node.type)) return [];
  const found: ModuleStatement[] = [];
  // A `with` runs its body whenever it is reached, but its manager may swallow what is raised half way.
  const add = (block: Node) => found.push(...children(block, scope, false));
  const blocks = node.namedChildren.filter((child) => child !== null);
  for (const child of blocks) {
    if (CLAUSES.has(child.type)) {
      for (const block of child.namedChildren) if (block?.type === "block") add(block);
    } else if (child.type === "block") {
      if (node.type !== "match_statement") add(child);
      else
        for (const clause of child.namedChildren)
          for (const block of clause?.namedChildren ?? []) if (block?.type === "block") add(block);
    }
  }
  return found;
}

function branches({ node, scope, certain }: ModuleStatement): ModuleStatement[] {
  const found: ModuleStatement[] = [];
  const add = (block: Node | null, inner: ModuleStatement["scope"], sure: boolean) => {
    if (block !== null) found.push(...children(block, scope === "types" ? "types" : inner, sure));
  };
  /** What the branches before this one leave of it. */
  let rest: ModuleStatement["scope"] = "run";
  let sure = certain;
  const branch = (condition: Node | null, block: Node | null) => {
    const verdict = meaningOf(condition);
    if (verdict === "types") add(block, "types", sure);
    else if (verdict === "run") {
      add(block, rest, sure);
      rest = "types";
    } else if (verdict === undefined) {
      sure = false;
      add(block, rest, false);
    }
  };
  branch(node.childForFieldName("condition"), node.childForFieldName("consequence"));
  for (const clause of node.childrenForFieldName("alternative")) {
    if (clause?.type === "elif_clause")
      branch(clause.childForFieldName("condition"), clause.childForFieldName("consequence"));
    else if (clause?.type === "else_clause") add(clause.childForFieldName("body"), rest, sure);
  }
  return found;
}

/**
 * `types`: true only for a type checker. `run`: false only for one. `never`: false for both where the module is imported, as
 * `__name__ == "__main__"` is. `undefined`: another condition.
 */
function meaningOf(condition: Node | null): ModuleStatement["scope"] | "never" | undefined {
  const text = condition === null || condition.endIndex - condition.startIndex > 80 ? "" : condition.text;
  const bare = text.replace(/^\((.*)\)$/, "$1");
  if (/^(?:[A-Za-z_]\w*\.)?TYPE_CHECKING$/.test(bare)) return "types";
  if (/^not +(?:[A-Za-z_]\w*\.)?TYPE_CHECKING$/.test(bare)) return "run";
  if (/^(?:False|0|__name__ ?== ?["']__main__["'])$/.test(bare)) return "never";
  // False at run time whatever else it asks.
  return /^(?:[A-Za-z_]\w*\.)?TYPE_CHECKING and /.test(bare) && !/ or /.test(bare) ? "types" : undefined;
}
