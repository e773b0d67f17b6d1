import type { Explanation, Question, SubjectOf } from "./explainer.ts";
import { removedIn, since } from "./explainer.ts";
import { movedModule } from "./moved-module.ts";
import { type MovedName, movedName } from "./moved-name.ts";
import { nearestName } from "./nearest-name.ts";
import type { Located, ReleaseModule, ReleaseModules } from "./release-modules.ts";
import { renamedDefinition } from "./renamed-definition.ts";
import { type ImportStatement, importAt } from "./repository-code.ts";
import { importFrom } from "./suggestion.ts";

/** A module is gone: where are the names that the line imports, or else the module? */
export async function explainModule(question: Question<SubjectOf<"module">>): Promise<Explanation> {
  const { subject, current, last, target } = question;
  const head = `${subject.module} is gone (${since(question, "removed", "not in")})`;
  const statement = statementAt(question);
  const names = statement?.module === subject.module ? statement.names : [];
  if (statement !== undefined && names.length > 0) return explainNames(question, head, statement, names);
  const gone = (await last.module(subject.module)) ?? (await current.module(subject.module));
  const moved = gone === undefined ? undefined : await movedModule(gone, last, target);
  if (moved === undefined) return { message: `${head}.`, data: removedIn(question) };
  return {
    message: `${head}; most of what it defined is in ${moved.name}.`,
    data: { ...removedIn(question), movedTo: moved.name, evidence: `${moved.file} in ${target.version}` },
  };
}

async function explainNames(
  question: Question<SubjectOf<"module">>,
  head: string,
  statement: ImportStatement,
  names: readonly string[],
): Promise<Explanation> {
  const { subject, target } = question;
  const moves = new Map<string, MovedName | undefined>();
  for (const name of names) moves.set(name, await moveOf(question, subject.module, name));
  const places = new Set([...moves.values()].map((move) => move?.module));
  const [place] = places;
  const [first] = moves.values();
  if (places.size === 1 && place === undefined) {
    const renamed = names.length === 1 ? `; nothing by the name \`${names[0]}\` took its place` : "";
    return { message: `${head}${renamed}.`, data: removedIn(question) };
  }
  const sentences = [...places].map((module) => {
    const there = [...moves].filter(([, move]) => move?.module === module).map(([name]) => `\`${name}\``);
    const are = there.length === 1 ? "is" : "are";
    return `${there.join(", ")} ${are} ${module === undefined ? "not found elsewhere" : `in ${module}`}`;
  });
  const known = [...places].filter((module) => module !== undefined);
  const suggestion =
    places.size === 1 && place !== undefined && question.text !== undefined
      ? importFrom(statement, place, question.text)
      : undefined;
  return {
    message: `${head}; ${sentences.join(", ")}.`,
    data: {
      ...removedIn(question),
      movedTo: known.join(", "),
      ...(first === undefined ? {} : { evidence: evidence(first.at, target) }),
    },
    ...(suggestion === undefined ? {} : { suggestion }),
  };
}

/** A module has lost a name. */
export async function explainName(question: Question<SubjectOf<"name">>): Promise<Explanation> {
  const { subject, current, last, target } = question;
  const asModule = `${subject.module}.${subject.name}`;
  if (current.moduleNames.includes(asModule) && !(await current.definition(subject.module, subject.name))) {
    return explainModule({ ...question, subject: { kind: "module", module: asModule } });
  }
  const head = `\`${subject.name}\` is gone from ${subject.module} (${since(question, "removed", "not in")})`;
  const base = removedIn(question);
  const old = (await last.definition(subject.module, subject.name)) ?? (await oldDefinition(question));
  const move = await moveOf(question, subject.module, subject.name);
  if (move !== undefined) {
    const suggestion = await moveSuggestion(question, move.module);
    return {
      message: `${head}; it is in ${move.module}.`,
      data: { ...base, movedTo: move.module, evidence: evidence(move.at, target) },
      ...(suggestion === undefined ? {} : { suggestion }),
    };
  }
  const renamed = old === undefined ? undefined : await renamedDefinition(question, old);
  if (renamed !== undefined) {
    const where = renamed.module === subject.module ? "" : ` of ${renamed.module}`;
    return {
      message: `${head}. ${renamed.reason(`\`${renamed.name}\`${where}`)}.`,
      data: { ...base, renamedTo: renamed.name, evidence: renamed.evidence },
    };
  }
  const nearest = nearestName(subject.name, exportsOf(await target.module(subject.module), old));
  if (nearest === undefined) return { message: `${head}.`, data: base };
  return { message: `${head}; nearest there: \`${nearest}\`.`, data: { ...base, nearest } };
}

async function oldDefinition({ current, subject }: Question<SubjectOf<"name">>): Promise<Located | undefined> {
  return current.definition(subject.module, subject.name);
}

async function moveOf(question: Question, module: string, name: string): Promise<MovedName | undefined> {
  for (const release of [question.last, question.current]) {
    const old = await release.definition(module, name);
    const move = old === undefined ? undefined : await movedName(old, module, release, question.target);
    if (move !== undefined) return move;
  }
  return undefined;
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
    if (stays || (await moveOf(question, subject.module, name))?.module !== module) return undefined;
  }
  return importFrom(statement, module, text);
}

function statementAt({ text, parse, broken }: Question): ImportStatement | undefined {
  if (text === undefined) return undefined;
  const tree = parse(text);
  try {
    return importAt(tree, broken);
  } finally {
    tree.delete();
  }
}

/** Names of the same kind: a class is not near a constant. */
function exportsOf(module: ReleaseModule | undefined, old: Located | undefined): string[] {
  if (module === undefined) return [];
  const own = module.definitions
    .filter(({ kind, name }) => !name.startsWith("_") && (old === undefined || kind === old.definition.kind))
    .map(({ name }) => name);
  return [...own, ...(module.exported ?? []), ...module.lazy.keys()];
}

function evidence({ module, definition }: Located, release: ReleaseModules): string {
  return `${module.file}:${definition.line} in ${release.version}`;
}
