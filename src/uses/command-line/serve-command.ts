import { beginning, cut, type Traced } from "../../text/traced.ts";
import { type ArchitectureUse, type CommandUse, UNKNOWN, type Use } from "../use.ts";
import type { Server } from "./program.ts";
import type { Site } from "./site.ts";
import { placeOf, rest, type TracedWord, toWord } from "./traced-word.ts";

/**
 * A command line of the server, and the architectures that its `--hf-overrides` names.
 * @param words what follows the program
 * @param at the program's own word; absent where an image or a variable's name says what runs
 */
export function serveCommand(
  words: readonly TracedWord[],
  server: Pick<Server, "program" | "certainty">,
  at: TracedWord | undefined,
  site: Site,
): Use[] {
  const first = at ?? words[0];
  if (first === undefined) return [];
  const command: CommandUse = {
    kind: "command",
    program: server.program,
    certainty: server.certainty,
    words: words.map((word) => toWord(word, site)),
    format: site.format,
    place: placeOf(first, site),
    ...(site.quiet === undefined ? {} : { quiet: site.quiet }),
  };
  return [command, ...architectures(words, server.certainty, site)];
}

/** `--hf-overrides '{"architectures": ["X"]}'`. */
function architectures(words: readonly TracedWord[], certainty: Server["certainty"], site: Site): ArchitectureUse[] {
  return words.flatMap((word, index) => {
    const [, equals] = /^--hf[-_]overrides(=|$)/.exec(word.value.text) ?? [];
    if (equals === undefined) return [];
    const value = equals === "=" ? rest(word, word.value.text.indexOf("=") + 1) : words[index + 1];
    return value === undefined ? [] : architectureUses(value.value, certainty, site);
  });
}

/** The names in the list under `architectures` of a JSON text. */
function architectureUses(json: Traced, certainty: Server["certainty"], site: Site): ArchitectureUse[] {
  const list = /"architectures"\s*:\s*\[([^\]]*)/.exec(json.text);
  if (list === null) return [];
  const start = list.index + list[0].length - (list[1]?.length ?? 0);
  return [...(list[1] ?? "").matchAll(/"([^"]*)"/g)].flatMap((match) => {
    const name = match[1] ?? "";
    const from = start + match.index + 1;
    const span = beginning(cut(json, from, from + name.length));
    if (span === undefined || name.includes(UNKNOWN)) return [];
    const place = site.place(span.start, span.end);
    const quiet = site.quiet === undefined ? {} : { quiet: site.quiet };
    return [{ kind: "architecture", name, certainty, format: site.format, place, ...quiet }];
  });
}
