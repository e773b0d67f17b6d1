import type { Severity } from "../../checks/finding.ts";
import { RULES, type RuleId } from "../../checks/rules.ts";
import { checkOf } from "../../checks/suppression/suppressible.ts";
import type { SarifLevel, SarifRule } from "./log.ts";

export const SARIF_LEVELS: Readonly<Record<Severity, SarifLevel>> = {
  error: "error",
  warning: "warning",
  information: "note",
};

const RULE_IDS = Object.keys(RULES) as RuleId[];
const INDEXES = new Map(RULE_IDS.map((rule, index) => [rule, index]));

/** Where a rule stands in `sarifRules`. */
export function ruleIndex(rule: RuleId): number {
  return INDEXES.get(rule) ?? -1;
}

/** All rules, whether or not they found anything. @param page the address of a rule's page, where it is known */
export function sarifRules(page?: (rule: RuleId) => string): SarifRule[] {
  return RULE_IDS.map((id): SarifRule => {
    const { title, severity, explanation } = RULES[id];
    const address = page?.(id);
    return {
      id,
      shortDescription: { text: title },
      fullDescription: { text: explanation },
      help: {
        text: explanation,
        ...(address === undefined ? {} : { markdown: `${explanation}\n\n[How to fix it](${address})` }),
      },
      ...(address === undefined ? {} : { helpUri: address }),
      defaultConfiguration: { level: SARIF_LEVELS[severity] },
      properties: {
        tags: ["vllm", "upgrade", checkOf(id) ?? "environment"],
        // GitHub's own: it sorts alerts by them.
        precision: "very-high",
        "problem.severity": severity === "information" ? "recommendation" : severity,
      },
    };
  });
}
