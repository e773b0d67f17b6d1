import type { ThirdParty } from "../dependencies/third-party.ts";
import { parseRequirement } from "../python/requirement.ts";
import type { CheckContext } from "./check.ts";
import type { Finding } from "./finding.ts";
import { placeOf } from "./finding-at-pin.ts";

/** Packages that say of themselves that they do not work with the target, where the repository asks for what brings them. */
export async function thirdPartyFindings(context: CheckContext): Promise<Finding[]> {
  const found = await context.thirdParties();
  return found.map((one) => findingOf(one, context));
}

function findingOf({ name, version, root, support, already, newer }: ThirdParty, context: CheckContext): Finding {
  const { sides } = context;
  const asks = support.ranges.map(
    ({ specifier, extra }) => `vllm${specifier}${extra === undefined ? "" : ` (extra ${extra})`}`,
  );
  const brought = root === name ? "" : `, which ${root} brings,`;
  const excludes = already
    ? `which excludes ${sides.target.version}, as it does the current ${sides.current.version}`
    : `which excludes ${sides.target.version}`;
  const remedy = newer === undefined ? "" : ` ${name} ${newer} admits it.`;
  return {
    rule: "third-party-excludes",
    severity: already ? "information" : "warning",
    message: `${name} ${version}${brought} asks for ${asks.join(", ")}, ${excludes}.${remedy}`,
    ...placeOfRoot(root, context),
    data: {
      subject: name,
      version,
      ranges: support.ranges.map(({ specifier }) => specifier),
      ...(newer === undefined ? {} : { newer }),
    },
  };
}

/** Where the repository asks for what brings the package. */
export function placeOfRoot(root: string, { declared, sides: { target } }: CheckContext): Partial<Finding> {
  const asked = declared.find((one) => parseRequirement(one.text)?.name === root);
  if (asked !== undefined) return { path: asked.file, line: asked.line };
  return target.pin === undefined ? {} : placeOf(target.pin);
}
