import { child, type SyntaxNode } from "../../breakage/workspace/syntax-node.ts";
import type { ParsePython } from "../../platform/syntax-parsers.ts";
import { openModule } from "../syntax/module.ts";
import { stringText } from "../syntax/strings.ts";
import { dottedMeaning } from "./dotted-meaning.ts";
import type { Modules } from "./modules.ts";
import type { PythonModule } from "./python-module.ts";

/** One alternative of an annotation, aliases followed and `Optional`, `Union`, `|` and `Annotated` taken apart. */
export interface TypeHint {
  /** `int`, `None`, `Literal`, `list`, `dict`, the last part of any other name. `List` is `list`. */
  readonly name: string;
  /** What stands between the brackets, for `Literal` its values. */
  readonly args: readonly SyntaxNode[];
  /** Where `args` and the name are written. */
  readonly module: PythonModule;
  /** A class of the release. */
  readonly classAt?: { readonly module: PythonModule; readonly name: string };
}

/** Deeper than anyone writes annotations. */
const DEEPEST = 30;
/** Parts looked at before an annotation counts as one that goes on for ever: an alias may name itself twice. */
const MOST_NODES = 1000;

const SAME: Readonly<Record<string, string>> = {
  List: "list",
  Dict: "dict",
  Tuple: "tuple",
  Set: "set",
  FrozenSet: "frozenset",
  Type: "type",
  Text: "str",
};

/** Only the first of their arguments is the type. */
const TRANSPARENT = new Set(["Annotated", "Required", "NotRequired", "Final", "InitVar", "SkipValidation"]);

/** The alternatives of an annotation (PEP 484, 586, 593, 604). `ClassVar[…]` stays as it is. */
export function typeHints(
  modules: Modules,
  parse: ParsePython,
  module: PythonModule,
  node: SyntaxNode,
  budget: { left: number } = { left: MOST_NODES },
  depth = 0,
): readonly TypeHint[] {
  budget.left -= 1;
  if (depth > DEEPEST || budget.left < 0) return [];
  const inner = (one: SyntaxNode, at: PythonModule = module) => typeHints(modules, parse, at, one, budget, depth + 1);
  switch (node.type) {
    case "type":
    case "parenthesized_expression":
      return node.children[0] === undefined ? [] : inner(node.children[0]);
    case "none":
      return [{ name: "None", args: [], module }];
    case "binary_operator":
    case "union_type":
      return node.children.flatMap((one) => inner(one));
    case "string": {
      const quoted = quotedModule(module, stringText(node, module) ?? "", parse);
      const expression = quoted.root.children[0]?.children[0];
      return expression === undefined ? [] : inner(expression, quoted);
    }
    case "generic_type":
    case "subscript": {
      const [base, args] = partsOf(node);
      if (base === undefined) return [];
      const name = lastName(modules, module, base);
      if (name === "Optional") return [...args.flatMap((one) => inner(one)), { name: "None", args: [], module }];
      if (name === "Union") return args.flatMap((one) => inner(one));
      if (TRANSPARENT.has(name)) return args[0] === undefined ? [] : inner(args[0]);
      return [{ ...named(modules, module, base, name), args }];
    }
    case "identifier":
    case "attribute":
    case "member_type": {
      const found = dottedMeaning(modules, module, module.source(node));
      if (found?.kind === "definition" && found.binding.kind === "value")
        return inner(found.binding.node, found.module);
      return [named(modules, module, node, lastName(modules, module, node))];
    }
    default:
      return [{ name: module.source(node), args: [], module }];
  }
}

/** `Literal["a", 1]`: base and what stands between the brackets, in both shapes that the grammar has. */
function partsOf(node: SyntaxNode): [SyntaxNode | undefined, readonly SyntaxNode[]] {
  if (node.type === "subscript") {
    const args = node.children.filter(({ field }) => field === "subscript");
    const only = args[0];
    return [child(node, "value"), args.length === 1 && only?.type === "tuple" ? only.children : args];
  }
  const [base, parameters] = node.children;
  return [base, (parameters?.children ?? []).map((one) => (one.type === "type" ? (one.children[0] ?? one) : one))];
}

function named(modules: Modules, module: PythonModule, node: SyntaxNode, name: string): TypeHint {
  const found = dottedMeaning(modules, module, module.source(node));
  const isClass = found?.kind === "definition" && found.binding.kind === "class";
  return { name, args: [], module, ...(isClass ? { classAt: { module: found.module, name: found.name } } : {}) };
}

function lastName(modules: Modules, module: PythonModule, node: SyntaxNode): string {
  const found = dottedMeaning(modules, module, module.source(node));
  const written =
    found?.kind === "external" ? found.path : found?.kind === "definition" ? found.name : module.source(node);
  const name = written.slice(written.lastIndexOf(".") + 1);
  return found?.kind === "definition" ? name : (SAME[name] ?? name);
}

/** A quoted annotation has a text of its own, with the names of the module it stands in. */
function quotedModule(module: PythonModule, content: string, parse: ParsePython): PythonModule {
  return { ...module, ...openModule(module.file, content, parse) };
}
