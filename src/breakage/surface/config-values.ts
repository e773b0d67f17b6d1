import type { Surface } from "../../surface/surface.ts";
import { UNKNOWN } from "../../uses/use.ts";
import { fieldOf } from "./subjects/config-field.ts";

/** A key in a JSON argument that the class it belongs to does not have any more, or announces to drop. */
export interface LeavingKey {
  /** As the target calls the class: `PassConfig`. */
  readonly owner: string;
  readonly field: string;
  /** From the option on: `pass_config.enable_noop`. */
  readonly path: readonly string[];
  /** The target still has it, and says this. */
  readonly deprecated?: string;
}

/** More keys than that no configuration has. */
const MOST_KEYS = 10_000;

/** The object that a word holds, where it is one; what is not known in it is null. */
export function jsonObject(text: string): unknown {
  if (!text.trimStart().startsWith("{")) return undefined;
  for (const candidate of [text, text.replaceAll(UNKNOWN, "null")]) {
    try {
      return JSON.parse(candidate);
    } catch {
      // An unknown value without quotes; or no JSON, which both releases refuse.
    }
  }
  return undefined;
}

/** A dotted argument as the object that it stands for. */
export function nested(path: readonly string[], value: unknown): unknown {
  return path.reduceRight((inner: unknown, key) => ({ [key]: inner }), value);
}

/** The keys of a value that a release's class (and the classes nested in it) takes and the target's does not, or not for long. */
export function leavingKeys(
  value: unknown,
  classes: { readonly current: string | undefined; readonly target: string | undefined },
  releases: { readonly current: Surface; readonly target: Surface },
): LeavingKey[] {
  const leaving: LeavingKey[] = [];
  const open: { value: unknown; current: string | undefined; target: string | undefined; path: readonly string[] }[] = [
    { value, ...classes, path: [] },
  ];
  for (let at = open.pop(), seen = 0; at !== undefined && seen < MOST_KEYS; at = open.pop()) {
    const { current, target } = at;
    if (current === undefined || target === undefined || !isObject(at.value)) continue;
    // A class that is not known says nothing of its fields.
    if (!Object.hasOwn(releases.current.configs, current) || !Object.hasOwn(releases.target.configs, target)) continue;
    for (const [key, inner] of Object.entries(at.value)) {
      seen += 1;
      const before = fieldOf(current, key, releases.current);
      if (before === undefined || key.includes(UNKNOWN)) continue;
      const after = fieldOf(target, key, releases.target);
      const path = [...at.path, key];
      if (after === undefined) leaving.push({ owner: target, field: key, path });
      else if (after.deprecated !== undefined)
        leaving.push({ owner: target, field: key, path, deprecated: after.deprecated });
      if (after !== undefined) open.push({ value: inner, current: before.config, target: after.config, path });
    }
  }
  return leaving;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
