import { definitionsNamed, importersOf } from "./definition-search.ts";
import type { Located, ReleaseModules } from "./release-modules.ts";
import { similarity, substance } from "./similarity.ts";

/** Where a name is to be imported from now. */
export interface MovedName {
  /** The module to import from: a public re-export where the release itself imports it from there. */
  readonly module: string;
  /** The definition, for evidence. */
  readonly at: Located;
  /** How much of the old definition's source it still has, 0 to 1. Under 0.45 it shares hardly more than the name. */
  readonly alike: number;
}

/**
 * Where a name of `module` is in `target`: the definition its old module imported it from, else the only definition of the same name
 * and kind that is new there or has the old one's body. `undefined` where that is not beyond doubt: a wrong place is worse than none.
 */
export async function movedName(
  old: Located,
  askedModule: string,
  current: ReleaseModules,
  target: ReleaseModules,
): Promise<MovedName | undefined> {
  const { name, kind } = old.definition;
  const inPlace = await target.definition(old.module.name, name);
  const at =
    old.module.name !== askedModule && inPlace?.definition.kind === kind
      ? inPlace
      : await onlyLike(old, await definitionsNamed(target, name, kind), current);
  if (at === undefined || at.definition.conditional) return undefined;
  const module = await publicPath(at, target);
  const alike = similarity(old.definition.text, at.definition.text, [name]);
  return module === askedModule ? undefined : { module, at, alike };
}

async function onlyLike(old: Located, places: Located[], current: ReleaseModules): Promise<Located | undefined> {
  const { name, kind } = old.definition;
  const others = places.filter(({ module }) => module.name !== old.module.name);
  const ranked = [];
  for (const place of others) {
    const before = await current.module(place.module.name);
    const existed =
      before?.definitions.some((candidate) => candidate.name === name && candidate.kind === kind) ?? false;
    ranked.push({ place, existed, alike: similarity(old.definition.text, place.definition.text, [name]) });
  }
  ranked.sort((a, b) => b.alike - a.alike);
  const [best, next] = ranked;
  if (best === undefined) return undefined;
  if (next !== undefined) return best.alike >= 0.9 && next.alike <= 0.5 ? best.place : undefined;
  // A name that stood in several places, or did so there, may be of another of them.
  const telling = isTelling(name) && !best.existed && (await definitionsNamed(current, name, kind)).length === 1;
  const floor = substance(old.definition.text) < 8 ? 0.9 : telling ? 0.3 : 0.85;
  return best.alike >= floor ? best.place : undefined;
}

/** Of two words or more: `utils`, `forward`, `Config`, `T` name unlike things in many places. */
function isTelling(name: string): boolean {
  const words = name.replace(/([a-z0-9])([A-Z])/g, "$1_$2").split("_");
  return words.filter((word) => word.length > 1).length >= 2;
}

/** The packages above the definition that hand the name on are for importing from, where the release itself does so. */
async function publicPath(at: Located, target: ReleaseModules): Promise<string> {
  const { name } = at.definition;
  let best = { module: at.module.name, importers: await importersOf(target, at.module.name, name) };
  const parts = at.module.name.split(".");
  for (let length = parts.length - 1; length >= 1; length -= 1) {
    const dotted = parts.slice(0, length).join(".");
    const holder = await target.module(dotted);
    if (!holder?.exported?.includes(name)) continue;
    const reached = await target.definition(dotted, name);
    if (reached?.module.name !== at.module.name || reached.definition.line !== at.definition.line) continue;
    const importers = await importersOf(target, dotted, name);
    if (importers > best.importers) best = { module: dotted, importers };
  }
  return best.module;
}
