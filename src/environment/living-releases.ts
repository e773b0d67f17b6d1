import type { LivingReleases, Releases, Told } from "../analysis/configuration-analyser.ts";
import { optionTakes } from "../breakage/surface/option-takes.ts";
import { CannotTell } from "../checks/cannot-tell.ts";
import type { Progress } from "../platform/progress.ts";
import type { Role } from "../report/report.ts";
import { oneLine } from "../report/untrusted.ts";
import type { CommandAnswers } from "../surface/parser-answer.ts";
import type { Surface } from "../surface/surface.ts";
import { type LiveSurface, withBothLive } from "../surface/with-live.ts";
import { type CommandLine, concreteArguments } from "../uses/concrete-arguments.ts";
import type { CommandUse, ConfigFile } from "../uses/use.ts";
import { type Asked, askRelease } from "./ask-release.ts";
import type { Environment } from "./environment.ts";
import type { ProbeContext } from "./probe.ts";

export interface LivingContext {
  readonly probes: ProbeContext;
  readonly progress: Progress;
  /** What this process may use. */
  readonly memoryBytes: number;
}

/** A probe holds 0.7 GB, and is let have 2 GB more for what a command line stands for (`probes/parse_commands.py`). */
const MEMORY_FOR_TWO_BYTES = 6 * 1024 ** 3;

/**
 * The installed releases, asked for what they accept. Their source has said it already: where one is not installed, does not
 * import or does not answer, both sources stand (whether it imports is another check's).
 *
 * @param environment the environment of a role; rejects with `CannotTell` where there is none
 */
export function livingReleases(
  environment: (role: Role) => Promise<Environment>,
  context: LivingContext,
): LivingReleases {
  return {
    async ask(sources, commands, configFile) {
      // First, since installing them shows its own progress.
      const [current, target] = await Promise.all([
        installed(environment, "current"),
        installed(environment, "target"),
      ]);
      if (current === undefined || target === undefined) return { surfaces: sources, answers: new Map(), unasked: [] };
      return context.progress.stage(
        "Asking both releases what they accept",
        () => askBoth({ current, target }, { sources, commands, configFile }, context),
        ({ answers, unasked }) => (unasked.length > 0 ? "no answer" : `${answers.size} commands parsed`),
      );
    },
  };
}

async function installed(environment: (role: Role) => Promise<Environment>, role: Role) {
  try {
    return await environment(role);
  } catch (error) {
    if (error instanceof CannotTell) return undefined;
    throw error;
  }
}

interface Questions {
  readonly sources: Releases<Surface>;
  readonly commands: readonly CommandUse[];
  readonly configFile: (command: CommandUse) => ConfigFile | undefined;
}

async function askBoth(
  environments: Releases<Environment>,
  { sources, commands, configFile }: Questions,
  { probes, memoryBytes }: LivingContext,
): Promise<Told> {
  const releases = [optionTakes(sources.current), optionTakes(sources.target)];
  const asked = commands.flatMap((command): Asking[] => {
    const line = concreteArguments(command, { releases });
    if (line === undefined) return [];
    const file = configFile(command);
    const whole = file === undefined ? undefined : concreteArguments(command, { releases, config: () => file.text });
    return [
      { command, line },
      ...(file === undefined || whole?.config === undefined ? [] : [{ command, line: whole, file }]),
    ];
  });
  const lines = asked.map(({ line }) => line);
  const ask = (role: Role) => answerOf(environments[role], lines, probes);
  const first = ask("current");
  if (memoryBytes < MEMORY_FOR_TWO_BYTES) await first;
  const [current, target] = await Promise.all([first, ask("target")]);
  const answers = new Map<CommandUse, CommandAnswers>();
  for (const [index, { command, file }] of asked.entries()) {
    const [before, after] = [current.answers[index], target.answers[index]];
    if (before === undefined || after === undefined) continue;
    const both = { current: before, target: after };
    const alone = answers.get(command);
    if (file === undefined) answers.set(command, both);
    else if (alone !== undefined) answers.set(command, { ...alone, withFile: { path: file.path, ...both } });
  }
  const unasked = [current, target].flatMap(({ surface }) => ("why" in surface ? [surface.why] : []));
  return { surfaces: surfacesOf(sources, current.surface, target.surface), answers, unasked };
}

function surfacesOf(sources: Releases<Surface>, current: LiveSurface | Unasked, target: LiveSurface | Unasked) {
  return "why" in current || "why" in target ? sources : withBothLive(sources, { current, target });
}

/** A command line for the parsers: without the file that it names, then with it. */
interface Asking {
  readonly command: CommandUse;
  readonly line: CommandLine;
  readonly file?: ConfigFile;
}

type Answered = Pick<Asked, "answers"> & { readonly surface: LiveSurface | Unasked };

interface Unasked {
  /** A sentence. */
  readonly why: string;
}

async function answerOf(
  environment: Environment,
  lines: readonly CommandLine[],
  probes: ProbeContext,
): Promise<Answered> {
  const because = (error: string) => ({
    why: `vLLM ${environment.version} could not be asked: ${oneLine(error, 200).replace(/\.$/, "")}.`,
  });
  try {
    const told = await askRelease(environment, lines, probes);
    if ("ok" in told) return { surface: because(told.error), answers: [] };
    const { surface, answers } = told;
    return { surface: "ok" in surface ? because(surface.error) : surface, answers };
  } catch (error) {
    if (!(error instanceof CannotTell)) throw error;
    return { surface: { why: error.message }, answers: [] };
  }
}
