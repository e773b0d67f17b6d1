/** What the type checker says of one place: only the codes that mean "this will raise". */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  /** POSIX path relative to the repository root. */
  readonly path: string;
  /** 1-based line and column (UTF-16 units), end exclusive. */
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** The checker's sentence without the code: "Module `vllm.config` has no member `CompilationLevel`". */
  readonly text: string;
}

export const DIAGNOSTIC_CODES = [
  "import-not-found",
  "missing-module-member",
  "missing-attribute",
  "unknown-argument",
  "missing-argument",
  "too-many-positional-arguments",
  "abstract-class-instantiation",
  "incompatible-method-override",
  "deprecated",
] as const;

export type DiagnosticCode = (typeof DIAGNOSTIC_CODES)[number];
