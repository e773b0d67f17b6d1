import type { Check } from "./check.ts";
import type { Finding } from "./finding.ts";

/** What the target breaks in the repository's Python: a difference by its nature, so the current side is the base. */
export const codeCheck: Check = {
  id: "code",
  title: "Code",
  foundation: false,
  requires: ["release"],
  async run(context, role) {
    if (role === "current") {
      return {
        status: "passed",
        summary: `vLLM ${context.sides.current.version} is what the target is compared with.`,
      };
    }
    if (context.sides.current.release.kind !== "release") {
      return {
        status: "skipped",
        reason: "There is no current release whose code the target's could be compared with.",
      };
    }
    const { findings, counts, excluded } = await context.code();
    const errors = findings.filter(({ severity }) => severity === "error");
    const [first, ...more] = errors;
    const out = excluded.length === 0 ? "" : `, ${excluded.length} of them left out`;
    const own =
      counts.ownVllm === undefined ? "" : `, beside ${amount(counts.ownVllm, "file")} of the repository's own vLLM`;
    const scope = `${counts.reaching} of ${counts.python} Python files reach vLLM${out}${own}`;
    if (first === undefined) {
      return { status: "passed", summary: `${scope}; none breaks.${others(findings)}`, findings, excluded };
    }
    const rest = findings.filter((finding) => finding.severity !== "error");
    const files = new Set(errors.map(({ path }) => path)).size;
    return {
      status: "failed",
      summary: `${amount(errors.length, "line")} in ${amount(files, "file")} ${errors.length === 1 ? "breaks" : "break"} (${scope}).`,
      findings: [first, ...more, ...rest],
      excluded,
    };
  },
};

function others(findings: readonly Finding[]): string {
  const warnings = findings.filter(({ severity }) => severity === "warning").length;
  return warnings === 0 ? "" : ` ${amount(warnings, "warning")}.`;
}

function amount(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
