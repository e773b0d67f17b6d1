import type { SyntaxNode } from "../../breakage/workspace/syntax-node.ts";
import type { SpelledText } from "../../uses/python/spelled-text.ts";
import type { Holder } from "./holders.ts";
import type { PythonSource } from "./python-source.ts";

/** A string expression that says vLLM, and what takes it. */
export interface Candidate {
  readonly node: SyntaxNode;
  readonly value: SpelledText;
  readonly text: string;
  readonly holders: readonly Holder[];
  readonly source: PythonSource;
  /** It stands in a test: a value there is mostly one to compare with. */
  readonly test: boolean;
}
