import { type OutgrownWheel, outgrownWheels } from "../dependencies/built-for.ts";
import { type ExcludedPin, excludedPins } from "../dependencies/excluded-pins.ts";
import { type Sibling, type Surroundings, siblingsOf } from "../dependencies/sibling.ts";
import type { Explanation } from "../environment/uv-explanation.ts";
import type { Role } from "../report/report.ts";
import type { CheckContext } from "./check.ts";
import type { Finding } from "./finding.ts";

/**
 * The repository's requirements that must move with vLLM, at their places.
 *
 * @param conflict why the target does not resolve; absent where it does
 */
export async function siblingFindings(context: CheckContext, conflict: Explanation | undefined): Promise<Finding[]> {
  const siblings = siblingsOf(context.declared, context.markers);
  if (siblings.length === 0) return [];
  const [current, target] = await Promise.all([surroundings(context, "current"), surroundings(context, "target")]);
  const pins = excludedPins(siblings, current, target, conflict?.requirements);
  const wheels = outgrownWheels(siblings, current, target);
  return [...pins.map(pinFinding), ...wheels.map((wheel) => wheelFinding(wheel, target.version))];
}

async function surroundings(context: CheckContext, role: Role): Promise<Surroundings> {
  const { resolution } = (await context.lanes())[role];
  return {
    version: context.sides[role].version,
    asked: await context.asked(role),
    packages: resolution.kind === "resolved" ? resolution.packages : undefined,
  };
}

function pinFinding({ sibling, because, instead, conflicts }: ExcludedPin): Finding {
  const { name, specifier, placed } = sibling;
  const verb = { requirement: "asks for", constraint: "limits to", override: "overrides with" }[placed.role];
  return {
    rule: "sibling-pin",
    severity: conflicts ? "error" : "warning",
    message: `${placed.file}:${placed.line} ${verb} ${name}${specifier}; ${because}.`,
    ...placeOf(sibling),
    data: { subject: name, requirement: placed.text },
    ...(instead === undefined ? {} : { suggestion: instead }),
  };
}

function wheelFinding({ sibling, builtFor, comesWith }: OutgrownWheel, target: string): Finding {
  const { name, placed } = sibling;
  return {
    rule: "sibling-wheel",
    severity: "warning",
    message: `${placed.file}:${placed.line} takes ${name} built for ${builtFor}; vLLM ${target} comes with ${comesWith}.`,
    ...placeOf(sibling),
    data: { subject: name, requirement: placed.text, builtFor },
  };
}

function placeOf({ placed: { file, line } }: Sibling): Pick<Finding, "path" | "line"> {
  return { path: file, line };
}
