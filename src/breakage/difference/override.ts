import type { ParsePython } from "../../platform/syntax-parsers.ts";
import { callableOf } from "../explain/callable.ts";
import { findClass } from "../explain/find-callable.ts";
import type { ReleaseModules } from "../explain/release-modules.ts";
import type { Parameter } from "../explain/signature.ts";

/**
 * Whether a method takes other arguments on the target. The checker compares types as well, and a changed annotation raises nothing.
 * Where the method cannot be found in both releases, the checker is believed.
 */
export async function takesOtherArguments(
  owner: string,
  method: string,
  [current, target]: readonly [ReleaseModules, ReleaseModules],
  parse: ParsePython,
): Promise<boolean> {
  const [before, now] = await Promise.all(
    [current, target].map(async (release) => {
      const found = await findClass(owner, release);
      return found && callableOf(release, parse, found, method);
    }),
  );
  if (before === undefined || now === undefined) return true;
  return shape(before.parameters) !== shape(now.parameters);
}

/** Names, kinds, and whether each may be left out. */
function shape(parameters: readonly Parameter[]): string {
  return parameters.map(({ name, kind, default: value }) => `${kind} ${name} ${value !== undefined}`).join();
}

/**
 * "Base classes for class `C` define method `m` incompatibly": which of them changed is not said, and nothing is overridden anew, so
 * it is nothing that could be mended at this place.
 */
export function isAboutBases(text: string): boolean {
  return /^Base classes for class\b/.test(text);
}
