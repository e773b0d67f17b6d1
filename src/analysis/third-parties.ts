import { CannotTell } from "../checks/cannot-tell.ts";
import type { ThirdParty } from "../dependencies/third-party.ts";
import { admitsVllm, vllmSupport } from "../dependencies/vllm-support.ts";
import type { LockedPackage } from "../environment/pylock.ts";
import type { MarkerEnvironment } from "../python/marker.ts";
import { parseRequirement } from "../python/requirement.ts";
import { compare, explain, isPrerelease } from "../python/version.ts";
import { readReleases } from "../release/index-client.ts";
import type { PlatformTags } from "../release/wheel-tags.ts";
import { pickWheel } from "../source/pick-wheel.ts";
import { type MetadataContext, publishedRequirements } from "./published-requirements.ts";

export interface ThirdPartyContext extends MetadataContext {
  readonly platform: PlatformTags;
  readonly pythonVersion: string;
  readonly environment: MarkerEnvironment;
}

export interface ThirdPartyQuestion {
  /** Packages that the repository itself asks for (PEP 503). */
  readonly roots: readonly string[];
  /** The target's resolution. */
  readonly packages: readonly LockedPackage[];
  /** What vLLM itself asks for: its own dependencies do not depend on it. */
  readonly ofVllm: ReadonlySet<string>;
  readonly versions: { readonly current: string; readonly target: string };
}

/** Packages whose metadata is read; each is one small request. */
const MOST = 200;
const AT_ONCE = 8;
/** Later releases of a package that are asked whether they admit the target, newest first. */
const LATER = 6;

/**
 * The packages that the repository brings and that say they do not work with the target. What cannot be read (a local file, a source
 * distribution, an index that does not answer) says nothing.
 */
export async function thirdParties(question: ThirdPartyQuestion, context: ThirdPartyContext): Promise<ThirdParty[]> {
  const { packages, ofVllm, versions } = question;
  const byName = new Map(packages.map((one) => [one.name, one]));
  const roots = new Map(question.roots.filter((name) => name !== "vllm").map((name) => [name, name]));
  const found: ThirdParty[] = [];
  const waiting = [...roots.keys()];
  const look = async (name: string, root: string) => {
    const locked = byName.get(name);
    const wheel = locked?.wheel;
    const requires = wheel && (await orNothing(() => publishedRequirements(wheel, context)));
    if (locked === undefined || requires === undefined) return;
    for (const line of requires) {
      const brought = parseRequirement(line)?.name;
      if (brought === undefined || roots.has(brought) || !byName.has(brought)) continue;
      if (brought === "vllm" || ofVllm.has(brought) || roots.size >= MOST) continue;
      roots.set(brought, root);
      waiting.push(brought);
    }
    const support = vllmSupport(requires, context.environment);
    if (support === undefined || admitsVllm(support, versions.target)) return;
    const newer = await newerRelease(locked, versions.target, context);
    const already = !admitsVllm(support, versions.current);
    found.push({ name, version: locked.version, root, support, already, ...(newer === undefined ? {} : { newer }) });
  };
  // The list grows while it is worked through: what a package brings comes after it.
  while (waiting.length > 0) {
    await Promise.all(waiting.splice(0, AT_ONCE).map((name) => look(name, roots.get(name) ?? name)));
  }
  return found.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The newest release that says it works with the target. */
async function newerRelease(
  { name, version }: LockedPackage,
  target: string,
  context: ThirdPartyContext,
): Promise<string | undefined> {
  if (explain(version) === undefined) return undefined;
  const releases = await orNothing(() => readReleases(name, context.settings, context.fetch, context.policy));
  const later = [...(releases?.values() ?? [])]
    .filter((one) => one.yanked === false && isPrerelease(one.version) === false && compare(one.version, version) > 0)
    .sort((a, b) => compare(b.version, a.version));
  for (const one of later.slice(0, LATER)) {
    const file = pickWheel(one.files, context.platform, context.pythonVersion);
    const requires = file && (await orNothing(() => publishedRequirements(file, context)));
    const support = requires && vllmSupport(requires, context.environment);
    if (support !== undefined && admitsVllm(support, target)) return one.version;
  }
  return undefined;
}

async function orNothing<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof CannotTell) return undefined;
    throw error;
  }
}
