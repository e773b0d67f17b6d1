import { dockerfile } from "./dockerfile.ts";
import type { PinFormat } from "./manifest.ts";
import type { PinFormatId } from "./pin.ts";
import { pyproject } from "./pyproject.ts";
import { requirements } from "./requirements.ts";
import { uvLock } from "./uv-lock.ts";

/** Every format a pin is read from; the first that matches a path reads it. */
export const FORMATS: readonly PinFormat[] = [pyproject, uvLock, dockerfile, requirements];

/** Folders that hold other projects' code: their pins are not this repository's. */
const VENDORED =
  /(?:^|\/)(?:node_modules|\.venv|venv|\.tox|\.nox|site-packages|vendor|vendored|_vendor|third[_-]?party|3rdparty)\//i;

/** Whether a file is part of another project that lies in this one. */
export function isVendored(path: string): boolean {
  return VENDORED.test(path);
}

/** The format of a manifest path, or `undefined` when nothing is read from it. */
export function formatOfPath(path: string): PinFormat | undefined {
  return isVendored(path) ? undefined : FORMATS.find((format) => format.matches(path));
}

export function formatById(id: PinFormatId): PinFormat {
  const found = FORMATS.find(({ format }) => format === id);
  if (found === undefined) throw new Error(`no format ${id}`);
  return found;
}
