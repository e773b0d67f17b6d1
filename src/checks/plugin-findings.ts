import type { Environment } from "../environment/environment.ts";
import type { PluginReading } from "../environment/plugins.ts";
import { CannotTell } from "./cannot-tell.ts";
import type { CheckContext } from "./check.ts";
import type { Finding } from "./finding.ts";
import { findingAtPin } from "./finding-at-pin.ts";

/** Plugins of vLLM that do not load on the target: an error where they load on the current release. */
export async function pluginFindings(
  context: CheckContext,
  target: Environment,
): Promise<{ readonly loaded: number; readonly findings: readonly Finding[] }> {
  const plugins = (await context.plugins(target)) ?? [];
  const broken = plugins.filter(({ error }) => error !== undefined);
  const loaded = plugins.length - broken.length;
  if (broken.length === 0) return { loaded, findings: [] };
  const before = await onCurrent(context);
  return { loaded, findings: broken.map((plugin) => findingOf(plugin, before, context)) };
}

async function onCurrent(context: CheckContext): Promise<readonly PluginReading[] | undefined> {
  try {
    return await context.plugins(await context.environment("current", "import"));
  } catch (error) {
    if (error instanceof CannotTell) return undefined;
    throw error;
  }
}

function findingOf(
  plugin: PluginReading,
  before: readonly PluginReading[] | undefined,
  context: CheckContext,
): Finding {
  const { name, group, from, error } = plugin;
  const { current, target } = context.sides;
  const known = before?.find((one) => one.name === name && one.group === group);
  const [severity, also] =
    before === undefined
      ? (["warning", ` Whether it does with ${current.version} is not known.`] as const)
      : known === undefined
        ? (["warning", ` It is not installed beside ${current.version}.`] as const)
        : known.error === undefined
          ? (["error", ""] as const)
          : (["information", ` Nor does it with ${current.version}.`] as const);
  const whose = from === undefined ? "of this repository" : `of ${from}`;
  const message = `The plugin ${name} (${group}) ${whose} does not load with vLLM ${target.version}: ${error}.${also}`;
  return { ...findingAtPin(target, "plugin-broken", message, { subject: name, group, value: plugin.value }), severity };
}
