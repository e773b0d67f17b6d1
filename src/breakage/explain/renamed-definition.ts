import type { Question } from "./explainer.ts";
import type { Definition } from "./module-outline.ts";
import { movedName } from "./moved-name.ts";
import { shareWord } from "./nearest-name.ts";
import { noticesOf } from "./notices.ts";
import type { Located, ReleaseModule } from "./release-modules.ts";
import { replacementsFor } from "./replacement.ts";
import { similarity, substance } from "./similarity.ts";

/** What took the place of a class or function. */
export interface RenamedDefinition {
  readonly name: string;
  readonly module: string;
  /** How that is known, as a sentence around the new name. */
  reason(shown: string): string;
  readonly evidence: string;
}

/** By the notice of the last release that had it, else by the one new definition of its module with nearly the same source. */
export async function renamedDefinition(question: Question, old: Located): Promise<RenamedDefinition | undefined> {
  return (await byNotice(question, old)) ?? (await byBody(question, old));
}

async function byNotice({ last, target, parse }: Question, old: Located): Promise<RenamedDefinition | undefined> {
  const { module, definition } = old;
  for (const replacement of replacementsFor(definition.name, noticesOf(parse, module.text))) {
    const parts = replacement.name.split(".");
    const name = parts.at(-1) ?? "";
    const dotted = parts.length === 1 ? module.name : parts.slice(0, -1).join(".");
    const found = await target.definition(dotted, name);
    if (found === undefined || found.definition.kind !== definition.kind) continue;
    const said = replacement.renamed ? "it was renamed to" : "use";
    return {
      name,
      module: dotted,
      reason: (shown) => `vLLM ${last.version} announced: ${said} ${shown}${replacement.renamed ? "" : " instead"}`,
      evidence: `${module.file}:${replacement.line} in ${last.version}`,
    };
  }
  return undefined;
}

async function byBody(question: Question, old: Located): Promise<RenamedDefinition | undefined> {
  const { target, current } = question;
  const { definition } = old;
  // A short body is like many others.
  if (definition.kind === "assignment" || substance(definition.text) < 20) return undefined;
  const alike: { readonly module: ReleaseModule; readonly found: Definition }[] = [];
  for (const dotted of new Set([old.module.name, ...(await placesOfNeighbours(question, old))])) {
    const module = await target.module(dotted);
    const before = dotted === old.module.name ? old.module : await current.module(dotted);
    for (const found of module === undefined ? [] : newThere(module, before)) {
      if (module !== undefined && isRename(definition, found)) alike.push({ module, found });
    }
  }
  const [only, another] = alike;
  if (only === undefined || another !== undefined) return undefined;
  return {
    name: only.found.name,
    module: only.module.name,
    reason: (shown) => `It was renamed: ${shown} has nearly the same source`,
    evidence: `${only.module.file}:${only.found.line} in ${target.version}`,
  };
}

function isRename(old: Definition, found: Definition): boolean {
  if (found.kind !== old.kind || found.conditional || !shareWord(old.name, found.name)) return false;
  return similarity(old.text, found.text, [old.name, found.name]) >= 0.8;
}

/** What moves and is renamed in one step went where the definitions beside it went. */
async function placesOfNeighbours({ target, last }: Question, old: Located): Promise<string[]> {
  const { module, definition } = old;
  const siblings = module.definitions
    .filter(({ kind, name }) => kind !== "assignment" && name !== definition.name)
    .sort((a, b) => Math.abs(a.line - definition.line) - Math.abs(b.line - definition.line));
  const places: string[] = [];
  for (const sibling of siblings.slice(0, 4)) {
    if ((await target.definition(module.name, sibling.name)) !== undefined) continue;
    const move = await movedName({ module, definition: sibling }, module.name, last, target);
    if (move !== undefined) places.push(move.at.module.name);
  }
  return places;
}

/** What the module had before the change took no one's place. */
function newThere(module: ReleaseModule, before: ReleaseModule | undefined): Definition[] {
  const had = new Set(before?.definitions.map(({ name }) => name));
  return module.definitions.filter(({ name }) => !had.has(name));
}
