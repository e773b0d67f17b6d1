import type { Explanation, Question, SubjectOf } from "./explainer.ts";
import { removedIn, since } from "./explainer.ts";
import { movedModule } from "./moved-module.ts";
import type { MovedName } from "./moved-name.ts";
import { evidence, isCertain, isSame, moveOf, statementAt } from "./name-move.ts";
import type { ImportStatement } from "./repository-code.ts";
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
    message: `${head}; most of what it held is in ${moved.name}.`,
    data: { ...removedIn(question), movedTo: moved.name, evidence: `${moved.file} in ${target.version}` },
  };
}

async function explainNames(
  question: Question<SubjectOf<"module">>,
  head: string,
  statement: ImportStatement,
  names: readonly string[],
): Promise<Explanation> {
  const { subject, target, text } = question;
  const moves = await Promise.all(
    names.map(async (name) => ({ name, move: await moveOf(question, subject.module, name) })),
  );
  const [first] = moves.flatMap(({ move }) => move ?? []);
  if (first === undefined) return { message: `${head}.`, data: removedIn(question) };
  const places = new Set(moves.map(({ move }) => whereabouts(move)));
  const said = [...places].map((where) => {
    const there = moves.filter(({ move }) => whereabouts(move) === where);
    const shown = there.map(({ name }) => `\`${name}\``).join(", ");
    return `${shown} ${there.length === 1 ? "is" : "are"} ${where}`;
  });
  const sure = new Set(moves.flatMap(({ move }) => (move !== undefined && isSame(move) ? [move.module] : [])));
  const certain = sure.size === 1 && moves.every(({ move }) => isCertain(move));
  const suggestion = certain && text !== undefined ? importFrom(statement, first.module, text) : undefined;
  return {
    message: `${head}; ${said.join(", ")}.`,
    data: {
      ...removedIn(question),
      ...(sure.size === 0 ? {} : { movedTo: [...sure].join(", ") }),
      evidence: evidence(first.at, target),
    },
    ...(suggestion === undefined ? {} : { suggestion }),
  };
}

function whereabouts(move: MovedName | undefined): string {
  if (move === undefined) return "not found elsewhere";
  return isSame(move) ? `in ${move.module}` : `in ${move.module} with other source`;
}
