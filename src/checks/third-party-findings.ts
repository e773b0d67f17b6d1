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
  const { sides, declared } = context;
  const asks = support.ranges.map(
    ({ specifier, extra }) => `vllm${specifier}${extra === undefined ? "" : ` (extra ${extra})`}`,
  );
  const brought = root === name ? "" : `, which ${root} brings,`;
  const excludes = already
    ? `which excludes ${sides.target.version}, as it does the current ${sides.current.version}`
    : `which excludes ${sides.target.version}`;
  const remedy = newer === undefined ? "" : ` ${name} ${newer} admits it.`;
  const asked = declared.find((one) => parseRequirement(one.text)?.name === root);
  const place = asked === undefined ? pinPlace(context) : { path: asked.file, line: asked.line };
  return {
    rule: "third-party-excludes",
    severity: already ? "information" : "warning",
    message: `${name} ${version}${brought} asks for ${asks.join(", ")}, ${excludes}.${remedy}`,
    ...place,
    data: {
      subject: name,
      version,
      ranges: support.ranges.map(({ specifier }) => specifier),
      ...(newer === undefined ? {} : { newer }),
    },
  };
}

function pinPlace({ sides: { target } }: CheckContext): Partial<Finding> {
  return target.pin === undefined ? {} : placeOf(target.pin);
}
