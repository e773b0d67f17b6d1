import { parseDocument } from "yaml";
import { traced } from "../../text/traced.ts";
import { placer } from "../command-line/site.ts";
import type { CommandUse, ConfigFileUse, Use } from "../use.ts";
import { aliases } from "../yaml/entries.ts";
import { mappingUse } from "../yaml/mapping-use.ts";
import { configFinder, isReadable } from "./find-config.ts";

/** The repository's files, as far as a command may name them. */
export interface ConfigFiles {
  /** POSIX paths relative to the root. */
  readonly paths: Iterable<string>;
  readonly text: (path: string) => string | undefined;
}

/**
 * The files that commands name with `--config`, each once: every key of one is an option of the command
 * (`FlexibleArgumentParser.load_config_file`, vllm/utils/argparse_utils.py).
 * @param uses of the whole repository
 */
export function configFileUses(uses: readonly Use[], files: ConfigFiles): ConfigFileUse[] {
  const named = new Map<string, CommandUse>();
  const find = configFinder(files.paths);
  for (const use of uses) {
    const path = use.kind === "command" ? find(use) : undefined;
    if (use.kind !== "command" || path === undefined) continue;
    const other = named.get(path);
    if (other === undefined || weight(use) > weight(other)) named.set(path, use);
  }
  return [...named].flatMap(([path, use]) => readConfig(path, files.text(path), use));
}

/** Of the commands that name a file, the one that speaks loudest counts. */
function weight({ quiet, certainty }: CommandUse): number {
  return (quiet === undefined ? 2 : 0) + (certainty === "certain" ? 1 : 0);
}

function readConfig(path: string, text: string | undefined, { certainty, quiet }: CommandUse): ConfigFileUse[] {
  if (text === undefined || !isReadable(text)) return [];
  const site = {
    format: "config-file" as const,
    place: placer(path, text),
    knownVariables: new Set<string>(),
    ...(quiet === undefined ? {} : { quiet }),
  };
  try {
    const { contents } = parseDocument(text, {
      prettyErrors: false,
      logLevel: "silent",
      strict: false,
      uniqueKeys: false,
    });
    const room = { site, source: traced(text, 0), resolve: aliases(contents), interpolate: identity };
    return mappingUse(contents, certainty, room);
  } catch (error) {
    // The parser descends with the text: one nested thousands deep ends the stack.
    if (error instanceof RangeError) return [];
    throw error;
  }
}

function identity<T>(value: T): T {
  return value;
}
