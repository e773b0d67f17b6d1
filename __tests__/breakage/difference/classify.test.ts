import { expect, it } from "vitest";
import type { Diagnostic, DiagnosticCode } from "../../../src/breakage/diagnostic.ts";
import { classify } from "../../../src/breakage/difference/classify.ts";

// The pinned checker's own sentences; __tests__/e2e/ty.test.ts holds the checker to them.
it.each<[DiagnosticCode, text: string, rule: string, subject: object]>([
  [
    "import-not-found",
    "Cannot resolve imported module `vllm.lora.models`",
    "import-gone",
    { kind: "module", module: "vllm.lora.models" },
  ],
  [
    "missing-module-member",
    "Module `vllm.config` has no member `CompilationLevel`",
    "import-gone",
    { kind: "name", module: "vllm.config", name: "CompilationLevel" },
  ],
  [
    "missing-attribute",
    "Object of type `LLMEngine` has no attribute `model_executor`",
    "attribute-gone",
    { kind: "attribute", owner: "LLMEngine", name: "model_executor" },
  ],
  [
    "missing-attribute",
    "Class `LLM` has no attribute `get_tokenizer`",
    "attribute-gone",
    { kind: "attribute", owner: "LLM", name: "get_tokenizer" },
  ],
  [
    "missing-attribute",
    "Unresolved attribute `zed` on type `<class 'C'>`.",
    "attribute-gone",
    { kind: "attribute", owner: "<class 'C'>", name: "zed" },
  ],
  [
    "unknown-argument",
    "Argument `k` does not match any known parameter of bound method `AsyncLLM.from_vllm_config`",
    "keyword-unknown",
    { kind: "keyword", callee: "AsyncLLM.from_vllm_config", name: "k" },
  ],
  [
    "unknown-argument",
    "Argument `guided_decoding` does not match any known parameter",
    "keyword-unknown",
    { kind: "keyword", callee: undefined, name: "guided_decoding" },
  ],
  [
    "missing-argument",
    "No argument provided for required parameter `a` of `C.__init__`",
    "argument-required",
    { kind: "parameter", callee: "C.__init__", names: ["a"] },
  ],
  [
    "missing-argument",
    "No arguments provided for required parameters `a`, `b` of function `g`",
    "argument-required",
    { kind: "parameter", callee: "g", names: ["a", "b"] },
  ],
  [
    "too-many-positional-arguments",
    "Too many positional arguments to function `init_app_state`: expected 3, got 4",
    "too-many-arguments",
    { kind: "arity", callee: "init_app_state", expected: 3, given: 4 },
  ],
  [
    "abstract-class-instantiation",
    "Cannot instantiate `Mine` with unimplemented abstract method `go`",
    "abstract-method-new",
    { kind: "abstract", owner: "Mine" },
  ],
  [
    "incompatible-method-override",
    "Invalid override of method `m`: Definition is incompatible with `Base.m`",
    "override-changed",
    { kind: "override", owner: "Base", name: "m" },
  ],
  ["deprecated", "The function `f` is deprecated: use g", "deprecated-on-target", { kind: "deprecated", name: "f" }],
])("%s: %s", (code, text, rule, subject) => {
  const diagnostic: Diagnostic = { code, text, path: "a.py", line: 1, column: 2, endLine: 1, endColumn: 8 };
  expect(classify(diagnostic)).toEqual({
    rule,
    subject,
    path: "a.py",
    line: 1,
    column: 2,
    endLine: 1,
    endColumn: 8,
    text,
  });
});
