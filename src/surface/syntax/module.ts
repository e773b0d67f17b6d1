import { copyTree, type SyntaxNode } from "../../breakage/workspace/syntax-node.ts";
import type { ParsePython } from "../../platform/syntax-parsers.ts";
import { lineStarts } from "../../text/line-index.ts";

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

export function openModule(file: string, text: string, parse: ParsePython): Module {
  const starts = lineStarts(text);
  return {
    file,
    text,
    root: copyTree(parse(text)),
    line: (offset) => {
      let [low, high] = [0, starts.length - 1];
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((starts[middle] ?? 0) <= offset) low = middle;
        else high = middle - 1;
      }
      return low + 1;
    },
    source: (node) => text.slice(node.start, node.end),
  };
}
