import { resolve } from "node:path";
import type { Lane, NamedRequirements, WrittenRequirements } from "./environment/resolutions.ts";
import type { Requirements } from "./environment/resolver-input.ts";
import { changedPins, pinAdmits } from "./pins/changed.ts";
import { isKind } from "./pins/format-kind.ts";
import type { PlacedRequirement } from "./pins/manifest.ts";
import { isBesideThePoint } from "./pins/path-meaning.ts";
import type { Pin } from "./pins/pin.ts";
import { pinnedVersion } from "./pins/reference.ts";
import { type RequirementSet, requirementSet } from "./pins/requirement-set.ts";
import { moveWheelIndex } from "./pins/rewrite-url.ts";
import { VLLM } from "./pins/vllm.ts";
import type { Plan, PlannedSide } from "./plan.ts";
import type { Role } from "./report/report.ts";

/** A repository with many deployments is judged by its first ones: each further set costs a resolution on both sides. */
const MOST_SETS = 8;

const NOTHING_ELSE: Requirements = {
  requirements: [],
  constraints: [],
  overrides: [],
  vllm: { extras: [] },
  options: { extraIndexes: [], findLinks: [] },
  preferences: new Map(),
};

/**
 * What has to be resolved on each side: the requirement set around the deciding pin first, then the repository's others that go
 * along. A deployment that stays at a version of its own says nothing of this step.
 */
export function requirementLanes(
  plan: Extract<Plan, { kind: "compare" }>,
  versions: Readonly<Record<Role, string>>,
  root: string,
): Readonly<Record<Role, Lane>> {
  const lane = (role: Role): Lane => ({
    role,
    version: versions[role],
    ...setsOf(plan[role], goesAlong(plan, versions, role), versions[role], root),
  });
  return { current: lane("current"), target: lane("target") };
}

/** An imagined move takes the pins that stand where the deciding one stands; a real one those it moved, and those that admit both. */
function goesAlong(
  plan: Extract<Plan, { kind: "compare" }>,
  versions: Readonly<Record<Role, string>>,
  role: Role,
): (pin: Pin) => boolean {
  const { current, target, moved } = plan;
  if (!moved) {
    const from = (current.pin && pinnedVersion(current.pin.reference)) ?? versions.current;
    return (pin) => pinAdmits(pin, from);
  }
  const { changed } = changedPins(current.reading.pins, target.reading.pins);
  const moving = new Set(changed.flatMap(({ before, after }) => [before, after]));
  return (pin) =>
    moving.has(pin)
      ? pinAdmits(pin, versions[role])
      : pinAdmits(pin, versions.current) && pinAdmits(pin, versions.target);
}

function setsOf(
  { pin, reading }: PlannedSide,
  along: (pin: Pin) => boolean,
  version: string,
  root: string,
): Pick<Lane, "sets" | "leftOut"> {
  const others = reading.pins
    .filter((other) => other !== pin && other.role === "requirement" && !isPassing(other) && along(other))
    .sort((a, b) => Number(isBesideThePoint(a.file)) - Number(isBesideThePoint(b.file)));
  const all = new Map<string, NamedRequirements>();
  for (const each of pin === undefined ? [] : [pin, ...others]) {
    const set = requirementSet(each, reading.manifests);
    const key = `${set.file}\0${groupOf(set.pin)}`;
    if (!all.has(key)) {
      all.set(key, { file: set.file, pin: each, requirements: moved(set, version, root), declared: set.declared });
    }
  }
  const [first, ...rest] = [...all.values()].slice(0, MOST_SETS);
  return {
    sets: first === undefined ? [{ file: "vllm", requirements: NOTHING_ELSE }] : [first, ...rest],
    leftOut: [...all.values()].slice(MOST_SETS).map(({ file }) => file),
  };
}

/** An example or a script that takes whatever is newest makes no step of its own. */
function isPassing({ file, format, reference }: Pin): boolean {
  return reference.kind === "unpinned" && (isBesideThePoint(file) || isKind(format, "script", "document"));
}

/** The requirement set around one pin as it is written, vLLM's own lines included. */
export function writtenRequirements(
  { pin, reading }: PlannedSide & { readonly pin: Pin },
  root: string,
): WrittenRequirements {
  const set = requirementSet(pin, reading.manifests);
  const own = (role: PlacedRequirement["role"]) =>
    set.declared.filter((one) => one.name === VLLM && one.role === role).map(({ text }) => text);
  const requirements = moved(set, undefined, root);
  const asked = own("requirement");
  return {
    file: set.file,
    requirements,
    vllm: {
      requirements: asked.length === 0 ? [VLLM] : asked,
      constraints: own("constraint"),
      overrides: own("override"),
    },
  };
}

function groupOf(pin: Pin): string {
  return pin.groupKind === "extra" || pin.groupKind === "group" ? `${pin.groupKind}:${pin.group}` : "";
}

/**
 * Local paths are written relative to the repository; the resolver runs elsewhere. An index made for one vLLM release has the
 * release in its address, and moves with it.
 *
 * @param version absent where nothing moves
 */
function moved(set: RequirementSet, version: string | undefined, root: string): Requirements {
  const place = (text: string) =>
    text.replace(
      /^(-e |[^;]*? @ )?(\.\/[^\s[]*)/,
      (_, before: string | undefined, path: string) => `${before ?? ""}${resolve(root, path)}`,
    );
  const links = (text: string) => (/^\.\.?\//.test(text) ? resolve(root, text) : text);
  const { defaultIndex, extraIndexes, findLinks, boundIndexes = [] } = set.options;
  const index = (url: string) => (version === undefined ? url : moveWheelIndex(url, version));
  return {
    ...set,
    requirements: set.requirements.map(place),
    constraints: set.constraints.map(place),
    overrides: set.overrides.map(place),
    options: {
      ...(defaultIndex === undefined ? {} : { defaultIndex: index(defaultIndex) }),
      extraIndexes: extraIndexes.map(index),
      findLinks: findLinks.map((link) => index(links(link))),
      boundIndexes: boundIndexes.map((bound) => ({ ...bound, url: index(bound.url) })),
    },
  };
}
