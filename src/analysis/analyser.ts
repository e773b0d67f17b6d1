import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { openRelease } from "../breakage/explain/release-modules.ts";
import { makeNames } from "../breakage/names/names.ts";
import { toFinding, type Verdict } from "../breakage/to-finding.ts";
import { CannotTell } from "../checks/cannot-tell.ts";
import type { Finding } from "../checks/finding.ts";
import { readComments } from "../checks/suppression/read-comments.ts";
import type { SourceComments } from "../checks/suppression/source-comments.ts";
import type { Exec } from "../platform/exec.ts";
import type { ParsePython } from "../platform/syntax-parsers.ts";
import type { FileTree } from "../platform/tree.ts";
import { compare } from "../python/version.ts";
import type { Release } from "../release/release.ts";
import { breaksOn } from "./breaks-on.ts";
import { type Checker, makeChecker } from "./checker.ts";
import type { CodeAnalysis } from "./code-analysis.ts";
import { deprecatedOn } from "./deprecated-on.ts";
import { explainBreaks } from "./explain-breaks.ts";
import { type AnalysedRelease, findBreaks, type JudgedBreak } from "./find-breaks.ts";
import { releaseSource, type SourceContext } from "./release-source.ts";
import { typedDependencies } from "./typed-dependencies.ts";
import { openWorkspace, type Workspace } from "./workspace-folder.ts";

export interface AnalyserContext extends SourceContext {
  readonly exec: Exec;
  /** Path of the ty binary. */
  readonly ty: () => Promise<string>;
  /** `readerEnvironment`. */
  readonly env: Readonly<Record<string, string>>;
  /** An empty folder of ours. */
  readonly folder: string;
  readonly head: FileTree;
  readonly releases: ReadonlyMap<string, Release>;
  readonly current: Release;
  /** The target, or the newest release where several are looked at: the typed dependencies are its. */
  readonly newest: Release;
  /** Does not look for the release that brought a break: each one between is one more to download. */
  readonly brief?: boolean;
  /** Paths whose breaks do not alarm, by whoever knows more of the repository. */
  readonly excluded: (path: string) => string | undefined;
}

/** The differential code check, opened once for a repository and a current release. */
export interface Analyser {
  /** @throws {CannotTell} */
  analyse(target: Release): Promise<CodeAnalysis>;
  /** How many errors and warnings a release would cost, without explaining them. @throws {CannotTell} */
  count(target: Release): Promise<{ readonly errors: number; readonly warnings: number }>;
}

export function openAnalyser(context: AnalyserContext): Analyser {
  const opened = new Map<string, Promise<AnalysedRelease>>();
  const open = (release: Release): Promise<AnalysedRelease> => {
    const known =
      opened.get(release.version) ??
      releaseSource(release, context).then((source) => ({
        source,
        names: makeNames(source, context.parse),
        modules: openRelease(source, context.parse),
      }));
    opened.set(release.version, known);
    return known;
  };
  const base = once(() => openBase(context, open));
  const judged = new Map<string, Promise<readonly JudgedBreak[]>>();
  const judge = (target: Release): Promise<readonly JudgedBreak[]> => {
    const known = judged.get(target.version) ?? findIn(target);
    judged.set(target.version, known);
    return known;
  };
  const findIn = async (target: Release) => {
    // Both releases are read at once.
    const [opened, release] = await Promise.all([base(), open(target)]);
    return findBreaks({ ...opened, parse: context.parse }, release);
  };

  return {
    async analyse(target) {
      const [breaks, { workspace, current, checker }, release] = await Promise.all([
        judge(target),
        base(),
        open(target),
      ]);
      const deprecated = await deprecatedOn({ workspace, checker }, release);
      const findings = await explainBreaks([...breaks, ...deprecated].map(asVerdict), {
        current: current.source,
        target: release.source,
        between: between(context, target).map(({ version }) => version),
        source: async (version) => {
          const other = context.releases.get(version);
          return other && (await open(other).catch(ignoreCannotTell))?.source;
        },
        breaksOn: async (broken, version) => {
          const other = context.brief ? undefined : context.releases.get(version);
          const opened = other && (await open(other).catch(ignoreCannotTell));
          return opened && breaksOn(broken, opened, { checker, current, workspace }).catch(ignoreCannotTell);
        },
        parse: context.parse,
        text: async (path) => workspace.texts.get(path),
      });
      return {
        findings: [...findings, ...unread(workspace, checker)].sort(byPlace),
        counts: workspace.counts,
        comments: commentsIn(workspace, context.parse),
        excluded: workspace.exclusions,
      };
    },
    async count(target) {
      const breaks = await judge(target);
      const findings = breaks.map((one) => toFinding(asVerdict(one), { message: "", data: {} }));
      const amount = (severity: string) => findings.filter((finding) => finding.severity === severity).length;
      return { errors: amount("error"), warnings: amount("warning") };
    },
  };
}

