import type { Tree } from "web-tree-sitter";
import type { Break } from "../break.ts";
import { classAt } from "../explain/own-class.ts";

/** `Self@method`, as the checker names the type of `self`. */
const SELF = /\bSelf@\w+/g;

/** A break whose owner is named by its class: in a method of `class Engine(LLM)`, `Self@method` is `Engine`. */
export function withOwnerNamed(broken: Break, tree: Tree): Break {
  const { subject } = broken;
  if (subject.kind !== "attribute" || !subject.owner.includes("Self@")) return broken;
  const name = classAt(tree, broken);
  if (name === undefined) return broken;
  return { ...broken, subject: { ...subject, owner: subject.owner.replace(SELF, name) } };
}
