import { ancestry, callableOf } from "./callable.ts";
import type { Explanation, Question, SubjectOf } from "./explainer.ts";
import { removedIn, since } from "./explainer.ts";
import { findClass } from "./find-callable.ts";
import { nearestName } from "./nearest-name.ts";
import { noticesOf } from "./notices.ts";
import { isOpposite } from "./opposite.ts";
import { plainType, withOwnClass } from "./own-class.ts";
import type { Located, ReleaseModules } from "./release-modules.ts";
import { replacementsFor } from "./replacement.ts";
import { basesOf } from "./repository-code.ts";
import { showSignature } from "./signature.ts";

/** A class or its objects have lost an attribute. */
export async function explainAttribute(question: Question<SubjectOf<"attribute">>): Promise<Explanation> {
  const { subject, broken, last, target, parse, text } = question;
  const owner = withOwnClass(plainType(subject.owner), broken.line, text, parse);
  const head = `${owner} has no \`${subject.name}\` (${since(question, "removed", "not in")})`;
  const base = { ...removedIn(question), ...(owner === subject.owner ? {} : { owner }) };
  const [before, now] = await Promise.all([last, target].map((release) => ownerIn(question, release)));
  const members = now === undefined ? [] : await membersOf(question, target, now);
  const notices = before === undefined || !/^\w+$/.test(subject.name) ? [] : noticesOf(parse, before.module.text);
  for (const { name, line } of replacementsFor(subject.name, notices)) {
    if (!members.includes(name.split(".")[0] ?? "")) continue;
    const opposite = isOpposite(subject.name, name) ? ", which means the opposite" : "";
    const evidence = `${before?.module.file}:${line} in ${last.version}`;
    return {
      message: `${head}. vLLM ${last.version} announced: use \`${name}\` instead${opposite}.`,
      data: { ...base, replacedBy: name, evidence },
    };
  }
  const had = new Set(before === undefined ? [] : await membersOf(question, last, before));
  const nearest = nearestName(
    subject.name,
    members.filter((name) => !had.has(name)),
  );
  if (nearest === undefined) return { message: `${head}.`, data: base };
  return { message: `${head}; nearest there: \`${nearest}\`.`, data: { ...base, nearest } };
}

/** A method that the repository overrides has another signature. */
export async function explainOverride(question: Question<SubjectOf<"override">>): Promise<Explanation> {
  const { subject, last, target, parse } = question;
  const [before, now] = await Promise.all(
    [last, target].map(async (release) => {
      const owner = await findClass(subject.owner, release);
      return owner === undefined ? undefined : callableOf(release, parse, owner, subject.name);
    }),
  );
  const label = `${subject.owner}.${subject.name}`;
  const changed = `${label} has another signature (${since(question, "changed", "in")})`;
  if (now === undefined) return { message: `${changed}.`, data: removedIn(question) };
  const is = showSignature(subject.name, now.parameters);
  const was = before === undefined ? "" : showSignature(subject.name, before.parameters);
  return {
    message: `${changed}: \`${is}\`${was === "" || was === is ? "" : `, was \`${was}\``}.`,
    data: { ...removedIn(question), signature: is, evidence: `${now.place} in ${target.version}` },
  };
}

/** The class that lost an attribute: vLLM's, or the base of the repository's own. */
async function ownerIn(
  { subject, text, parse }: Question<SubjectOf<"attribute">>,
  release: ReleaseModules,
): Promise<Located | undefined> {
  const found = await findClass(subject.owner, release);
  if (found !== undefined || text === undefined) return found;
  const tree = parse(text);
  try {
    for (const { root, rest } of basesOf(tree, /\w+(?=\]?$)/.exec(subject.owner)?.[0] ?? "")) {
      const at =
        rest.length > 0 || root.name === undefined ? undefined : await release.definition(root.module, root.name);
      if (at !== undefined) return at;
    }
    return undefined;
  } finally {
    tree.delete();
  }
}

async function membersOf({ parse }: Question, release: ReleaseModules, at: Located): Promise<string[]> {
  const classes = await ancestry(release, parse, at);
  const names = classes.flatMap(({ outline: { methods, fields, assigned } }) => [
    ...methods.map(({ name }) => name),
    ...fields.map(({ name }) => name),
    ...assigned,
  ]);
  return [...new Set(names)].filter((name) => !name.startsWith("_"));
}
