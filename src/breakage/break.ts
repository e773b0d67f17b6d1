import type { Finding } from "../checks/finding.ts";

/** What is gone or changed, taken apart so that it can be looked up in a release's source. */
export type Subject =
  /** `import vllm.lora.models`, `from vllm.lora.models import …`. */
  | { readonly kind: "module"; readonly module: string }
  /** `from vllm.config import CompilationLevel`, `vllm.config.CompilationLevel`. */
  | { readonly kind: "name"; readonly module: string; readonly name: string }
  /** An attribute of a class or of one of its objects; `owner` is the class as the checker names it. */
  | { readonly kind: "attribute"; readonly owner: string; readonly name: string }
  /** A keyword argument; `callee` as the checker names it, where it does. */
  | { readonly kind: "keyword"; readonly callee: string | undefined; readonly name: string }
  /** A new required parameter. */
  | { readonly kind: "parameter"; readonly callee: string | undefined; readonly names: readonly string[] }
  /** More positional arguments than the function takes. */
  | { readonly kind: "arity"; readonly callee: string | undefined; readonly expected: number; readonly given: number }
  | { readonly kind: "override"; readonly owner: string; readonly name: string }
  | { readonly kind: "abstract"; readonly owner: string }
  | { readonly kind: "deprecated"; readonly name: string };

/** A difference between the two releases at one place of the repository, before it is explained and its guards are judged. */
export interface Break {
  readonly rule: Finding["rule"];
  readonly subject: Subject;
  readonly path: string;
  /** 1-based; columns in UTF-16 units, end exclusive. */
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** The type checker's sentence on the target. */
  readonly text: string;
}
