import { child, type SyntaxNode } from "../../breakage/workspace/syntax-node.ts";
import { callValues } from "./call-values.ts";
import type { PythonModule, PythonSyntax } from "./python-module.ts";
import type { SpelledText } from "./spelled-text.ts";
import { literalText } from "./string-literal.ts";
import { withoutConversions } from "./text-formats.ts";
import {
  added,
  type Item,
  itemsOf,
  joinedText,
  limited,
  unknownItem,
  unknownItems,
  unknownPiece,
  type Value,
} from "./value.ts";
import { foldVariable, type Variable, variableOf } from "./variable-values.ts";

/** The texts and lists that expressions of one file may be, as far as they are written in it. */
export interface Evaluator<Module extends PythonSyntax = PythonModule> {
  readonly module: Module;
  /** None: nothing is known of it. */
  values(node: SyntaxNode): readonly Value[];
  /** All that a variable ever holds. */
  variable(variable: Variable): readonly Value[];
  /** The text of a string expression, where it has exactly one. */
  text(node: SyntaxNode): SpelledText | undefined;
}

/** A hostile file can make values of values without end. */
const MOST_STEPS = 30_000;
const MOST_DEPTH = 24;
const MOST_VALUES = 8;
const MOST_OPERANDS = 500;

export function evaluator<Module extends PythonSyntax>(module: Module): Evaluator<Module> {
  let steps = MOST_STEPS;
  let depth = 0;
  /** Variables that are being followed: their own names mean what they hold so far. */
  const open = new Map<SyntaxNode, Map<string, readonly Value[]>>();
  const step = () => {
    steps -= 1;
    return steps >= 0;
  };

  function values(node: SyntaxNode): readonly Value[] {
    if (!step() || depth > MOST_DEPTH) return [];
    depth += 1;
    const found = valuesOf(node);
    depth -= 1;
    return found.slice(0, MOST_VALUES).map((one) => {
      const { value, size } = limited(one);
      steps -= Math.floor(size / 50);
      return value;
    });
  }

  function valuesOf(node: SyntaxNode): readonly Value[] {
    switch (node.type) {
      case "string":
        return [{ kind: "text", text: literalText(node, module.text, interpolated) }];
      case "concatenated_string":
        return [{ kind: "text", text: node.children.flatMap((one) => joinedText(values(one), one)) }];
      case "integer":
      case "float":
        return [{ kind: "text", text: [{ text: module.source(node), start: node.start, end: node.end }] }];
      case "list":
      case "tuple":
      case "set":
      case "expression_list":
      case "argument_list":
        return [{ kind: "list", items: node.children.flatMap(itemOf) }];
      case "parenthesized_expression":
      case "await":
        return node.children.filter((one) => one.type !== "comment").flatMap(values);
      case "conditional_expression": {
        const [then, , otherwise] = node.children.filter((one) => one.type !== "comment");
        return [then, otherwise].flatMap((one) => (one === undefined ? [] : values(one)));
      }
      case "boolean_operator":
        return node.children.flatMap(values);
      case "list_comprehension":
      case "generator_expression":
        return [{ kind: "list", items: [unknownItems(node)] }];
      case "binary_operator":
        return sum(node);
      case "call":
        return callValues(node, { module, values });
      case "identifier":
      case "attribute":
        return named(node);
      default:
        return [];
    }
  }

  function interpolated(node: SyntaxNode): SpelledText | undefined {
    const found = values(node).filter((value) => value.kind === "text");
    return found.length === 0 ? undefined : joinedText(found, node);
  }

  function itemOf(node: SyntaxNode): Item[] {
    if (/^(?:comment|keyword_argument|dictionary_splat)$/.test(node.type)) return [];
    if (node.type === "list_splat") return node.children.flatMap((one) => itemsOf(values(one), one));
    const texts = values(node).filter((value) => value.kind === "text");
    return texts.length === 0 ? [unknownItem(node)] : texts.map(({ text }) => ({ text }));
  }

  /** `a + b + c`, which nests to the left; `"%s" % x`, `[x] * n`. */
  function sum(node: SyntaxNode): readonly Value[] {
    const operands: SyntaxNode[] = [];
    let left: SyntaxNode | undefined = node;
    for (; left?.type === "binary_operator" && operands.length < MOST_OPERANDS; left = child(left, "left")) {
      const right = child(left, "right");
      const before = child(left, "left");
      if (right === undefined || before === undefined) return [];
      const operator = module.text.slice(before.end, right.start).replace(/#.*/g, "").trim();
      if (operator === "%" && left === node)
        return values(before).map((value) => (value.kind === "text" ? withoutConversions(value.text) : value));
      if (operator === "*" && left === node) return values(before);
      if (operator !== "+") return [];
      operands.unshift(right);
    }
    if (left === undefined) return [];
    const first = values(left);
    const rest = operands.map((operand) => ({ operand, found: values(operand) }));
    const known = [first, ...rest.map(({ found }) => found)].find((found) => found.length > 0)?.[0];
    if (known === undefined) return [];
    const unknown: Value =
      known.kind === "text"
        ? { kind: "text", text: [unknownPiece(left)] }
        : { kind: "list", items: [unknownItems(left)] };
    return (first.length === 0 ? [unknown] : first).map((start) =>
      rest.reduce((value, { operand, found }) => added(value, found, operand), start),
    );
  }

  function named(node: SyntaxNode): readonly Value[] {
    const variable = variableOf(node, module);
    if (variable === undefined) return [];
    const known = open.get(variable.scope)?.get(variable.name);
    return known ?? follow(variable, node);
  }

  function follow(variable: Variable, place: SyntaxNode | undefined): readonly Value[] {
    const names = open.get(variable.scope) ?? new Map<string, readonly Value[]>();
    open.set(variable.scope, names);
    const evaluate = (value: SyntaxNode, own: readonly Value[]) => {
      names.set(variable.name, own);
      return values(value);
    };
    const found = foldVariable(variable, place, { module, evaluate, step });
    names.delete(variable.name);
    return found;
  }

  return {
    module,
    values,
    variable: (variable) => follow(variable, undefined),
    text(node) {
      const found = values(node);
      const [only] = found;
      return found.length === 1 && only?.kind === "text" ? only.text : undefined;
    },
  };
}
