import type { ReleaseModule, ReleaseModules } from "./release-modules.ts";
import { similarity } from "./similarity.ts";

/**
 * The module of `target` that holds what a gone module held: at least half of its public definitions, and no other module that has
 * as many. `undefined` where no module, or more than one, does.
 */
export async function movedModule(
  gone: ReleaseModule,
  current: ReleaseModules,
  target: ReleaseModules,
): Promise<ReleaseModule | undefined> {
  const wanted = publicDefinitions(gone);
  const byDefinitions = wanted.length === 0 ? undefined : await holderOf(gone, wanted, current, target);
  return byDefinitions ?? (gone.isPackage ? movedPackage(gone.name, current, target) : undefined);
}

async function holderOf(
  gone: ReleaseModule,
  wanted: readonly Name[],
  current: ReleaseModules,
  target: ReleaseModules,
): Promise<ReleaseModule | undefined> {
  const ranked: { module: ReleaseModule; share: number; alike: number }[] = [];
  for (const [dotted, text] of await target.texts()) {
    // A cheap look first: parsing three thousand modules is not.
    const mentioned = wanted.filter(({ name }) => text.includes(` ${name}`)).length;
    if (mentioned * 2 < wanted.length || /(^|\.)(third_party|tests?)(\.|$)/.test(dotted)) continue;
    if ((await current.module(dotted)) !== undefined && dotted !== gone.name) {
      const before = publicDefinitions((await current.module(dotted)) ?? gone);
      // It had them all along: a sibling, not the place they went to.
      if (shareOf(wanted, before) >= 0.5) continue;
    }
    const module = await target.module(dotted);
    if (module === undefined) continue;
    const share = shareOf(wanted, publicDefinitions(module));
    if (share >= 0.5) ranked.push({ module, share, alike: similarity(gone.text, module.text) });
  }
  ranked.sort((a, b) => b.share - a.share || b.alike - a.alike);
  const [best, next] = ranked;
  if (best === undefined || (next !== undefined && next.share === best.share && next.alike > best.alike - 0.2)) {
    return undefined;
  }
  // One name in common is chance, unless the bodies are alike too.
  return wanted.length >= 3 || best.alike >= 0.6 ? best.module : undefined;
}

/** A package without definitions of its own is where its modules are: at least half of them, by name, and two at least. */
async function movedPackage(
  gone: string,
  current: ReleaseModules,
  target: ReleaseModules,
): Promise<ReleaseModule | undefined> {
  const wanted = new Set(childrenOf(gone, current));
  const shares = new Map<string, number>();
  for (const dotted of target.moduleNames) {
    const dot = dotted.lastIndexOf(".");
    const parent = dotted.slice(0, Math.max(0, dot));
    if (!wanted.has(dotted.slice(dot + 1)) || current.moduleNames.includes(dotted)) continue;
    shares.set(parent, (shares.get(parent) ?? 0) + 1);
  }
  const [best, next] = [...shares].sort(([, a], [, b]) => b - a);
  if (best === undefined || best[1] < 2 || best[1] * 2 < wanted.size || best[1] === next?.[1]) return undefined;
  return target.module(best[0]);
}

function childrenOf(dotted: string, release: ReleaseModules): string[] {
  const start = `${dotted}.`;
  return release.moduleNames
    .filter((name) => name.startsWith(start) && !name.slice(start.length).includes("."))
    .map((name) => name.slice(start.length));
}

type Name = { readonly name: string; readonly kind: string };

function publicDefinitions(module: ReleaseModule): Name[] {
  return module.definitions.filter(({ name, kind }) => kind !== "assignment" && !name.startsWith("_"));
}

function shareOf(wanted: readonly Name[], had: readonly Name[]): number {
  const keys = new Set(had.map(({ name, kind }) => `${kind} ${name}`));
  return wanted.filter(({ name, kind }) => keys.has(`${kind} ${name}`)).length / wanted.length;
}
