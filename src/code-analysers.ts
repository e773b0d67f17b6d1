import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { type Analyser, openAnalyser } from "./analysis/analyser.ts";
import { otherDeployments } from "./breakage/scope/other-deployments.ts";
import type { Comparison } from "./compare-releases.ts";
import { readerEnvironment } from "./platform/child-environment.ts";
import type { Host } from "./platform/host.ts";
import { loadPythonParser } from "./platform/syntax-parsers.ts";
import { provideTool } from "./platform/tools.ts";
import type { IndexSettings } from "./release/index-settings.ts";
import type { Release } from "./release/release.ts";

export interface AnalyserParts {
  readonly comparison: Comparison;
  readonly releases: ReadonlyMap<string, Release>;
  /** `3.12`. */
  readonly python: string;
  readonly host: Host;
  readonly settings: IndexSettings;
  /** A folder of ours. */
  readonly folder: string;
}

/** The analyser of this repository's code that starts from one release; where it has been opened already, that one. */
export type CodeAnalysers = (current: Release, newest: Release) => Promise<Analyser>;

/** Opens the differential code check at most once for each release it starts from: the map and the check share what they find. */
export function codeAnalysers(parts: AnalyserParts): CodeAnalysers {
  const opened = new Map<string, Promise<Analyser>>();
  return (current, newest) => {
    const analyser = opened.get(current.version) ?? open(parts, current, newest);
    opened.set(current.version, analyser);
    return analyser;
  };
}

async function open(parts: AnalyserParts, current: Release, newest: Release): Promise<Analyser> {
  const { comparison, releases, host, settings } = parts;
  const { dependencies, head, plan } = comparison;
  const context = { fetch: dependencies.fetch, settings, cacheDir: dependencies.toolCacheDir };
  const { pins } = plan.target.reading;
  return openAnalyser({
    ...context,
    platform: host.tags,
    pythonVersion: parts.python,
    parse: await loadPythonParser(dependencies.actionRoot),
    exec: dependencies.exec,
    ty: () => provideTool("ty", { ...context, platform: host.toolPlatform }, dependencies.toolPins?.ty),
    env: readerEnvironment(dependencies.env),
    folder: await mkdtemp(join(parts.folder, "code-")),
    head,
    releases,
    current,
    newest,
    excluded: otherDeployments(pins, plan.target.pin ?? plan.current.pin, [current.version, newest.version]),
  });
}
