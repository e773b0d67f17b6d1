import type { Analysis, Reach, Unreached } from "./analysis.ts";
import { scopeOf } from "./bindings.ts";
import type { Syntax } from "./syntax.ts";

/** A function or class is followed to this many of its uses. */
const USES = 50;

/**
 * Whether a function or class is used in its file, and only where the target does not come: `patch = new if NEW else old`. One that
 * is not used in its file is another file's, or a test's; one that is decorated, or named in a text, may be reached by either.
 */
export function onlyUnreachedUses(definition: Syntax, analysis: Analysis): Reach {
  const name = definition.field("name");
  const owner = scopeOf(definition);
  const decorated = definition.parent?.type === "decorated_definition";
  if (name === undefined || decorated || owner.type === "class_definition") return { state: "yes" };
  const { file } = definition;
  if (file.text.includes(`"${name.text}"`) || file.text.includes(`'${name.text}'`)) return { state: "yes" };
  const uses = file.occurrences(name.text).filter((use) => isUse(use, definition));
  if (uses.length === 0 || uses.length > USES) return { state: "yes" };
  if (analysis.following.has(definition)) return { state: "yes" };
  analysis.following.add(definition);
  const why = whyNone(uses, analysis);
  analysis.following.delete(definition);
  return why === undefined ? { state: "yes" } : { state: "no", why: { ...why, reason: "unused" } };
}

/** Why none of the uses is reached; `undefined` when one is. */
function whyNone(uses: readonly Syntax[], analysis: Analysis): Unreached | undefined {
  let why: Unreached | undefined;
  for (const use of uses) {
    const reach = analysis.reach(use);
    if (reach.state !== "no") return undefined;
    why ??= reach.why;
  }
  return why;
}

function isUse(node: Syntax, definition: Syntax): boolean {
  if (node.isInside(definition)) return false;
  const parent = node.parent;
  if (parent?.type === "attribute") return parent.field("attribute") !== node;
  return parent?.type !== "keyword_argument" || parent.field("name") !== node;
}
