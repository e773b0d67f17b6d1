import type { LivingReleases, Releases } from "../analysis/configuration-analyser.ts";
import { optionTakes } from "../breakage/surface/option-takes.ts";
import { CannotTell } from "../checks/cannot-tell.ts";
import type { Role } from "../report/report.ts";
import type { ParserAnswer } from "../surface/parser-answer.ts";
import type { Surface } from "../surface/surface.ts";
import { withLive } from "../surface/with-live.ts";
import { concreteArguments } from "../uses/concrete-arguments.ts";
import type { CommandUse } from "../uses/use.ts";
import type { Environment } from "./environment.ts";
import { readLiveSurface } from "./live-surface.ts";
import { parseCommands } from "./parse-commands.ts";
import type { ProbeContext } from "./probe.ts";

/**
 * The installed releases, asked for what they accept. Their source has said it already: where one is not installed, does not
 * import or does not answer, that stands (whether it imports is another check's).
 *
 * @param environment the environment of a role; rejects with `CannotTell` where there is none
 */
export function livingReleases(
  environment: (role: Role) => Promise<Environment>,
  context: ProbeContext,
): LivingReleases {
  const living = async (role: Role, source: Surface): Promise<Surface> => {
    const told = await asked(async () => readLiveSurface(await environment(role), context));
    return told === undefined || "ok" in told ? source : withLive(source, told);
  };
  const parsed = async (role: Role, lines: Parameters<typeof parseCommands>[1]) => {
    const answers = await asked(async () => parseCommands(await environment(role), lines, context));
    return answers === undefined || "ok" in answers ? [] : answers;
  };
  return {
    async ask(sources, commands) {
      const releases = [optionTakes(sources.current), optionTakes(sources.target)];
      const lines = commands.flatMap((command) => {
        const line = concreteArguments(command, { releases });
        return line === undefined ? [] : [{ command, line }];
      });
      const [current, target] = await both(async (role) => ({
        surface: await living(role, sources[role]),
        answers: await parsed(
          role,
          lines.map(({ line }) => line),
        ),
      }));
      const answers = new Map<CommandUse, Releases<ParserAnswer>>();
      for (const [index, { command }] of lines.entries()) {
        const [before, after] = [current.answers[index], target.answers[index]];
        if (before !== undefined && after !== undefined) answers.set(command, { current: before, target: after });
      }
      return { surfaces: { current: current.surface, target: target.surface }, answers };
    },
  };
}

function both<T>(ask: (role: Role) => Promise<T>): Promise<[T, T]> {
  return Promise.all([ask("current"), ask("target")]);
}

async function asked<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof CannotTell) return undefined;
    throw error;
  }
}
