import type { Check } from "./check.ts";
import { findingAtPin } from "./finding-at-pin.ts";

/** `from vllm import LLM` in the environment the repository would have. */
export const importCheck: Check = {
  id: "import",
  title: "Import",
  foundation: true,
  requires: ["dependencies"],
  async run(context, role) {
    const side = context.sides[role];
    const environment = await context.environment(role, "import");
    const result = await context.importVllm(environment);
    if (result.ok) {
      return {
        status: "passed",
        summary: `from vllm import LLM works (${environment.build} build, ${Math.round(result.seconds)} s).`,
      };
    }
    const message = `from vllm import LLM fails on ${side.version}: ${result.error}`;
    return {
      status: "failed",
      summary: message,
      findings: [findingAtPin(side, "import-failed", message)],
      details: result.details,
    };
  },
};
