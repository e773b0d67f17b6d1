import type { BrokenPackage, ThirdPartyCode } from "../dependencies/third-party.ts";
import type { CheckContext } from "./check.ts";
import type { Finding } from "./finding.ts";
import { placeOfRoot } from "./third-party-findings.ts";

/** Of one package; the JSON report has them under `data.places`. */
const MOST_PLACES = 20;

/** Packages whose code the target breaks. Warnings: what of a package this repository reaches is not known. */
export function thirdPartyCodeFindings({ broken }: ThirdPartyCode, context: CheckContext): Finding[] {
  return broken.map((one) => findingOf(one, context));
}

/** What the check says of the packages' code beside its findings: sentences, each with a space before it. */
export function thirdPartyCodeSummary({ judged, unread }: ThirdPartyCode): string {
  const read = judged.length === 0 ? "" : ` Of those that use vLLM the code was compared: ${judged.join(", ")}.`;
  const not = unread.map(({ name, why }) => ` The code of ${name} was not compared: ${why.replace(/\.$/, "")}.`);
  return [read, ...not].join("");
}

function findingOf({ name, version, root, places, newest }: BrokenPackage, context: CheckContext): Finding {
  const [first, ...more] = places;
  const others = more.length === 0 ? "" : `, and ${more.length} more ${more.length === 1 ? "place" : "places"}`;
  const brought = root === name ? "" : `, which ${root} brings,`;
  const remedy = newest === undefined ? "" : ` Its newest release is ${newest}.`;
  return {
    rule: "third-party-breaks",
    severity: "warning",
    message:
      `${name} ${version}${brought} does not fit vLLM ${context.sides.target.version} ` +
      `(${first.path}:${first.line}${others}): ${first.message}${remedy}`,
    ...placeOfRoot(root, context),
    data: {
      subject: name,
      version,
      places: places.slice(0, MOST_PLACES).map(({ path, line }) => `${path}:${line}`),
      ...(newest === undefined ? {} : { newest }),
    },
  };
}
