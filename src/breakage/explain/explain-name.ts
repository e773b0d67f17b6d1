import { explainModule } from "./explain-module.ts";
import type { Explanation, Question, SubjectOf } from "./explainer.ts";
import { removedIn, since } from "./explainer.ts";
import { evidence, isCertain, isSame, moveOf, statementAt } from "./name-move.ts";
import { nearestName } from "./nearest-name.ts";
import type { Located, ReleaseModule } from "./release-modules.ts";
import { renamedDefinition } from "./renamed-definition.ts";
import { importFrom } from "./suggestion.ts";

/** A module has lost a name. */
export async function explainName(question: Question<SubjectOf<"name">>): Promise<Explanation> {
  const { subject, current, last, target } = question;
  const asModule = `${subject.module}.${subject.name}`;
  if (current.moduleNames.includes(asModule) && !(await current.definition(subject.module, subject.name))) {
    return explainModule({ ...question, subject: { kind: "module", module: asModule } });
  }
  const head = `\`${subject.name}\` is gone from ${subject.module} (${since(question, "removed", "not in")})`;
  const base = removedIn(question);
  const old =
    (await last.definition(subject.module, subject.name)) ?? (await current.definition(subject.module, subject.name));
  const move = await moveOf(question, subject.module, subject.name);
  if (move !== undefined) {
    const suggestion = isCertain(move) ? await moveSuggestion(question, move.module) : undefined;
    const place = isSame(move) ? { movedTo: move.module } : { nearest: `${move.module}.${subject.name}` };
    return {
      message: isSame(move)
        ? `${head}; it is in ${move.module}.`
        : `${head}; ${move.module} has one with other source.`,
      data: { ...base, ...place, evidence: evidence(move.at, target) },
      ...(suggestion === undefined ? {} : { suggestion }),
    };
  }
  const renamed = old === undefined ? undefined : await renamedDefinition(question, old);
  if (renamed !== undefined) {
    const where = renamed.module === subject.module ? "" : ` of ${renamed.module}`;
    return {
      message: `${head}. ${renamed.reason(`\`${renamed.name}\`${where}`)}.`,
      data: {
        ...base,
        ...movedTo(renamed.module, subject.module),
        renamedTo: renamed.name,
        evidence: renamed.evidence,
      },
    };
  }
  const nearest = nearestName(subject.name, await newExports(question, old));
  if (nearest === undefined) return { message: `${head}.`, data: base };
  return { message: `${head}; nearest there: \`${nearest}\`.`, data: { ...base, nearest } };
}

/** Only where every name on the line goes to the same module: the others must not stop working. */
async function moveSuggestion(question: Question<SubjectOf<"name">>, module: string): Promise<string | undefined> {
  const statement = statementAt(question);
  const { subject, text, target } = question;
  if (statement === undefined || text === undefined || statement.module !== subject.module) return undefined;
  if (!statement.names.includes(subject.name)) return undefined;
  for (const name of statement.names) {
    if (name === subject.name) continue;
    const stays = (await target.definition(subject.module, name)) !== undefined;
    const move = stays ? undefined : await moveOf(question, subject.module, name);
    if (move?.module !== module || !isCertain(move)) return undefined;
  }
  return importFrom(statement, module, text);
}

function movedTo(module: string, before: string): Record<string, string> {
  return module === before ? {} : { movedTo: module };
}

/** What the module has that it had not, of the same kind: what stood beside the old name already did not take its place. */
async function newExports(
  { subject, current, target }: Question<SubjectOf<"name">>,
  old: Located | undefined,
): Promise<string[]> {
  const [before, now] = [await current.module(subject.module), await target.module(subject.module)];
  const had = new Set(before === undefined ? [] : exportsOf(before));
  const found: string[] = [];
  for (const name of now === undefined ? [] : exportsOf(now)) {
    if (had.has(name) || name.startsWith("_")) continue;
    const located = old === undefined ? undefined : await target.definition(subject.module, name);
    if (old === undefined || located?.definition.kind === old.definition.kind) found.push(name);
  }
  return found;
}

function exportsOf({ definitions, exported, lazy }: ReleaseModule): string[] {
  return [...definitions.map(({ name }) => name), ...(exported ?? []), ...lazy.keys()];
}