interface Base {
  readonly workspace: Workspace;
  readonly checker: Checker;
  readonly current: AnalysedRelease;
}

async function openBase(context: AnalyserContext, open: (release: Release) => Promise<AnalysedRelease>): Promise<Base> {
  const copy = join(context.folder, "code");
  await mkdir(copy, { recursive: true });
  const newest = open(context.newest);
  const [ty, current, dependencies, workspace] = await Promise.all([
    context.ty(),
    open(context.current),
    typedDependencies(
      newest.then(({ source }) => source),
      context,
    ),
    openWorkspace({
      tree: context.head,
      folder: copy,
      parse: context.parse,
      versions: [context.current.version, context.newest.version],
      excluded: context.excluded,
    }),
  ]);
  return { workspace, current, checker: makeChecker({ ...context, ty, workspace, dependencies }) };
}

/** Final releases strictly between, oldest first. */
function between({ releases, current }: AnalyserContext, target: Release): Release[] {
  return [...releases.values()]
    .filter(
      ({ version, yanked }) =>
        yanked === false && compare(version, current.version) > 0 && compare(version, target.version) < 0,
    )
    .filter(({ version }) => !/[a-z]/i.test(version.replace(/\.post\d+$/, "")))
    .sort((a, b) => compare(a.version, b.version));
}

function asVerdict({ broken, guard, certain, doubt, refused, origin, where, passed, excluded }: JudgedBreak): Verdict {
  const document =
    origin === "python" ? undefined : `it stands in a ${origin === "notebook" ? "notebook" : "document"}`;
  const quiet = document ?? excluded;
  return {
    broken,
    guard,
    certain,
    ...(doubt === undefined ? {} : { doubt }),
    ...(refused === undefined ? {} : { refused }),
    ...(where === undefined ? {} : { where }),
    ...(passed === undefined ? {} : { passed }),
    ...(quiet === undefined ? {} : { quiet }),
  };
}

function commentsIn({ checked, texts }: Workspace, parse: ParsePython): SourceComments {
  const files = checked.filter((path) => texts.has(path));
  const readings = files.map((path) => readComments(path, texts.get(path) ?? "", parse));
  return {
    suppressions: readings.flatMap(({ suppressions }) => suppressions),
    invalid: readings.flatMap(({ invalid }) => invalid),
    files,
  };
}

/** Nothing in a document alarms, so neither does that it could not be read. */
function unread({ unread }: Workspace, checker: Checker): Finding[] {
  return [...unread, ...checker.unchecked()].map(({ path, why, document }) => ({
    rule: "file-not-analysed",
    severity: document ? "information" : "warning",
    message: `${path} was not analysed: ${why}.`,
    path,
    data: { subject: path },
  }));
}

function byPlace(a: Finding, b: Finding): number {
  if (a.path !== b.path) return (a.path ?? "") < (b.path ?? "") ? -1 : 1;
  return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
}

function ignoreCannotTell(error: unknown): undefined {
  if (!(error instanceof CannotTell)) throw error;
}

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined;
  return () => {
    answer ??= work();
    return answer;
  };
}
