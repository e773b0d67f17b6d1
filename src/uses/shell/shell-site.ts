import type { ParseShell } from "../../platform/syntax-parsers.ts";
import type { Traced } from "../../text/traced.ts";
import { placer, type Site } from "../command-line/site.ts";
import type { RepositoryFile, UseContext } from "../reader.ts";
import type { Use, UseFormat } from "../use.ts";
import { forwarding } from "./forwards.ts";

/** What reading a shell's text takes beside the text. */
export interface ShellSite extends Site {
  readonly parseShell: ParseShell;
  /** See `UseContext`. */
  readonly unread?: ((why: string) => void) | undefined;
  /** Variables that are set outside the text: by a Dockerfile's `ENV`, a workflow's `env:`, a recipe's makefile. */
  readonly variables?: ReadonlyMap<string, Traced>;
  /** Reads a here-document that makes a file or is a program's input: `serve.yaml`, `manifest.yaml`, `script.py`. */
  readonly embedded?: (name: string, text: Traced) => readonly Use[];
}

/** The site of texts that stand in a file as they are: their sources are the file's offsets. */
export function siteOf(
  file: RepositoryFile,
  format: UseFormat,
  context: Pick<UseContext, "parseShell" | "knownVariables" | "text" | "unread">,
  quiet?: string,
): ShellSite {
  return {
    format,
    place: placer(file.path, file.text),
    knownVariables: context.knownVariables,
    forwards: forwarding(file.path, context.text),
    parseShell: context.parseShell,
    unread: context.unread,
    ...(quiet === undefined ? {} : { quiet }),
  };
}
