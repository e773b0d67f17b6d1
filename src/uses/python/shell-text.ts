import { cut, type Traced } from "../../text/traced.ts";
import { readCommand } from "../command-line/read-command.ts";
import type { CommandSite } from "../command-line/site.ts";
import type { Use } from "../use.ts";

/** TEMPORARY until the reader of shell scripts is there. */
export function readShell(text: Traced, site: CommandSite): Use[] {
  const uses: Use[] = [];
  for (const { 0: command, index } of text.text.replaceAll("\\\n", "  ").matchAll(/[^\n;&|]+/g)) {
    const words = [...command.matchAll(/\S+/g)].map((word) => ({
      value: cut(text, index + word.index, index + word.index + word[0].length),
    }));
    uses.push(...readCommand(words, site));
  }
  return uses;
}
