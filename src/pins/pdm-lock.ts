import type { PinFormat } from "./manifest.ts";
import { parsePackageLock } from "./package-lock.ts";
import { fileName } from "./repository-path.ts";

/** PDM's lock file; PDM lets a project have several (`pdm.gpu.lock`). */
export const pdmLock: PinFormat = {
  format: "pdm-lock",
  matches: (path) => /^pdm(?:[._-][^/]*)?\.lock$/i.test(fileName(path)),
  parse: (text, file) => parsePackageLock(text, file, { format: "pdm-lock", packages: "package", command: "pdm lock" }),
  // A lock is made by `pdm lock`, never by hand.
  rewrite: () => undefined,
};
