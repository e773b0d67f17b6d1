import type { CheckId } from "../checks/result.ts";

/** Checks whose findings have a part of the report to themselves, and are not listed with the others. */
export const OWN_SECTIONS: ReadonlySet<CheckId> = new Set<CheckId>(["code", "configuration"]);
