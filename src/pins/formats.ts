import { apptainer } from "./apptainer.ts";
import { compose } from "./compose.ts";
import { conda } from "./conda.ts";
import { dockerfile } from "./dockerfile.ts";
import { document } from "./document.ts";
import { dotenv } from "./dotenv.ts";
import { kubernetes } from "./kubernetes.ts";
import { literals } from "./literals.ts";
import { makefile } from "./makefile.ts";
import type { PinFormat } from "./manifest.ts";
import { pdmLock } from "./pdm-lock.ts";
import type { PinFormatId } from "./pin.ts";
import { pipfile } from "./pipfile.ts";
import { pipfileLock } from "./pipfile-lock.ts";
import { poetryLock } from "./poetry-lock.ts";
import { pylock } from "./pylock.ts";
import { pyproject } from "./pyproject.ts";
import { notebook } from "./python/notebook.ts";
import { python } from "./python/python.ts";
import { setupPy } from "./python/setup-py.ts";
import { requirements } from "./requirements.ts";
import { setupCfg } from "./setup-cfg.ts";
import { shell } from "./shell.ts";
import { uvLock } from "./uv-lock.ts";
import { workflow } from "./workflow.ts";

/** Every format a pin is read from; the first that matches a path reads it. */
export const FORMATS: readonly PinFormat[] = [
  pyproject,
  uvLock,
  pylock,
  poetryLock,
  pdmLock,
  pipfile,
  pipfileLock,
  setupCfg,
  conda,
  dockerfile,
  apptainer,
  requirements,
  setupPy,
  python,
  notebook,
  workflow,
  compose,
  kubernetes,
  shell,
  makefile,
  dotenv,
  literals,
  document,
];

/** Folders that hold other projects' code, or what a build left: their pins are not this repository's. */
const VENDORED =
  /(?:^|\/)(?:[^/]*\.egg-info|node_modules|\.venv|venv|\.tox|\.nox|site-packages|vendor|vendored|_vendor|third[_-]?party|3rdparty)\//i;

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
