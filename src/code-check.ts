import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { openAnalyser } from "./analysis/analyser.ts";
import type { CodeAnalysis } from "./analysis/code-analysis.ts";
import { otherDeployments } from "./breakage/scope/other-deployments.ts";
import { CannotTell } from "./checks/cannot-tell.ts";
import type { Side } from "./checks/check.ts";
import type { Comparison } from "./compare-releases.ts";
import { readerEnvironment } from "./platform/child-environment.ts";
import type { Host } from "./platform/host.ts";
import { loadPythonParser } from "./platform/python-parser.ts";
import type { IndexSettings } from "./release/index-settings.ts";
import type { Release } from "./release/release.ts";
import type { Role } from "./report/report.ts";

export interface CodeCheckParts {
  readonly comparison: Comparison;
  readonly sides: Readonly<Record<Role, Side>>;
  readonly releases: ReadonlyMap<string, Release>;
  readonly python: string;
  readonly host: Host;
  readonly settings: IndexSettings;
  /** An empty folder of ours. */
  readonly folder: string;
}

/** The differential code check of this comparison, run once, when it is first asked for. */
export function codeCheck(parts: CodeCheckParts): (ty: () => Promise<string>) => Promise<CodeAnalysis> {
  let answer: Promise<CodeAnalysis> | undefined;
  return (ty) => {
    answer ??= analyse(parts, ty);
    return answer;
  };
}

async function analyse(parts: CodeCheckParts, ty: () => Promise<string>): Promise<CodeAnalysis> {
  const { comparison, sides, releases, host, settings } = parts;
  const { dependencies, head, plan } = comparison;
  const { current, target } = sides;
  if (current.release.kind !== "release" || target.release.kind !== "release") {
    throw new CannotTell("nothing-to-compare", "A release is missing.", "See the release check.");
  }
  const folder = join(parts.folder, "analysis");
  await mkdir(folder, { recursive: true });
  const analyser = openAnalyser({
    fetch: dependencies.fetch,
    settings,
    cacheDir: dependencies.toolCacheDir,
    platform: host.tags,
    pythonVersion: parts.python,
    parse: await loadPythonParser(dependencies.actionRoot),
    exec: dependencies.exec,
    ty,
    env: readerEnvironment(dependencies.env),
    folder,
    head,
    releases,
    current: current.release.release,
    newest: target.release.release,
    excluded: otherDeployments(target.pins, plan.target.pin ?? plan.current.pin, [current.version, target.version]),
  });
  return analyser.analyse(target.release.release);
}
