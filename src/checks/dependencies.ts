import { CannotTell } from "./cannot-tell.ts";
import type { Check } from "./check.ts";
import { findingAtPin } from "./finding-at-pin.ts";
import { siblingFindings } from "./sibling-findings.ts";
import { thirdPartyCodeFindings, thirdPartyCodeSummary } from "./third-party-code-findings.ts";
import { thirdPartyFindings } from "./third-party-findings.ts";

const LONGEST_DETAILS = 4000;

/** The repository's whole requirement set resolves, and installs, with this vLLM. */
export const dependenciesCheck: Check = {
  id: "dependencies",
  title: "Dependencies",
  foundation: true,
  requires: ["release"],
  async run(context, role) {
    const side = context.sides[role];
    const state = (await context.lanes())[role];
    if (state.resolution.kind === "conflict") {
      const { file, explanation } = state.resolution;
      const message = `${file} does not resolve with vLLM ${side.version}: ${explanation.summary}.`;
      return {
        status: "failed",
        summary: message,
        findings: [
          findingAtPin(side, "dependency-conflict", message, {
            packages: explanation.packages,
            requirements: explanation.requirements,
          }),
          ...(role === "target" ? await siblingFindings(context, explanation) : []),
        ],
        details: explanation.text,
      };
    }
    for (const [build, installed] of state.environments) {
      if (installed instanceof CannotTell || !("failed" in installed)) continue;
      const message = `The ${build} build of vLLM ${side.version} resolves but does not install.`;
      return {
        status: "failed",
        summary: message,
        findings: [findingAtPin(side, "install-failed", message)],
        details: installed.failed.slice(-LONGEST_DETAILS),
      };
    }
    const made = [...state.environments].flatMap(([build, one]) => (one instanceof CannotTell ? [] : [build]));
    const { length } = state.resolution.packages;
    const installed = made.length === 0 ? "nothing was installed" : `installed: ${made.join(" and ")} build`;
    const summary = `${length} ${length === 1 ? "package" : "packages"} resolved; ${installed}.`;
    if (role === "current") return { status: "passed", summary };
    const code = await context.thirdPartyCode();
    const findings = [
      ...(await siblingFindings(context, undefined)),
      ...(await thirdPartyFindings(context)),
      ...thirdPartyCodeFindings(code, context),
    ];
    return {
      status: "passed",
      summary: `${summary}${thirdPartyCodeSummary(code)}`,
      ...(findings.length === 0 ? {} : { findings }),
    };
  },
};
