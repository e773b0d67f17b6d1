import type { PinFormat } from "./manifest.ts";
import { parsePackageLock } from "./package-lock.ts";
import { fileName } from "./repository-path.ts";

/** The lock file that every resolver can write (PEP 751): `pylock.toml`, `pylock.<name>.toml`. */
export const pylock: PinFormat = {
  format: "pylock",
  matches: (path) => /^pylock(?:\.[^/]+)?\.toml$/i.test(fileName(path)),
  parse: (text, file) =>
    parsePackageLock(text, file, { format: "pylock", packages: "packages", command: "uv export -o pylock.toml" }),
  // A lock is made by a resolver, never by hand.
  rewrite: () => undefined,
};
