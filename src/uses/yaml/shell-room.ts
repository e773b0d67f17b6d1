import { shellCommands } from "../../pins/shell-words.ts";
import type { Traced } from "../../text/traced.ts";
import { readCommand } from "../command-line/read-command.ts";
import type { CommandSite, Site } from "../command-line/site.ts";
import type { UseContext } from "../reader.ts";
import type { Use } from "../use.ts";
import type { Variables, YamlRoom } from "./yaml-room.ts";

/** Readers of commands and of a shell's text for a document. */
export function shellRoom(site: Site, _context: UseContext): Pick<YamlRoom, "site" | "command" | "shell"> {
  const shell = (text: Traced, variables: Variables, depth = 0): Use[] => {
    if (depth > 5) return [];
    const inner: CommandSite = { ...site, shell: (t) => shell(t, variables, depth + 1) };
    return [...shellCommands(text, (name) => variables.get(name))].flatMap((words) =>
      readCommand(
        words.map((value) => ({ value })),
        inner,
      ),
    );
  };
  return {
    site: { ...site, shell: (text) => shell(text, new Map()) },
    shell: (text, variables) => shell(text, variables),
    command: (words, variables) => readCommand(words, { ...site, shell: (text) => shell(text, variables) }),
  };
}
