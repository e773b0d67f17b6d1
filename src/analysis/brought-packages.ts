import { CannotTell } from "../checks/cannot-tell.ts";
import type { LockedPackage } from "../environment/pylock.ts";
import { parseRequirement } from "../python/requirement.ts";
import type { WheelFile } from "../source/archive.ts";
import { type MetadataContext, publishedRequirements } from "./published-requirements.ts";

export interface BroughtQuestion {
  /** Packages that the repository itself asks for (PEP 503). */
  readonly roots: readonly string[];
  /** The target's resolution. */
  readonly packages: readonly LockedPackage[];
  /** What vLLM itself asks for: its own dependencies do not depend on it. */
  readonly ofVllm: ReadonlySet<string>;
}

/** A package of the resolution that the repository asks for, or that such a package asks for. */
export interface BroughtPackage {
  /** PEP 503 normalized. */
  readonly name: string;
  readonly version: string;
  /** What the repository asks for that brings it; its own name where that is asked for. */
  readonly root: string;
  readonly wheel: WheelFile;
  /** `Requires-Dist` values. */
  readonly requires: readonly string[];
}

/** Packages whose metadata is read; each is one small request. */
const MOST = 200;
const AT_ONCE = 8;

/**
 * What the repository brings beside vLLM, with what each package asks for. What cannot be read (a local file, a source distribution, an
 * index that does not answer) is left out.
 */
export async function broughtPackages(question: BroughtQuestion, context: MetadataContext): Promise<BroughtPackage[]> {
  const { packages, ofVllm } = question;
  const byName = new Map(packages.map((one) => [one.name, one]));
  const roots = new Map(question.roots.filter((name) => name !== "vllm").map((name) => [name, name]));
  const found: BroughtPackage[] = [];
  const waiting = [...roots.keys()];
  const look = async (name: string, root: string) => {
    const locked = byName.get(name);
    const wheel = locked?.wheel;
    const requires = wheel && (await orNothing(() => publishedRequirements(wheel, context)));
    if (locked === undefined || wheel === undefined || requires === undefined) return;
    for (const line of requires) {
      const brought = parseRequirement(line)?.name;
      if (brought === undefined || roots.has(brought) || !byName.has(brought)) continue;
      if (brought === "vllm" || ofVllm.has(brought) || roots.size >= MOST) continue;
      roots.set(brought, root);
      waiting.push(brought);
    }
    found.push({ name, version: locked.version, root, wheel, requires });
  };
  // The list grows while it is worked through: what a package brings comes after it.
  while (waiting.length > 0) {
    await Promise.all(waiting.splice(0, AT_ONCE).map((name) => look(name, roots.get(name) ?? name)));
  }
  return found.sort((a, b) => (a.name < b.name ? -1 : 1));
}

export async function orNothing<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof CannotTell) return undefined;
    throw error;
  }
}
