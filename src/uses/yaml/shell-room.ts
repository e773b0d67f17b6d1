import type { Traced } from "../../text/traced.ts";
import type { Site } from "../command-line/site.ts";
import type { UseContext } from "../reader.ts";
import { readShell, readWords } from "../shell/read-shell.ts";
import type { ShellSite } from "../shell/shell-site.ts";
import { withText } from "./word-list.ts";
import type { Variables, YamlRoom } from "./yaml-room.ts";

/** Readers of commands and of a shell's text, for a document. */
export function shellRoom(site: Site, context: UseContext): Pick<YamlRoom, "site" | "command" | "shell"> {
  const withVariables = (variables: Variables): ShellSite => ({
    ...site,
    parseShell: context.parseShell,
    unread: context.unread,
    variables: new Map(
      [...variables].flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
    ),
  });
  return {
    site: { ...site, shell: (text) => readShell(text, withVariables(new Map())) },
    shell: (text, variables) => readShell(oneLine(text), withVariables(variables)),
    command: (words, variables) => readWords(words, withVariables(variables)),
  };
}

/**
 * No command is called `--port`: where a line begins with an option, the text is not a shell's as it stands, but one command
 * over several lines, which its program splits into words.
 */
function oneLine(text: Traced): Traced {
  if (!/(?<!\\)\n[ \t]*--[A-Za-z]/.test(text.text)) return text;
  return withText(text, text.text.replace(/(?<!\\)\n(?=[ \t]*(?:--?[A-Za-z]|['"{]))/g, " "));
}
