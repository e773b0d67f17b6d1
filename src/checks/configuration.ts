import type { ConfigurationAnalysis } from "../analysis/configuration-analysis.ts";
import type { Check } from "./check.ts";

/** What the target does not accept of the repository's configuration: a difference by its nature, so the current side is the base. */
export const configurationCheck: Check = {
  id: "configuration",
  title: "Configuration",
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
        reason: "There is no current release whose surface the target's could be compared with.",
      };
    }
    const analysis = await context.configuration();
    const { findings, defaults } = analysis;
    const errors = findings.filter(({ severity }) => severity === "error");
    const [first, ...more] = errors;
    const scope = scopeWords(analysis);
    const unasked = unaskedWords(analysis);
    if (first === undefined) {
      const warnings = findings.filter(({ severity }) => severity === "warning").length;
      const warned = warnings === 0 ? "" : ` ${amount(warnings, "warning")}.`;
      const fits = scope === "" ? "No file configures or queries vLLM." : `${scope}; nothing breaks.`;
      return { status: "passed", summary: `${fits}${warned}${unasked}`, findings, defaults };
    }
    const silent = errors.filter(({ data }) => data?.["silent"] === true).length;
    const quietly =
      silent === 0 ? "" : `${silent < errors.length ? `, ${silent}` : silent === 1 ? "" : ", all"} silently`;
    const files = new Set(errors.map(({ path }) => path)).size;
    return {
      status: "failed",
      summary: `${amount(errors.length, "place")} in ${amount(files, "file")} ${errors.length === 1 ? "breaks" : "break"}${quietly} (${scope}).${unasked}`,
      findings: [first, ...more, ...findings.filter(({ severity }) => severity !== "error")],
      defaults,
    };
  },
};

/** `3 commands, 2 variables in 4 files, 3 of them given to the target's parser`. */
function scopeWords({ counts, validated }: ConfigurationAnalysis): string {
  const parts = [
    [counts.commands, "command"],
    [counts.variables, "variable"],
    [counts.requestFields, "request field"],
    [counts.metrics, "metric"],
    [counts.architectures, "architecture"],
  ] as const;
  const used = parts.flatMap(([count, noun]) => (count === 0 ? [] : [amount(count, noun)]));
  if (used.length === 0) return "";
  const given =
    validated === undefined || validated === 0 ? "" : `, ${amount(validated, "command")} given to both parsers`;
  return `${used.join(", ")} in ${amount(counts.files, "file")}${given}`;
}

function unaskedWords({ unasked = [] }: ConfigurationAnalysis): string {
  return unasked.length === 0 ? "" : ` ${unasked.join(" ")} The releases' sources decide.`;
}

function amount(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
