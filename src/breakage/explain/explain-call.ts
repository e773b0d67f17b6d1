import type { Callable } from "./callable.ts";
import { calleeName } from "./callee-name.ts";
import type { Explanation, Question, SubjectOf } from "./explainer.ts";
import { removedIn, since } from "./explainer.ts";
import { findCallable, writtenCallee } from "./find-callable.ts";
import { nearestName } from "./nearest-name.ts";
import { replacedKeyword } from "./replaced-keyword.ts";
import { type Parameter, showSignature } from "./signature.ts";
import { renameKeyword } from "./suggestion.ts";

/** A keyword that the target does not take. */
export async function explainKeyword(question: Question<SubjectOf<"keyword">>): Promise<Explanation> {
  const { subject, target, last, broken, text } = question;
  const now = await findCallable(question, subject.callee, target);
  const before = await findCallable(question, subject.callee, last);
  const label = now?.label ?? before?.label ?? calleeName(subject.callee) ?? writtenCallee(question);
  const head = `${label === undefined ? "The call" : label} takes no \`${subject.name}\` (${since(question, "removed", "not in")})`;
  const base = { ...removedIn(question), ...calleeData(label) };
  const replaced = before === undefined ? undefined : await replacedKeyword(question, before, now);
  if (replaced !== undefined) {
    const certain = replaced.plain && text !== undefined;
    const suggestion = certain ? renameKeyword(broken, subject.name, replaced.name, text) : undefined;
    const opposite = replaced.opposite ? ", which means the opposite" : "";
    const key = replaced.opposite || replaced.name.includes(".") ? "replacedBy" : "renamedTo";
    return {
      message: `${head}. vLLM ${last.version} announced: use \`${replaced.name}\` instead${opposite}.`,
      data: { ...base, [key]: replaced.name, evidence: replaced.evidence },
      ...(suggestion === undefined ? {} : { suggestion }),
    };
  }
  const nearest = now === undefined ? undefined : nearestName(subject.name, added(before, now));
  if (now === undefined || nearest === undefined)
    return { message: `${head}.`, data: { ...base, ...placed(question, now) } };
  return { message: `${head}; nearest there: \`${nearest}\`.`, data: { ...base, nearest, ...placed(question, now) } };
}

/** A parameter that the target requires and the call does not give. */
export async function explainParameter(question: Question<SubjectOf<"parameter">>): Promise<Explanation> {
  const { subject, target } = question;
  const now = await findCallable(question, subject.callee, target);
  const shown = subject.names.map((name) => {
    const annotation = now?.parameters.find((parameter) => parameter.name === name)?.annotation;
    return annotation === undefined ? `\`${name}\`` : `\`${name}: ${annotation}\``;
  });
  const label = now?.label ?? calleeName(subject.callee) ?? writtenCallee(question);
  return {
    message: `${label ?? "The call"} requires ${shown.join(", ")} (${since(question, "new", "in")}).`,
    data: { ...removedIn(question), ...calleeData(label), ...placed(question, now) },
  };
}

/** More positional arguments than the target takes. */
export async function explainArity(question: Question<SubjectOf<"arity">>): Promise<Explanation> {
  const { subject, target, last } = question;
  const now = await findCallable(question, subject.callee, target);
  const before = await findCallable(question, subject.callee, last);
  const name = now?.label ?? calleeName(subject.callee) ?? writtenCallee(question);
  const label = now === undefined ? (name ?? "The call") : showSignature(now.label, now.parameters);
  const receiver = countsReceiver(question, now) ? 1 : 0;
  const [expected, amount] = [subject.expected - receiver, subject.given - receiver];
  const takes = `${expected === 0 ? "no" : expected} positional ${expected === 1 ? "argument" : "arguments"}`;
  const given = `${amount} ${amount === 1 ? "is" : "are"} given`;
  const gone = now === undefined || before === undefined ? [] : dropped(before.parameters, now.parameters);
  const lost = gone.length === 0 ? "" : `; \`${gone.join("`, `")}\` ${gone.length === 1 ? "is" : "are"} gone`;
  const version = question.removal?.first ?? target.version;
  const from = question.removal === undefined ? "in" : version === target.version ? "in" : "since";
  return {
    message: `${label} takes ${takes} ${from} ${version}, ${given}${lost}.`,
    data: { ...removedIn(question), ...calleeData(name), ...placed(question, now) },
  };
}

/** The checker counts a method's receiver among its arguments; the signature that is shown, and the reader, do not. */
function countsReceiver({ broken, subject }: Question<SubjectOf<"arity">>, now: Callable | undefined): boolean {
  if (now === undefined) return /\bbound method\b/.test(broken.text);
  return (
    subject.expected === now.parameters.filter(({ kind }) => kind === "positional" || kind === "either").length + 1
  );
}

function calleeData(callee: string | undefined): Record<string, string> {
  return callee === undefined ? {} : { callee: callee.replaceAll("`", "") };
}

/** What stood beside the old keyword already did not take its place. */
function added(before: Callable | undefined, now: Callable): string[] {
  return before === undefined ? named(now.parameters) : dropped(now.parameters, before.parameters);
}

function dropped(before: readonly Parameter[], now: readonly Parameter[]): string[] {
  const names = new Set(named(now));
  return named(before).filter((name) => !names.has(name));
}

function named(parameters: readonly Parameter[]): string[] {
  return parameters.filter(({ kind }) => kind !== "rest" && kind !== "keywords").map(({ name }) => name);
}

function placed({ target }: Question, now: Callable | undefined): Record<string, string> {
  if (now === undefined) return {};
  return { signature: showSignature(now.label, now.parameters), evidence: `${now.place} in ${target.version}` };
}
