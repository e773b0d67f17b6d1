import type { Finding } from "../checks/finding.ts";
import type { BrokenPackage, ThirdPartyCode } from "../dependencies/third-party.ts";
import type { FileTree } from "../platform/tree.ts";
import { parseRequirement } from "../python/requirement.ts";
import type { BroughtPackage } from "./brought-packages.ts";
import type { CodeAnalysis } from "./code-analysis.ts";
import { laterReleases } from "./later-releases.ts";
import { packagePython } from "./package-python.ts";
import { packageTree } from "./package-tree.ts";
import type { MetadataContext } from "./published-requirements.ts";

export interface ThirdPartyCodeContext extends MetadataContext {
  /** The differential code check on other Python than the repository's. @throws {CannotTell} */
  readonly analyse: (tree: FileTree) => Promise<CodeAnalysis>;
  readonly deadlineMs?: number;
}

/** Packages whose code is compared, and wheels that are looked into for whether they have such code. */
const MOST = 8;
const MOST_LOOKED_INTO = 24;
/** A wheel that does not say that it uses vLLM is looked into where that is one small request. Bytes. */
const SMALL = 500_000;
/** For reading all of them: what came by then is compared. Milliseconds. */
const DEADLINE = 30_000;

/** Of all whose code is compared. Characters. */
const LONGEST = 40_000_000;

/**
 * What the move breaks in the code of packages that the repository brings. It never throws: whatever goes wrong with other people's code
 * says nothing of the upgrade, and is named.
 */
export async function thirdPartyCode(
  brought: readonly BroughtPackage[],
  context: ThirdPartyCodeContext,
): Promise<ThirdPartyCode> {
  const wanted = candidates(brought);
  const { read, unread } = await readPackages(wanted, context);
  const { users, beyond } = bounded(wanted, read);
  if (users.length === 0) return { judged: [], broken: [], unread: [...unread, ...beyond] };
  const tree = packageTree(new Map(users.map(({ name }) => [name, read.get(name) ?? {}])));
  try {
    const { findings } = await context.analyse(tree);
    const errors = findings.filter(({ severity }) => severity === "error");
    const ofPackage = (name: string) => errors.filter(({ path = "" }) => tree.packageOf(path) === name);
    const found = await Promise.all(users.map((one) => broken(one, ofPackage(one.name), context)));
    return {
      judged: users.map(({ name }) => name),
      broken: found.filter((one) => one !== undefined),
      unread: [...unread, ...beyond],
    };
  } catch (error) {
    const failed = users.map(({ name }) => ({ name, why: reasonOf(error) }));
    return { judged: [], broken: [], unread: [...unread, ...failed, ...beyond] };
  }
}

/** First those whose name or metadata speaks of vLLM, then the small ones that the repository itself asks for: plugins mostly do not say it. */
function candidates(brought: readonly BroughtPackage[]): BroughtPackage[] {
  const says = brought.filter(isAboutVllm);
  const small = brought.filter(
    (one) => one.root === one.name && !isAboutVllm(one) && (one.wheel.size ?? Number.POSITIVE_INFINITY) <= SMALL,
  );
  return [...says, ...small].slice(0, MOST_LOOKED_INTO);
}

function isAboutVllm({ name, requires }: BroughtPackage): boolean {
  return name.split("-").includes("vllm") || requires.some((line) => parseRequirement(line)?.name === "vllm");
}

/** The first of those that import vLLM, as many as there is room for. */
function bounded(wanted: readonly BroughtPackage[], read: Reading["read"]) {
  const users: BroughtPackage[] = [];
  const beyond: Reading["unread"][number][] = [];
  let total = 0;
  for (const one of wanted) {
    const texts = Object.values(read.get(one.name) ?? {});
    if (texts.length === 0) continue;
    total += texts.reduce((sum, { length }) => sum + length, 0);
    if (users.length < MOST && total <= LONGEST) users.push(one);
    else beyond.push({ name: one.name, why: "others came first, and there is a limit to how much is compared" });
  }
  return { users, beyond };
}

interface Reading {
  readonly read: ReadonlyMap<string, Readonly<Record<string, string>>>;
  readonly unread: readonly { readonly name: string; readonly why: string }[];
}

async function readPackages(
  wanted: readonly BroughtPackage[],
  { deadlineMs = DEADLINE, ...context }: ThirdPartyCodeContext,
): Promise<Reading> {
  const read = new Map<string, Readonly<Record<string, string>>>();
  const failed = new Map<string, string>();
  const work = wanted.map(async (one) => {
    const { name, wheel } = one;
    try {
      read.set(name, await packagePython(wheel, context));
    } catch (error) {
      failed.set(name, reasonOf(error));
    }
  });
  await withinTime(Promise.all(work), deadlineMs);
  // A small one that was only looked into is not missed.
  const unread = wanted
    .filter((one) => isAboutVllm(one) && !read.has(one.name))
    .map(({ name }) => ({ name, why: failed.get(name) ?? "it did not come in time" }));
  return { read: new Map(read), unread };
}

/** Waits no longer than that. Each request ends by itself. */
async function withinTime(work: Promise<unknown>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const end = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work, end]).finally(() => clearTimeout(timer));
}

async function broken(
  one: BroughtPackage,
  errors: readonly Finding[],
  context: ThirdPartyCodeContext,
): Promise<BrokenPackage | undefined> {
  const [first, ...more] = errors.map(({ path = "", line = 0, message }) => ({ path, line, message }));
  if (first === undefined) return undefined;
  const [newest] = await laterReleases(one, context);
  const { name, version, root } = one;
  return { name, version, root, places: [first, ...more], ...(newest === undefined ? {} : { newest: newest.version }) };
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
