import { type CopyOptions, copyTree, type SyntaxNode } from "../../breakage/workspace/syntax-node.ts";
import type { ParsePython } from "../../platform/syntax-parsers.ts";
import { lineIndex } from "../../text/line-index.ts";

/** A module of a release, with its syntax. */
export interface Module {
  /** Member of the wheel: `vllm/envs.py`. */
  readonly file: string;
  readonly text: string;
  readonly root: SyntaxNode;
  /** 1-based line of an offset. */
  line(offset: number): number;
  /** The source of a node. */
  source(node: SyntaxNode): string;
}

/** @param options how its tree is copied: wholly, if nothing else is said */
export function openModule(file: string, text: string, parse: ParsePython, options?: CopyOptions): Module {
  let position: ReturnType<typeof lineIndex> | undefined;
  return {
    file,
    text,
    root: copyTree(parse(text), options),
    line: (offset) => {
      position ??= lineIndex(text);
      return position(offset).line;
    },
    source: (node) => text.slice(node.start, node.end),
  };
}

/** `vllm/config/__init__.py` → `vllm.config` */
export const moduleName = (file: string): string =>
  file
    .replace(/(\/__init__)?\.py$/, "")
    .split("/")
    .join(".");
