import type { Node } from "web-tree-sitter";
import { concat, cut, type Traced } from "../../text/traced.ts";
import { assignmentUse } from "../command-line/variable-use.ts";
import { alternatives } from "./alternatives.ts";
import { expandText, expandWord } from "./expand.ts";
import type { Frame, Script } from "./script.ts";
import { type Held, scalar, type Variable } from "./variables.ts";

/**
 * `NAME=value`, `NAME+=value`, `NAME=(…)`, `NAME[1]=value`.
 * @returns `$(…)` in it whose commands are still to be read
 */
export function assignment(node: Node, script: Script, frame: Frame, conditional: boolean): readonly Node[] {
  const target = node.childForFieldName("name") ?? node.namedChild(0);
  const value = node.childForFieldName("value");
  const name = target?.type === "subscript" ? (target.child(0)?.text ?? "") : (target?.text ?? "");
  const appends = node.children.some((child) => child?.type === "+=") || target?.type === "subscript";
  const substitutions: Node[] = [];
  const before = script.variables.get(name);
  const { values, touched } = alternatives(script, frame, substitutions, (scope): Held => {
    if (value === null) return scalar(EMPTY);
    if (value.type === "array") {
      return {
        array: true,
        words: value.namedChildren.flatMap((child) =>
          child === null || child.type === "comment" ? [] : expandWord(child, scope),
        ),
      };
    }
    const text = expandText(value, scope);
    return scalar(text.value, text.unknown);
  });
  if (target !== null) {
    const written = cut(script.source, target.startIndex, target.endIndex);
    const text = values[0]?.words[0]?.value ?? EMPTY;
    script.uses.push(...assignmentUse(concat([written, EQUALS, text]), script.site));
  }
  const [first] = values;
  if (appends && first !== undefined) {
    script.variables.append(name, target?.type === "subscript" ? { ...first, array: true } : first);
  } else script.variables.set(name, values, conditional && !(before !== undefined && touched.has(before)));
  return substitutions;
}

/** `export A=1`, `local a=1`, `declare -a ARGS=(…)`. */
export function declaration(node: Node, script: Script, frame: Frame, conditional: boolean): readonly Node[] {
  const keyword = node.child(0)?.text;
  return node.namedChildren.flatMap((child) => {
    if (child?.type !== "variable_assignment") return [];
    const name = child.childForFieldName("name")?.text ?? "";
    const local = keyword !== "export" && frame.depth > 0;
    if (local && !frame.saved.has(name)) frame.saved.set(name, script.variables.get(name));
    return assignment(child, script, frame, conditional || (frame.inBranch && !local));
  });
}

/** `for NAME in words`: each of them is a value. */
export function forVariable(node: Node, script: Script, frame: Frame): void {
  const name = node.childForFieldName("variable")?.text;
  if (name === undefined) return;
  const values = node.childrenForFieldName("value").flatMap((child) => child ?? []);
  const words = alternatives(script, frame, [], (scope) =>
    values.flatMap((child) => expandWord(child, scope)),
  ).values.flat();
  if (words.length > 0)
    script.variables.set(
      name,
      words.map((word) => ({ array: false, words: [word] })),
      false,
    );
  else script.variables.unset(name);
}

const EMPTY: Traced = { text: "", pieces: [] };
const EQUALS: Traced = { text: "=", pieces: [] };

/** A variable that is set outside of the text. */
export function given(name: string, value: Traced): Variable {
  return { name, values: [scalar(value)], reached: [] };
}
