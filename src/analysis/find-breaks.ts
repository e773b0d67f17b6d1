import type { Break } from "../breakage/break.ts";
import { classify } from "../breakage/difference/classify.ts";
import { refusesAttributes } from "../breakage/difference/closed-class.ts";
import { isAboutBases, takesOtherArguments } from "../breakage/difference/override.ts";
import { isProtocol } from "../breakage/difference/protocols.ts";
import { subclassFinder } from "../breakage/difference/subclasses.ts";
import { subtract } from "../breakage/difference/subtract.ts";
import { isTypeKnown } from "../breakage/difference/type-known.ts";
import type { ReleaseModules } from "../breakage/explain/release-modules.ts";
import type { Guard } from "../breakage/guard.ts";
import type { Names } from "../breakage/names/names.ts";
import type { PreparedFile } from "../breakage/workspace/prepared-file.ts";
import type { ParsePython } from "../platform/syntax-parsers.ts";
import { alreadyFailing } from "./already-failing.ts";
import type { Checker } from "./checker.ts";
import { guardedBy } from "./guarded-by.ts";
import { hiddenFromChecker } from "./hidden-from-checker.ts";
import type { VllmSource } from "./kept-source.ts";
import type { Workspace } from "./workspace-folder.ts";

/** A break at its place in the repository, with all that decides how much it matters. */
export interface JudgedBreak {
  /** Places are the repository's. */
  readonly broken: Break;
  readonly guard: Guard;
  /** Whether the current release is known to accept what the target refuses. */
  readonly certain: boolean;
  /** Why it may be no break though the releases differ. A sentence. */
  readonly doubt?: string;
  /** An attribute that is assigned, and the object does not take it. */
  readonly refused?: boolean;
  readonly origin: PreparedFile["origin"];
  /** "cell 3", where the place is in a notebook. */
  readonly where?: string;
  /** Where a dictionary is passed on, when the place is that of its key. */
  readonly passed?: { readonly line: number; readonly column: number };
  /** Why it does not alarm: a vendored copy, another release's code. */
  readonly excluded?: string;
}

/** A release, with what is asked of it often. */
export interface AnalysedRelease {
  readonly source: VllmSource;
  readonly names: Names;
  readonly modules: ReleaseModules;
}

export interface FindContext {
  readonly workspace: Workspace;
  readonly checker: Checker;
  readonly current: AnalysedRelease;
  readonly parse: ParsePython;
}

/** What a target breaks that the current release does not. @throws {CannotTell} when the type checker fails */
export async function findBreaks(context: FindContext, target: AnalysedRelease): Promise<JudgedBreak[]> {
  const { checker, current, workspace } = context;
  const [before, after] = await Promise.all([checker.diagnostics(current.source), checker.diagnostics(target.source)]);
  // Where one side is missing, everything on the other would look new.
  const unchecked = new Set(checker.unchecked().map(({ path }) => path));
  // What is deprecated breaks nothing yet, and is told apart.
  const differences = subtract(before, after)
    .filter(({ path }) => !unchecked.has(workspace.files.get(path)?.toSource({ line: 1, column: 1 }).path ?? path))
    .filter(({ code }) => code !== "deprecated")
    .map(classify);
  const breaks = [...differences, ...(await hiddenFromChecker(context, target, [...before, ...after]))];
  const failing = await alreadyFailing(context, before, breaks);
  const confirmed = (await confirm(context, target, breaks)).map((one) => {
    const already = failing(one.broken);
    return already === undefined ? one : { ...one, quiet: already };
  });
  const placed = confirmed.map((one) => atSource(one, workspace)).filter((one) => one !== undefined);
  return guardedBy(context, target, saidOnce(placed));
}

interface Confirmed {
  readonly broken: Break;
  readonly certain: boolean;
  readonly doubt?: string;
  readonly refused?: boolean;
  /** Why it does not alarm. */
  readonly quiet?: string;
}

/** An import is looked up in both releases' sources; of anything else it is asked whether its type was known before. */
async function confirm(
  { checker, current, parse, workspace }: FindContext,
  target: AnalysedRelease,
  breaks: readonly Break[],
): Promise<Confirmed[]> {
  const asked = breaks.filter(({ subject }) => /^(?:attribute|keyword|parameter|arity)$/.test(subject.kind));
  const types = await checker.reveal(current.source, asked);
  const known = new Map(asked.map((broken, index) => [broken, types[index]]));
  const subclass = subclassFinder(() => workspace.checked.map((path) => workspace.files.get(path)?.text ?? ""));
  const judged = await Promise.all(
    breaks.map(async (broken): Promise<Confirmed | undefined> => {
      const { subject } = broken;
      if (subject.kind === "name") {
        const [was, is] = await Promise.all([
          current.names.resolveName(subject.module, subject.name),
          target.names.resolveName(subject.module, subject.name),
        ]);
        // It failed before as well, or it is there after all: the checker does not run module code.
        if (was === "absent" || was === "type-checking-only" || is === "bound" || is === "submodule") return undefined;
        return { broken, certain: is !== "unknown" };
      }
      if (subject.kind === "override") {
        if (isAboutBases(broken.text)) return undefined;
        const releases = [current.modules, target.modules] as const;
        const changed = await takesOtherArguments(subject.owner, subject.name, releases, parse);
        return changed ? { broken, certain: true } : undefined;
      }
      if (!known.has(broken)) return { broken, certain: true };
      if (subject.kind === "attribute" && (await isProtocol(subject.owner, target.modules))) {
        const quiet = `${subject.owner} is a protocol, and names only what the object has at least`;
        return { broken, certain: false, quiet };
      }
      const type = known.get(broken);
      if (type === undefined || !isTypeKnown(type)) return { broken, certain: false };
      if (subject.kind !== "attribute") return { broken, certain: true };
      const own = subclass(subject.owner, subject.name);
      const doubt = own && `\`${own}\`, of this repository, has it: where the object is one, nothing breaks.`;
      const refused = await refusesAttributes(subject.owner, target.modules);
      return { broken, certain: true, ...(doubt ? { doubt } : {}), ...(refused ? { refused } : {}) };
    }),
  );
  return judged.filter((one) => one !== undefined);
}

/** One key of a dictionary that goes into several calls is one thing to mend. */
function saidOnce(breaks: readonly Placed[]): Placed[] {
  const byPlace = new Map(
    breaks.map((one) => {
      const { path, line, column, rule } = one.broken;
      return [`${path}:${line}:${column} ${rule}`, one];
    }),
  );
  return [...byPlace.values()];
}

export type Placed = Omit<JudgedBreak, "guard">;

/** `undefined` for what stands in no file of the repository. */
function atSource({ broken, certain, doubt, refused, quiet }: Confirmed, workspace: Workspace): Placed | undefined {
  const file = workspace.files.get(broken.path);
  if (file === undefined) return undefined;
  const start = file.toSource({ line: broken.line, column: broken.column });
  const end = file.toSource({ line: broken.endLine, column: broken.endColumn });
  const { path, line, column, where, passed } = start;
  const excluded = workspace.exclusions.find((exclusion) => exclusion.path === path)?.why ?? quiet;
  return {
    broken: { ...broken, path, line, column, endLine: end.line, endColumn: end.column },
    certain,
    ...(doubt === undefined ? {} : { doubt }),
    ...(refused === undefined ? {} : { refused }),
    origin: file.origin,
    ...(where === undefined ? {} : { where }),
    ...(passed === undefined ? {} : { passed }),
    ...(excluded === undefined ? {} : { excluded }),
  };
}
