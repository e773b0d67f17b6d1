import type { PlacedRequirement } from "../pins/manifest.ts";
import { evaluateMarker, type MarkerEnvironment } from "../python/marker.ts";
import { normalizeName, parseRequirement } from "../python/requirement.ts";
import { parseSpecifier } from "../python/specifier.ts";
import { explain } from "../python/version.ts";
import { unescapeUrl } from "../url-text.ts";
import type { AskedRanges } from "./asked-ranges.ts";
import type { ResolvedPackage } from "./compare-dependencies.ts";

/** What one release brings with it. */
export interface Surroundings {
  /** vLLM's version. */
  readonly version: string;
  /** What vLLM asks for; absent where its metadata cannot be read. */
  readonly asked?: AskedRanges | undefined;
  /** The resolution of the repository's requirements; absent where there is none. */
  readonly packages?: readonly ResolvedPackage[] | undefined;
}

/** A requirement of the repository that holds here, taken apart. */
export interface Sibling {
  readonly placed: PlacedRequirement;
  /** PEP 503 normalized. */
  readonly name: string;
  /** As written before the specifier: name and extras. */
  readonly head: string;
  /** PEP 440; of a wheel's address, its version. */
  readonly specifier: string;
  /** ` ; marker`, or nothing. */
  readonly tail: string;
  /** The wheel it names by address. */
  readonly wheel?: string;
}

/** Requirements that hold in the environment and name a package. */
export function siblingsOf(declared: readonly PlacedRequirement[], environment: MarkerEnvironment): Sibling[] {
  const seen = new Set<string>();
  return declared.flatMap((placed) => {
    const sibling = siblingOf(placed);
    const place = `${placed.file}:${placed.line}:${placed.role}:${placed.text}`;
    if (sibling === undefined || sibling.name === "vllm" || seen.has(place)) return [];
    seen.add(place);
    const marker = parseRequirement(placed.text)?.marker;
    return marker !== undefined && evaluateMarker(marker, environment, []) === false ? [] : [sibling];
  });
}

function siblingOf(placed: PlacedRequirement): Sibling | undefined {
  const { text } = placed;
  const requirement = parseRequirement(text);
  const address = requirement?.url ?? /^https?:\/\/\S+/i.exec(text)?.[0];
  const wheel = address === undefined ? undefined : wheelOf(address);
  if (wheel !== undefined) {
    const [name = "", version = ""] = wheel.split("-");
    if (explain(version) === undefined) return undefined;
    const head = normalizeName(name);
    return { placed, name: head, head, specifier: `==${version}`, tail: "", wheel };
  }
  if (requirement === undefined || requirement.url !== undefined) return undefined;
  const { name, specifier, marker, spans } = requirement;
  const tail = marker === undefined ? "" : ` ; ${marker}`;
  return { placed, name, head: text.slice(spans.head.start, spans.head.end), specifier, tail };
}

function wheelOf(address: string): string | undefined {
  const file = unescapeUrl(
    address
      .replace(/[?#].*$/s, "")
      .split("/")
      .at(-1) ?? "",
  );
  return /^[^-]+-[^-]+(?:-[^-]+){3,4}\.whl$/i.test(file) ? file : undefined;
}

/** The one version that a specifier admits, if it names one. */
export function exactVersion(specifier: string): string | undefined {
  const clauses = parseSpecifier(specifier) ?? [];
  return clauses.find(({ operator, wildcard }) => operator === "==" && !wildcard)?.version;
}

/** The version of a package beside a release: as resolved, or the one that vLLM insists on. */
export function versionBeside({ packages, asked }: Surroundings, name: string): string | undefined {
  const resolved = packages?.find((one) => one.name === name)?.version;
  return resolved ?? exactVersion(asked?.get(name) ?? "");
}
