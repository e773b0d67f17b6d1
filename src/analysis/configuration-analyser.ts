import type { Exclusion } from "../breakage/scope/exclusions.ts";
import { unbelievable } from "../breakage/surface/believable.ts";
import { judgeUses } from "../breakage/surface/judge-uses.ts";
import { CannotTell } from "../checks/cannot-tell.ts";
import { type Finding, quietSentence } from "../checks/finding.ts";
import type { ParseShell } from "../platform/syntax-parsers.ts";
import type { FileTree } from "../platform/tree.ts";
import type { UsedNames } from "../release/notes/rank-notes.ts";
import type { Release } from "../release/release.ts";
import type { CommandAnswers } from "../surface/parser-answer.ts";
import type { Surface } from "../surface/surface.ts";
import type { CommandUse, ConfigFile } from "../uses/use.ts";
import type { ConfigurationAnalysis } from "./configuration-analysis.ts";
import { configurationComments } from "./configuration-comments.ts";
import { withGuards } from "./guarded-uses.ts";
import { releaseSurface, type SurfaceContext } from "./release-surface.ts";
import { releasesBetween } from "./releases-between.ts";
import { type RepositoryUses, repositoryUses, withExclusions } from "./repository-uses.ts";
import { usedNames } from "./used-names.ts";

export interface ConfigurationContext extends SurfaceContext {
  readonly parseShell: ParseShell;
  readonly head: FileTree;
  readonly releases: ReadonlyMap<string, Release>;
  readonly current: Release;
  /** Why a path does not alarm on the way to a release, by whoever knows more of the repository. */
  readonly excluded: (target: Release) => (path: string) => string | undefined;
}

/** The two releases as they are installed, where they are. */
export interface LivingReleases {
  /**
   * Asks both what they accept, and what their own parsers say of command lines. Where a release cannot be asked both sources'
   * surfaces stand; of a command that cannot be asked truthfully there is no answer.
   *
   * @param configFile the file that a command names with `--config`
   */
  ask(
    sources: Releases<Surface>,
    commands: readonly CommandUse[],
    configFile: (command: CommandUse) => ConfigFile | undefined,
  ): Promise<Told>;
}

export interface Told {
  readonly surfaces: Releases<Surface>;
  readonly answers: ReadonlyMap<CommandUse, CommandAnswers>;
  /** A sentence for each release that is installed and could not be asked. May hold its words. */
  readonly unasked: readonly string[];
}

export type Releases<T> = Readonly<Record<"current" | "target", T>>;

/** The differential configuration check, opened once for a repository and a current release. */
export interface ConfigurationAnalyser {
  /** @throws {CannotTell} */
  analyse(target: Release, living?: LivingReleases): Promise<ConfigurationAnalysis>;
  /** Reads what the analysis will need of the releases and of the repository. @throws {CannotTell} */
  prepare(target: Release): Promise<void>;
  /** What the repository calls by a name of vLLM's. @throws {CannotTell} */
  used(target: Release): Promise<UsedNames>;
  /** How many errors and warnings a release would cost. @throws {CannotTell} */
  count(target: Release): Promise<{ readonly errors: number; readonly warnings: number }>;
}

export function openConfigurationAnalyser(context: ConfigurationContext): ConfigurationAnalyser {
  const surfaces = new Map<string, Promise<Surface>>();
  const surfaceOf = (release: Release): Promise<Surface> => {
    const known = surfaces.get(release.version) ?? releaseSurface(release, context);
    surfaces.set(release.version, known);
    return known;
  };
  let reading: Promise<RepositoryUses> | undefined;
  const repository = (current: Surface): Promise<RepositoryUses> => {
    reading ??= repositoryUses({
      ...context,
      tree: context.head,
      parsePython: context.parse,
      // What only a target knows cannot break.
      knownVariables: new Set(Object.keys(current.variables)),
    });
    return reading;
  };
  const read = async (target: Release) => {
    const [current, next] = await Promise.all([surfaceOf(context.current), surfaceOf(target)]);
    const found = await repository(current);
    const versions = [context.current.version, target.version];
    return {
      sources: { current, target: next },
      ...found,
      ...withExclusions(found, versions, context.excluded(target)),
    };
  };
  const judge = async (
    target: Release,
    known: Releases<Surface>,
    { uses, texts, python, usesPython }: Omit<RepositoryUses, "unread" | "configFile">,
    answers?: Told["answers"],
  ) => {
    const [unknown] = unbelievable(uses, known.current, known.target);
    if (unknown !== undefined)
      throw new CannotTell("nothing-to-compare", capital(`${unknown}, and the repository uses some.`), UNDERSTOOD);
    const judged = await judgeUses(uses, {
      ...known,
      between: releasesBetween(context.releases, context.current, target),
      usesPython,
      surface: async (version) => {
        const other = context.releases.get(version);
        return other && surfaceOf(other).catch(ignoreCannotTell);
      },
      parsed: (command) => answers?.get(command),
      line: lineReader(texts),
    });
    const versions = { current: context.current.version, target: target.version };
    return { ...judged, findings: withGuards(judged.findings, { parse: context.parse, versions, python }) };
  };

  return {
    async prepare(target) {
      await read(target);
    },
    async used(target) {
      const { uses, python } = await read(target);
      return usedNames(uses, python);
    },
    async count(target) {
      const found = await read(target);
      const { findings } = await judge(target, found.sources, found);
      const amount = (severity: string) => findings.filter((finding) => finding.severity === severity).length;
      return { errors: amount("error"), warnings: amount("warning") };
    },
    async analyse(target, living) {
      const found = await read(target);
      const { sources, uses, texts, exclusions, unread } = found;
      const commands = uses.filter((use) => use.kind === "command");
      // Importing two releases to ask them nothing would take its time.
      const told = uses.length === 0 ? undefined : await living?.ask(sources, commands, found.configFile);
      const { findings, defaults } = await judge(target, told?.surfaces ?? sources, found, told?.answers);
      const count = (kind: string) => uses.filter((use) => use.kind === kind).length;
      return {
        findings: [...findings, ...unread.map((file) => notAnalysed(file, context.excluded(target)(file.path)))],
        defaults,
        counts: {
          commands: commands.length + count("config-file"),
          variables: count("variable"),
          requestFields: count("request-field"),
          metrics: count("metric"),
          architectures: count("architecture"),
          files: texts.size,
        },
        comments: configurationComments(texts, context.parse),
        excluded: exclusions,
        ...(told === undefined ? {} : { validated: told.answers.size, unasked: told.unasked }),
      };
    },
  };
}

/** A file's lines by number, taken apart when they are asked for. */
function lineReader(texts: ReadonlyMap<string, string>) {
  const read = new Map<string, readonly string[]>();
  return (path: string, line: number): string | undefined => {
    const lines = read.get(path) ?? texts.get(path)?.split("\n") ?? [];
    read.set(path, lines);
    return lines[line - 1]?.replace(/\r$/, "");
  };
}

function ignoreCannotTell(error: unknown): undefined {
  if (!(error instanceof CannotTell)) throw error;
}

/** What does not alarm when it is read does not alarm when it is not. */
function notAnalysed({ path, why }: Exclusion, quiet: string | undefined): Finding {
  const message = `${path} was not analysed: ${why}.`;
  return {
    rule: "configuration-not-analysed",
    severity: quiet === undefined ? "warning" : "information",
    message: quiet === undefined ? message : `${message} ${quietSentence(quiet)}`,
    path,
    data: { subject: path, ...(quiet === undefined ? {} : { quiet }) },
  };
}

const UNDERSTOOD = "Compare with another release, or run the other checks alone (`checks`).";

function capital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
