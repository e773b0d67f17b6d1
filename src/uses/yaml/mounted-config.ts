import { isScalar } from "yaml";
import type { Traced } from "../../text/traced.ts";
import { configWord } from "../config-file/config-path.ts";
import type { ConfigFileUse, Use } from "../use.ts";
import type { Entry } from "./entries.ts";

/** A YAML text under a file's name, as a ConfigMap has it. */
export interface MountedFile {
  readonly name: string;
  readonly text: Traced;
}

/** Keys by which a file of the server's options is known. */
const TELLING =
  /^["']?(?:max[-_]model[-_]len|gpu[-_]memory[-_]utilization|max[-_]num[-_]seqs|tensor[-_]parallel[-_]size)["']?\s*:/m;
/** In UTF-16 units. */
const MAX_LENGTH = 200_000;

/** Whether an entry is a file that may be given to a command with `--config`. */
export function isMountedFile({ key, value }: Entry): boolean {
  return (
    /^[\w.-]+\.ya?ml$/.test(key) &&
    isScalar(value) &&
    typeof value.value === "string" &&
    value.value.length < MAX_LENGTH
  );
}

/**
 * The files of a ConfigMap that a command in the same file names (`--config /etc/serve/serve.yaml`), and those whose keys say
 * that they are the server's options: those are likely mounted for a command elsewhere.
 */
export function mountedConfigs(
  mounted: readonly MountedFile[],
  uses: readonly Use[],
  read: (file: MountedFile, certainty: ConfigFileUse["certainty"]) => readonly Use[],
): Use[] {
  const named = new Set(
    uses.flatMap((use) => {
      const path = use.kind === "command" ? configWord(use)?.text : undefined;
      return path === undefined ? [] : [path.slice(path.lastIndexOf("/") + 1)];
    }),
  );
  return mounted.flatMap((file) => {
    if (named.has(file.name)) return read(file, "certain");
    return TELLING.test(file.text.text) ? read(file, "likely") : [];
  });
}
