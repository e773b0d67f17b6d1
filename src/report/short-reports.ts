import type { CannotTell } from "../checks/cannot-tell.ts";
import type { Pin } from "../pins/pin.ts";
import type { Report } from "./report.ts";
import { LEADS } from "./verdict.ts";

export interface Closing {
  readonly tool: string;
  readonly watch: { timings(): Report["timings"] };
}

/** The report of a change that moves no vLLM pin. */
export function notApplicable(reason: string, pins: readonly Pin[], closing: Closing): Report {
  return { ...empty(closing), verdict: "not-applicable", reason, pins };
}

/** The report where not even the two releases could be named. */
export function couldNotTell(error: CannotTell, closing: Closing): Report {
  return {
    ...empty(closing),
    verdict: "inconclusive",
    reason: `${LEADS.inconclusive}: ${error.message} ${error.remedy}`,
    cause: error.code,
  };
}

function empty({ tool, watch }: Closing): Omit<Report, "verdict" | "reason"> {
  return {
    schemaVersion: 1,
    pins: [],
    checks: [],
    environment: { environments: [], tool },
    timings: watch.timings(),
    notes: [],
  };
}
