import type { Finding } from "../../src/checks/finding.ts";
import type { Suppression } from "../../src/checks/suppression/suppression.ts";

export const TODAY = "2026-11-24";

/** An import that the target no longer has, at a line of a file. */
export function gone(path: string, line: number, over: Partial<Finding> = {}): Finding {
  const place = { path, line, column: 6, endLine: line, endColumn: 22 };
  const message = "vllm.lora.models is gone.";
  return { rule: "import-gone", severity: "error", message, ...place, data: { subject: "vllm.lora.models" }, ...over };
}

export function configured(over: Partial<Suppression> = {}): Suppression {
  const place = { path: "vllm-upgrade-check.yml", line: 2, column: 5 };
  const covers = { path: "src/**" };
  return { kind: "configuration", rule: "import-gone", reason: "Not used.", ...place, covers, ...over };
}

export function commented(path: string, line: number, over: Partial<Suppression> = {}): Suppression {
  return { ...configured(), kind: "comment", path, line, column: 30, covers: { path, line }, ...over };
}
