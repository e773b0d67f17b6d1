import type { Check } from "./check.ts";
import { findingAtPin } from "./finding-at-pin.ts";

/** What a line of pip's is about, without the versions, which move: the same trouble on both releases is no difference. */
function subjectOf(line: string): string {
  const [, name = line, requirement] =
    /^(\S+) \S+ (?:requires|has requirement) ([\w.-]+)/.exec(line) ?? /^(\S+) /.exec(line) ?? [];
  return requirement === undefined ? name : `${name} → ${requirement}`;
}

/** `pip check`, as the guide and users run it. */
export const pipCheckCheck: Check = {
  id: "pip-check",
  title: "pip check",
  foundation: false,
  requires: ["dependencies"],
  async run(context, role) {
    const side = context.sides[role];
    const environment = await context.environment(role, "import");
    const reading = await context.pipCheck(environment);
    if ("error" in reading) {
      return {
        status: "inconclusive",
        cause: "tool-failed",
        reason: "pip check itself failed.",
        remedy: "Read the details for pip's message.",
        details: reading.error,
      };
    }
    const left = reading.explained.length;
    const note = left === 0 ? "" : ` (${left} ${left === 1 ? "line" : "lines"} about the CPU stand-in left out)`;
    const [first, ...rest] = reading.broken.map((line) =>
      findingAtPin(side, "pip-check", line, { subject: subjectOf(line) }),
    );
    if (first === undefined) {
      return {
        status: "passed",
        summary: `No broken requirements${note}.`,
        ...(reading.explained.length === 0 ? {} : { details: reading.explained.join("\n") }),
      };
    }
    const count = rest.length === 0 ? "" : ` (and ${rest.length} more)`;
    return {
      status: "failed",
      summary: `${first.message}${count}`,
      findings: [first, ...rest],
      details: reading.broken.join("\n"),
    };
  },
};
