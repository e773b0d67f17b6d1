import type { PinFormat } from "./manifest.ts";
import { parsePackageLock } from "./package-lock.ts";
import { fileName } from "./repository-path.ts";

/** Poetry's lock file. */
export const poetryLock: PinFormat = {
  format: "poetry-lock",
  matches: (path) => /^poetry(?:[._-][^/]*)?\.lock$/i.test(fileName(path)),
  parse: (text, file) =>
    parsePackageLock(text, file, { format: "poetry-lock", packages: "package", command: "poetry lock" }),
  // A lock is made by `poetry lock`, never by hand.
  rewrite: () => undefined,
};
