import type { Break } from "../breakage/break.ts";
import { classify } from "../breakage/difference/classify.ts";
import { subtract } from "../breakage/difference/subtract.ts";
import type { AnalysedRelease, FindContext } from "./find-breaks.ts";

/**
 * Whether a break found on the target shows on another release too. An import is looked up in its source; for the rest the type checker
 * is run once more, without asking again how sure it is.
 *
 * @throws {CannotTell}
 */
export async function breaksOn(
  broken: Break,
  release: AnalysedRelease,
  { checker, current, workspace }: Pick<FindContext, "checker" | "current" | "workspace">,
): Promise<boolean | undefined> {
  const { subject } = broken;
  if (subject.kind === "module") return !release.names.moduleExists(subject.module);
  if (subject.kind === "name") {
    const status = await release.names.resolveName(subject.module, subject.name);
    return status === "unknown" ? undefined : status === "absent" || status === "type-checking-only";
  }
  const [before, after] = await Promise.all([checker.diagnostics(current.source), checker.diagnostics(release.source)]);
  return subtract(before, after).some((diagnostic) => {
    const place = workspace.files.get(diagnostic.path)?.toSource(diagnostic);
    return (
      place?.path === broken.path &&
      place.line === broken.line &&
      place.column === broken.column &&
      classify(diagnostic).subject.kind === subject.kind
    );
  });
}
