import type { Gone } from "./analysis.ts";
import type { Syntax } from "./syntax.ts";

const FUNCTION: ReadonlySet<string> = new Set(["function_definition", "lambda", "class_definition"]);
const ASSIGNMENT: ReadonlySet<string> = new Set(["assignment", "augmented_assignment"]);
const BINDING = /^(?:assignment|named_expression|for_statement|as_pattern_target|delete_statement)$/;

/**
 * The line at which the same function gives the object the attribute before it is read there: `batch.lengths = …`, then
 * `batch.lengths.clone()`. An object that takes an attribute it does not declare has it from then on.
 */
export function assignedBefore(node: Syntax, attributes: Gone["attributes"]): number | undefined {
  if (attributes.length === 0 || isWritten(node)) return undefined;
  let child = node;
  for (
    let parent = node.parent;
    parent !== undefined && !FUNCTION.has(parent.type);
    child = parent, parent = parent.parent
  ) {
    if (parent.type !== "block" && parent.type !== "module") continue;
    for (const statement of parent.children.slice(0, child.index).reverse()) {
      const found = attributes.find((one) => gives(statement, one));
      if (found !== undefined) return isSameObject(found.object, statement, node) ? statement.line : undefined;
    }
  }
  return undefined;
}

/** Whether the attribute is what an assignment writes, not what it reads. */
function isWritten(node: Syntax): boolean {
  const left = node.closest(ASSIGNMENT)?.field("left");
  return left !== undefined && node.isInside(left);
}

function gives(statement: Syntax, { object, name }: Gone["attributes"][number]): boolean {
  const [assignment] = statement.type === "expression_statement" ? statement.parts : [];
  if (assignment?.type !== "assignment" || assignment.field("right") === undefined) return false;
  const left = assignment.field("left");
  return left?.type === "attribute" && left.field("object")?.text === object && left.field("attribute")?.text === name;
}

/** Whether the name that the object begins with stands for one object all the way from the assignment to the read. */
function isSameObject(object: string, from: Syntax, to: Syntax): boolean {
  const root = /^[A-Za-z_]\w*/.exec(object)?.[0];
  if (root === undefined || !/^[\w.]+$/.test(object)) return false;
  const between = from.file.occurrences(root).filter(({ start }) => start >= from.end && start < to.start);
  return !between.some((use) => {
    // `a.b = …` gives `a` nothing, but gives `a.b` another value.
    let whole = use;
    while (whole.parent?.type === "attribute" && whole.parent.field("object") === whole) {
      if (whole.text === object) break;
      whole = whole.parent;
    }
    const { parent } = whole;
    if (parent === undefined || !object.startsWith(whole.text)) return false;
    if (/^(?:pattern_list|tuple_pattern|list_pattern)$/.test(parent.type)) return true;
    return BINDING.test(parent.type) && parent.field("right") !== whole && parent.field("value") !== whole;
  });
}
