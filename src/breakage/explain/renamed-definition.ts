import type { Question } from "./explainer.ts";
import type { Definition } from "./module-outline.ts";
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

async function byBody({ target }: Question, old: Located): Promise<RenamedDefinition | undefined> {
  const { definition } = old;
  const module = await target.module(old.module.name);
  // A short body is like many others.
  if (module === undefined || definition.kind === "assignment" || substance(definition.text) < 20) return undefined;
  const alike = newThere(module, old).filter(
    (candidate) =>
      candidate.kind === definition.kind &&
      similarity(definition.text, candidate.text, [definition.name, candidate.name]) >= 0.8,
  );
  const [only, another] = alike;
  if (only === undefined || another !== undefined) return undefined;
  return {
    name: only.name,
    module: module.name,
    reason: (shown) => `It was renamed: ${shown} has nearly the same source`,
    evidence: `${module.file}:${only.line} in ${target.version}`,
  };
}

/** What the module had before the change took no one's place. */
function newThere(module: ReleaseModule, old: Located): Definition[] {
  const before = new Set(old.module.definitions.map(({ name }) => name));
  return module.definitions.filter(({ name }) => !before.has(name));
}
