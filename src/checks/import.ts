import type { Check } from "./check.ts";
import type { Finding } from "./finding.ts";
import { findingAtPin } from "./finding-at-pin.ts";
import { pluginFindings } from "./plugin-findings.ts";

/** `from vllm import LLM` in the environment the repository would have, and on the target what plugs into vLLM there. */
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
      const works = `from vllm import LLM works (${environment.build} build, ${Math.round(result.seconds)} s)`;
      if (role === "current") return { status: "passed", summary: `${works}.` };
      const { loaded, findings } = await pluginFindings(context, environment);
      const [first, ...rest] = [...findings].sort((a, b) => rank(a) - rank(b));
      if (first?.severity === "error") return { status: "failed", summary: first.message, findings: [first, ...rest] };
      const plugins = loaded === 0 ? "" : `; ${loaded} ${loaded === 1 ? "plugin loads" : "plugins load"}`;
      return { status: "passed", summary: `${works}${plugins}.`, ...(findings.length === 0 ? {} : { findings }) };
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

function rank({ severity }: Finding): number {
  return ["error", "warning", "information"].indexOf(severity);
}
