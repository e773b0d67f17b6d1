import { readAdvisories } from "./advisories/osv-client.ts";
import type { Analysers } from "./analysers.ts";
import type { LivingReleases } from "./analysis/configuration-analyser.ts";
import { CannotTell } from "./checks/cannot-tell.ts";
import type { Side } from "./checks/check.ts";
import type { Comparison } from "./compare-releases.ts";
import type { SessionContext } from "./environment/session.ts";
import type { FileTree } from "./platform/tree.ts";
import type { Release } from "./release/release.ts";
import { readReleaseNotes } from "./release-notes.ts";
import type { Report, Role } from "./report/report.ts";
import { sideFacts } from "./side-facts.ts";

/** What needs no environment: for the checks, and the release notes for the report. Each is asked for once, whoever asks. */
export interface Analyses
  extends Pick<SessionContext, "advisories" | "known" | "code" | "packageCode" | "configuration"> {
  readonly notes: Promise<Report["releaseNotes"]>;
}

/** Starts what the chosen checks will ask for: it needs little of the machine and runs beside the resolution. */
export function startAnalyses(
  comparison: Comparison,
  sides: Readonly<Record<Role, Side>>,
  { releases, analysers }: { readonly releases: ReadonlyMap<string, Release>; readonly analysers: Analysers },
): Analyses {
  const { inputs, dependencies } = comparison;
  const { code, packageCode, configuration, prepare } = differences(sides, analysers);
  const advisories = once(() => readAdvisories("vllm", { fetch: dependencies.fetch, source: inputs.advisories }));
  const known = sideFacts(comparison, sides, analysers);
  const chosen = (id: (typeof inputs.checks)[number]) => inputs.checks.includes(id);
  if (chosen("advisories")) advisories();
  // A failure is for the check that asks.
  const started = [
    ...(chosen("code") ? [code()] : []),
    ...(chosen("configuration") ? [prepare()] : []),
    ...(chosen("platform") ? [known.runtime("current"), known.runtime("target")] : []),
  ];
  const notes = readReleaseNotes(comparison, sides, { releases, analysers });
  for (const one of [...started, notes]) one.catch(() => undefined);
  return { advisories, known, code, packageCode, configuration, notes };
}

/** The two differential checks, each run once. */
function differences({ current, target }: Readonly<Record<Role, Side>>, analysers: Analysers) {
  if (current.release.kind !== "release" || target.release.kind !== "release") {
    const missing = async () => {
      throw new CannotTell("nothing-to-compare", "One of the releases is missing.", "See the release check.");
    };
    return { code: missing, packageCode: missing, configuration: missing, prepare: missing };
  }
  const [from, to] = [current.release.release, target.release.release];
  const configuration = () => analysers.configuration(from);
  return {
    code: once(async () => (await analysers.code(from, to)).analyse(to)),
    packageCode: async (packages: FileTree) => (await analysers.packages(packages, from, to)).analyse(to),
    configuration: async (living: LivingReleases | undefined) => (await configuration()).analyse(to, living),
    prepare: async () => (await configuration()).prepare(to),
  };
}

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined;
  return () => {
    answer ??= work();
    return answer;
  };
}
