import type { ConfigFileUse, ConfigKey, Word } from "../../uses/use.ts";
import { argumentDrafts } from "./argument-drafts.ts";
import type { CommandDraft } from "./command-drafts.ts";
import type { SurfaceContext } from "./judgement.ts";
import { readArguments } from "./read-arguments.ts";

/** What the target refuses in a `--config` file: its keys become arguments (`FlexibleArgumentParser._pull_args_from_config`). */
export function configFileDrafts(file: ConfigFileUse, { current, target }: SurfaceContext): CommandDraft[] {
  const abbreviations = file.certainty === "certain";
  return file.keys.flatMap((key) => {
    const words = asWords(key);
    return readArguments(words, current, { abbreviations }).flatMap((argument) =>
      argumentDrafts(
        argument,
        { current, target },
        { use: file, rule: "config-key-gone", called: `The key \`${key.key}\`` },
      ).map((draft) => ({
        ...{ ...draft, argument: `--${key.key}`, seen: true },
        ...(draft.written === undefined ? {} : { written: "" }),
      })),
    );
  });
}

/** `true` is the bare flag, `false` none at all (or the flag's negation, where there is one), a list its items one after another. */
export function asWords({ key, value, place }: ConfigKey): Word[] {
  const word = (text: string): Word => ({ text, place });
  const flag = word(`--${key}`);
  if (value === "true") return [flag];
  if (value === "false") return [];
  const items = value.startsWith("[") ? listItems(value) : undefined;
  // A list of options is arguments for something, and no value of an option.
  if (items?.some((item) => item.startsWith("--"))) return [];
  return [flag, ...(items ?? [value]).map(word)];
}

function listItems(json: string): string[] | undefined {
  try {
    const list: unknown = JSON.parse(json);
    return Array.isArray(list)
      ? list.map((item) => (typeof item === "string" ? item : JSON.stringify(item)))
      : undefined;
  } catch {
    return undefined;
  }
}
