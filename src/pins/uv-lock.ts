import type { PinFormat } from "./manifest.ts";
import { parsePackageLock } from "./package-lock.ts";
import { isScriptLock } from "./path-meaning.ts";
import { fileName } from "./repository-path.ts";

/** uv's lock file, variants beside it (`uv.vllm.lock`), and the locks of scripts: https://docs.astral.sh/uv/guides/scripts/#locking-dependencies */
export const uvLock: PinFormat = {
  format: "uv-lock",
  matches: (path) => /^uv(?:[._-][^/]*)?\.lock$/i.test(fileName(path)) || isScriptLock(path),
  parse: (text, file) => {
    const command = isScriptLock(file) ? `uv lock --script ${file.replace(/\.lock$/, "")}` : "uv lock";
    return parsePackageLock(text, file, { format: "uv-lock", packages: "package", command });
  },
  // A lock is made by `uv lock`, never by hand.
  rewrite: () => undefined,
};
