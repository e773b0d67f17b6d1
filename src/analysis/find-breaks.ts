import type { Break } from "../breakage/break.ts";
import { classify } from "../breakage/difference/classify.ts";
import { takesOtherArguments } from "../breakage/difference/override.ts";
import { isProtocol } from "../breakage/difference/protocols.ts";
import { subtract } from "../breakage/difference/subtract.ts";
import { isTypeKnown } from "../breakage/difference/type-known.ts";
import type { ReleaseModules } from "../breakage/explain/release-modules.ts";
import type { Guard } from "../breakage/guard.ts";
import type { Names } from "../breakage/names/names.ts";
import type { PreparedFile } from "../breakage/workspace/prepared-file.ts";
import type { ParsePython } from "../platform/python-parser.ts";
import type { Checker } from "./checker.ts";
import { guardedBy } from "./guarded-by.ts";
import { hiddenFromChecker } from "./hidden-from-checker.ts";
import type { VllmSource } from "./release-source.ts";
import type { Workspace } from "./workspace-folder.ts";

/** A break at its place in the repository, with all that decides how much it matters. */
export interface JudgedBreak {
  /** Places are the repository's. */
  readonly broken: Break;
  readonly guard: Guard;
  /** Whether the current release is known to accept what the target refuses. */
  readonly certain: boolean;
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
  const compared = subtract(before, after).filter(
    ({ path }) => !unchecked.has(workspace.files.get(path)?.toSource({ line: 1, column: 1 }).path ?? path),
  );
  const differences = compared.map(classify);
  const breaks = [...differences, ...(await hiddenFromChecker(context, target, [...before, ...after]))];
  const confirmed = await confirm(context, target, breaks);
  const placed = confirmed.map((one) => atSource(one, workspace)).filter((one) => one !== undefined);
  return guardedBy(context, target, saidOnce(placed));
}

interface Confirmed {
  readonly broken: Break;
  readonly certain: boolean;
  /** Why it does not alarm. */
  readonly quiet?: string;
}

/** An import is looked up in both releases' sources; of anything else it is asked whether its type was known before. */
async function confirm(
  { checker, current, parse }: FindContext,
  target: AnalysedRelease,
  breaks: readonly Break[],
): Promise<Confirmed[]> {
  const asked = breaks.filter(({ subject }) => /^(?:attribute|keyword|parameter|arity)$/.test(subject.kind));
  const types = await checker.reveal(current.source, asked);
  const known = new Map(asked.map((broken, index) => [broken, types[index]]));
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
        const releases = [current.modules, target.modules] as const;
        const changed = await takesOtherArguments(subject.owner, subject.name, releases, parse);
        return changed ? { broken, certain: true } : undefined;
      }
      if (!known.has(broken)) return { broken, certain: true };
      const type = known.get(broken);
      if (type !== undefined && isTypeKnown(type)) return { broken, certain: true };
      const protocol = subject.kind === "attribute" && (await isProtocol(subject.owner, target.modules));
      const quiet = `${protocol ? subject.owner : ""} is a protocol, and names only what the object has at least`;
      return { broken, certain: false, ...(protocol ? { quiet } : {}) };
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
function atSource({ broken, certain, quiet }: Confirmed, workspace: Workspace): Placed | undefined {
  const file = workspace.files.get(broken.path);
  if (file === undefined) return undefined;
  const start = file.toSource({ line: broken.line, column: broken.column });
  const end = file.toSource({ line: broken.endLine, column: broken.endColumn });
  const { path, line, column, where, passed } = start;
  const excluded = workspace.exclusions.find((exclusion) => exclusion.path === path)?.why ?? quiet;
  return {
    broken: { ...broken, path, line, column, endLine: end.line, endColumn: end.column },
    certain,
    origin: file.origin,
    ...(where === undefined ? {} : { where }),
    ...(passed === undefined ? {} : { passed }),
    ...(excluded === undefined ? {} : { excluded }),
  };
}
