import type { InstalledOn } from "../../deployment/deployment.ts";
import type { DeclaredPython } from "../../pins/manifest.ts";
import { satisfies } from "../../python/version.ts";
import { admitsPython } from "../../release/wheel-tags.ts";
import type { Side } from "../check.ts";
import type { Finding } from "../finding.ts";
import { placeOf } from "../finding-at-pin.ts";

/** The minor releases of CPython that a range may be about. */
const MINORS = Array.from({ length: 14 }, (_, index) => `3.${index + 7}`);

/**
 * Every Python that the repository declares, against the release's Requires-Python. Which Python the check itself judges with is
 * the release check's.
 *
 * @param judged who says which Python that is: what stands there has been said
 */
export function excludedPythons(
  { version, release }: Side,
  { pythons, images }: InstalledOn,
  judged: string,
): readonly Finding[] {
  const requires = release.kind === "release" ? release.release.requiresPython : undefined;
  if (requires === undefined) return [];
  const about = { version, requires };
  return [
    ...pythons.filter(({ file }) => file !== judged).flatMap((declared) => excluded(declared, about)),
    ...images.flatMap(({ at, image, python }): readonly Finding[] => {
      if (python === undefined || admitsPython(requires, python.version)) return [];
      const of = python.of === "the image" ? image : `${python.of}, on ${image}`;
      const message = `vLLM ${version} needs Python ${requires}; this stage installs it for ${python.version} (${of}).`;
      return [finding("error", message, at, { requiresPython: requires, python: python.version })];
    }),
  ];
}

interface About {
  readonly version: string;
  readonly requires: string;
}

function excluded(declared: DeclaredPython, { version, requires }: About): readonly Finding[] {
  const { python, by } = declared;
  if ("version" in python) {
    if (admitsPython(requires, python.version)) return [];
    const message = `vLLM ${version} needs Python ${requires}; ${by} says ${python.version}.`;
    return [finding("error", message, declared, { requiresPython: requires, python: python.version })];
  }
  const { specifier } = python;
  const admitted = MINORS.filter((minor) => admitsPython(specifier, minor));
  const [lowest] = MINORS.filter((minor) => admitsPython(requires, minor));
  if (admitted.length === 0 || lowest === undefined) return [];
  const data = { requiresPython: requires, python: specifier };
  if (!admitted.some((minor) => admitsPython(requires, minor))) {
    const message = `vLLM ${version} needs Python ${requires}; ${by} (${specifier}) admits none of these.`;
    return [finding("error", message, declared, data)];
  }
  // Newer Pythons than the release knows are open in nearly every range, and no one runs them yet.
  const below = admitted.filter((minor) => !admitsPython(requires, minor) && satisfies(minor, `<${lowest}`) === true);
  if (below.length === 0) return [];
  const which = below.length === 1 ? below[0] : `${below[0]} to ${below.at(-1)}`;
  const message = `vLLM ${version} needs Python ${requires}; ${by} (${specifier}) still admits ${which}. Write >=${lowest} for its lower bound: uv and Poetry resolve for the whole range.`;
  // The same range may lose another Python with the next release: that is new.
  return [finding("warning", message, declared, data, ` ${lowest}`)];
}

function finding(
  severity: Finding["severity"],
  message: string,
  place: Parameters<typeof placeOf>[0],
  data: NonNullable<Finding["data"]>,
  also = "",
): Finding {
  const subject = `${place.file} ${place.raw}${also}`;
  return { rule: "python-declared", severity, message, ...placeOf(place), data: { subject, ...data } };
}
