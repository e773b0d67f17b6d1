import type { Side } from "./check.ts";
import type { Finding } from "./finding.ts";
import { RULES, type RuleId } from "./rules.ts";

/** A finding at the pin its side's version came from: what the reader would edit. Severity is the rule's own. */
export function findingAtPin(side: Side, rule: RuleId, message: string, data?: NonNullable<Finding["data"]>): Finding {
  const { pin } = side;
  return {
    rule,
    severity: RULES[rule].severity,
    message,
    ...(pin === undefined ? {} : placeOf(pin)),
    ...(data === undefined ? {} : { data }),
  };
}

/** Where a pin stands, as a finding says it. */
export function placeOf(pin: {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly raw: string;
}): Pick<Finding, "path" | "line" | "column" | "endLine" | "endColumn"> {
  return {
    path: pin.file,
    line: pin.line,
    column: pin.column,
    endLine: pin.line,
    endColumn: pin.column + pin.raw.length,
  };
}
