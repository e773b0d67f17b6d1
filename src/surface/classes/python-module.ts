import { child, copyTree, type SyntaxNode } from "../../breakage/workspace/syntax-node.ts";
import type { ParsePython } from "../../platform/syntax-parsers.ts";
import { type Module, moduleName, openModule } from "../syntax/module.ts";
import { type Bindings, readBindings } from "./bindings.ts";

/** A module of a release, its own level read. */
export interface PythonModule extends Module, Bindings {
  /** `vllm.config.model` */
  readonly name: string;
}

/** Reads a module; of the bodies of its long functions only what is asked for. */
export function readModule(file: string, text: string, parse: ParsePython): PythonModule {
  const module = openModule(file, text, parse, { later: (node) => functionBody(node, text, parse) });
  const name = moduleName(file);
  return { ...module, name, ...readBindings(module, name) };
}

/** Characters above which a function's body is parsed again when it is asked for: nearly none of a release's ever is. */
const LONG = 500;

function functionBody(node: SyntaxNode, text: string, parse: ParsePython): (() => readonly SyntaxNode[]) | undefined {
  const of = node.parent;
  if (node.field !== "body" || of?.type !== "function_definition" || node.end - node.start < LONG) return undefined;
  return () => {
    const root = copyTree(parse(text.slice(of.start, of.end)), { offset: of.start });
    const again = root.children.find(({ type }) => type === "function_definition");
    const body = again === undefined ? undefined : child(again, "body");
    return (body?.children ?? []).map((one) => ({ ...one, parent: node }));
  };
}
