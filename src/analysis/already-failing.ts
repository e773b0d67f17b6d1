import type { Break } from "../breakage/break.ts";
import type { Diagnostic } from "../breakage/diagnostic.ts";
import { classify } from "../breakage/difference/classify.ts";
import { failingCalls } from "../breakage/difference/failing-call.ts";
import { failingModules } from "../breakage/scope/failing-modules.ts";
import type { FindContext } from "./find-breaks.ts";

/** Why a break is no news: what it stands in raises on the current release as well. A clause. */
export type AlreadyFailing = (broken: Break) => string | undefined;

/**
 * Looks for what fails before the move already: a file that cannot be imported, a call that is refused. The one more thing that
 * the target does not have there changes nothing.
 *
 * @param before what the checker says beside the current release
 */
export async function alreadyFailing(
  { workspace, current, parse }: FindContext,
  before: readonly Diagnostic[],
  breaks: readonly Break[],
): Promise<AlreadyFailing> {
  const { version } = current.source;
  const imports = before.filter(({ code }) => code === "import-not-found" || code === "missing-module-member");
  const absent = await Promise.all(imports.map((diagnostic) => absentOn(diagnostic, current)));
  const failing = imports.flatMap(({ path, line, column }, index) => {
    const what = absent[index];
    const place = workspace.files.get(path)?.toSource({ line, column });
    return what === undefined || place === undefined ? [] : [{ path: place.path, line: place.line, what }];
  });
  const modules = failing.length === 0 ? new Map() : failingModules(workspace.texts, failing, workspace.modules);
  const calls = new Map<Break, string>();
  for (const path of new Set(breaks.map((broken) => broken.path))) {
    const of = <T extends { readonly path: string }>(all: readonly T[]) => all.filter((one) => one.path === path);
    const text = workspace.files.get(path)?.text ?? "";
    for (const [broken, why] of failingCalls(text, of(breaks), of(before), parse)) calls.set(broken, why);
  }
  return (broken) => {
    const missing = modules.get(broken.path);
    if (missing !== undefined) return `the file cannot be imported on ${version} either, which has no ${missing}`;
    const refused = calls.get(broken)?.replace(/\.$/, "");
    return refused === undefined ? undefined : `${version} refuses this call already (${refused})`;
  };
}

/** What an import of vLLM's looks for in vain, where its source leaves no doubt. */
async function absentOn(diagnostic: Diagnostic, { names }: FindContext["current"]): Promise<string | undefined> {
  const { subject } = classify(diagnostic);
  if (subject.kind === "module")
    return isVllm(subject.module) && !names.moduleExists(subject.module) ? subject.module : undefined;
  if (subject.kind !== "name" || !isVllm(subject.module)) return undefined;
  const resolved = await names.resolveName(subject.module, subject.name);
  return resolved === "absent" ? `${subject.module}.${subject.name}` : undefined;
}

function isVllm(module: string): boolean {
  return /^vllm(?:\.|$)/.test(module);
}
