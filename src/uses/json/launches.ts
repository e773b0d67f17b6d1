import type { Traced } from "../../text/traced.ts";
import type { TracedWord } from "../command-line/traced-word.ts";
import { UNKNOWN, type Use } from "../use.ts";
import { type JsonObject, stringText, stringTexts } from "./json-source.ts";

/**
 * What an editor's launch configuration or task starts (`module` or `program` or `command`, and `args`), which other tools
 * write alike. https://code.visualstudio.com/docs/debugtest/debugging-configuration
 */
export function launchUses(
  objects: readonly JsonObject[],
  text: string,
  command: (words: readonly TracedWord[]) => Use[],
): Use[] {
  return objects.flatMap(({ entries }) => {
    const given = stringTexts(entries.get("args"), text);
    if (given.length === 0) return [];
    const module = stringText(entries.get("module"), text);
    const program = ["program", "command", "runtimeExecutable"].map((key) => stringText(entries.get(key), text));
    const started = program.find((one) => one !== undefined);
    if (module !== undefined)
      return command([word("python", module), word("-m", module), ...[module, ...given].map(element)]);
    if (started === undefined) return [];
    const script = started.text.endsWith(".py") ? [word("python", started)] : [];
    return command([...script, ...[started, ...given].map(element)]);
  });
}

/** A word that is not written there; it stands where the one does that it belongs to. */
function word(text: string, beside: Traced): TracedWord {
  return { value: { text, pieces: [] }, at: beside.pieces[0]?.at ?? 0 };
}

/** Variables of the editor (`${workspaceFolder}`, `${env:MODEL}`) are not known. */
function element(value: Traced): TracedWord {
  const text = value.text.replace(/\$\{[^{}]*\}/g, UNKNOWN);
  const at = value.pieces[0]?.at ?? 0;
  return { value: text === value.text ? value : { text, pieces: [{ text, at, start: 0 }] }, at, element: true };
}
