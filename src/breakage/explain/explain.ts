import { compare } from "../../python/version.ts";
import type { Break } from "../break.ts";
import { explainArity, explainKeyword, explainParameter } from "./explain-call.ts";
import { explainDeprecated } from "./explain-deprecated.ts";
import { explainAttribute, explainOverride } from "./explain-member.ts";
import { explainModule } from "./explain-module.ts";
import { explainName } from "./explain-name.ts";
import type { ExplainContext, Explanation, Question } from "./explainer.ts";
import { removedIn, since } from "./explainer.ts";
import { openRelease, type ReleaseModules } from "./release-modules.ts";
import { findRemoval, type Removal } from "./removal.ts";
import { lineOf } from "./suggestion.ts";

/**
 * Explains the breaks between two releases. What was read of a release, and when a thing was removed, is kept for the next break:
 * make one explainer for all.
 */
export function makeExplainer(context: ExplainContext): (broken: Break) => Promise<Explanation> {
  const { parse, between, target } = context;
  const current = openRelease(context.current, parse);
  const onTarget = openRelease(target, parse);
  const opened = new Map<string, Promise<ReleaseModules | undefined>>();
  const removals = new Map<string, Promise<Removal | undefined>>();

  /** The same thing gone was removed once, whichever line it is missed on. */
  function removalOf(broken: Break): Promise<Removal | undefined> {
    // On the way back nothing is removed: it is not there yet.
    if (compare(current.version, target.version) > 0) return Promise.resolve(undefined);
    const key = JSON.stringify([broken.subject, broken.text]);
    const releases = [context.current.version, ...between, target.version];
    const known = removals.get(key) ?? findRemoval(releases, (version) => context.breaksOn(broken, version));
    removals.set(key, known);
    return known;
  }

  async function open(version: string): Promise<ReleaseModules | undefined> {
    const source = await context.source(version);
    return source === undefined ? undefined : openRelease(source, parse);
  }

  function lastBefore(removal: Removal | undefined): Promise<ReleaseModules | undefined> {
    if (removal === undefined || removal.last === current.version) return Promise.resolve(current);
    const known = opened.get(removal.last) ?? open(removal.last);
    opened.set(removal.last, known);
    return known;
  }

  return async (broken) => {
    const removal = await removalOf(broken);
    const last = (await lastBefore(removal)) ?? current;
    const text = await context.text(broken.path);
    const question = { broken, subject: broken.subject, current, last, target: onTarget, removal, parse, text };
    return withLine(await explainSubject(question), broken, text);
  };
}

/** An edit says which line it rewrites: whoever applies it can see whether the line is still that one. */
function withLine(explanation: Explanation, { line }: Break, text: string | undefined): Explanation {
  const before = text === undefined ? undefined : lineOf(text, line);
  if (explanation.suggestion === undefined || before === undefined) return explanation;
  return { ...explanation, data: { ...explanation.data, before } };
}

async function explainSubject(question: Question): Promise<Explanation> {
  const { subject, broken } = question;
  switch (subject.kind) {
    case "module":
      return explainModule({ ...question, subject });
    case "name":
      return explainName({ ...question, subject });
    case "attribute":
      return explainAttribute({ ...question, subject });
    case "keyword":
      return explainKeyword({ ...question, subject });
    case "parameter":
      return explainParameter({ ...question, subject });
    case "arity":
      return explainArity({ ...question, subject });
    case "override":
      return explainOverride({ ...question, subject });
    case "abstract":
      return { message: `${sentence(broken.text)} (${since(question, "new", "in")}).`, data: removedIn(question) };
    case "deprecated":
      return explainDeprecated({ ...question, subject });
  }
}

function sentence(text: string): string {
  return text.trim().replace(/\.$/, "");
}
