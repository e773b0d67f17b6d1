import type { ProbeResult } from "./probe.ts";

/** One plugin of vLLM as an environment has it (`probes/load_plugins.py`). */
export interface PluginReading {
  readonly group: string;
  readonly name: string;
  /** `package.module:function`. */
  readonly value: string;
  /** The package that registers it, with its version; absent for the repository's own. */
  readonly from?: string;
  /** Why it does not load; absent where it does. */
  readonly error?: string;
}

/** More of them nobody installs; a package can register as many as it likes. */
const MOST = 200;

/** What the probe told. A probe that told nothing is no reading. */
export function readPlugins(told: ProbeResult): readonly PluginReading[] | undefined {
  if (!told.ok || !Array.isArray(told["plugins"])) return undefined;
  const all = told["plugins"].slice(0, MOST).flatMap((one) => pluginOf(one) ?? []);
  const last = pluginOf(told["loading"]);
  return last === undefined ? all : [...all, { ...last, error: "the process ended while it was loaded" }];
}

function pluginOf(value: unknown): PluginReading | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { group, name, value: points, distribution, version, error } = value as Readonly<Record<string, unknown>>;
  if (typeof group !== "string" || typeof name !== "string" || typeof points !== "string") return undefined;
  return {
    group,
    name,
    value: points,
    ...(typeof distribution === "string" ? { from: `${distribution} ${version ?? ""}`.trim() } : {}),
    ...(typeof error === "string" ? { error } : {}),
  };
}
