import type { PinFormat } from "./manifest.ts";
import { parsePackageLock } from "./package-lock.ts";
import { fileName } from "./repository-path.ts";

/** uv's lock file, and variants beside it: `uv.vllm.lock`. */
export const uvLock: PinFormat = {
  format: "uv-lock",
  matches: (path) => /^uv(?:[._-][^/]*)?\.lock$/i.test(fileName(path)),
  parse: (text, file) => parsePackageLock(text, file, { format: "uv-lock", packages: "package", command: "uv lock" }),
  // A lock is made by `uv lock`, never by hand.
  rewrite: () => undefined,
};
