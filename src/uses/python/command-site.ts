import type { Traced } from "../../text/traced.ts";
import type { TracedWord } from "../command-line/traced-word.ts";
import type { UseContext } from "../reader.ts";
import { forwarding } from "../shell/forwards.ts";
import type { ShellSite } from "../shell/shell-site.ts";
import type { PythonModule } from "./python-module.ts";
import type { SpelledText } from "./spelled-text.ts";
import type { Item } from "./value.ts";

/** Where the commands of a Python text are read. */
export function commandSite(module: PythonModule, context: UseContext, quiet?: string): ShellSite {
  const why = module.quiet ?? quiet;
  return {
    format: module.format,
    ...(why === undefined ? {} : { quiet: why }),
    place: module.place,
    knownVariables: context.knownVariables,
    forwards: forwarding(module.path, context.text),
    parseShell: context.parseShell,
    unread: context.unread,
  };
}

export function toTraced(value: SpelledText): Traced {
  let start = 0;
  const pieces = value.flatMap(({ text, start: at }) => {
    const piece = { text, at, start };
    start += text.length;
    return text === "" ? [] : [piece];
  });
  return { text: value.map(({ text }) => text).join(""), pieces };
}

/** The elements of a list as the words of a command. */
export function toTracedWord({ text, spread, unknown }: Item, module: PythonModule): TracedWord {
  return {
    value: toTraced(text),
    element: true,
    ...(spread === true ? { spread } : {}),
    ...(unknown === undefined ? {} : { unknown: [module.source(unknown).slice(0, 200)] }),
    ...(text[0] === undefined ? {} : { at: text[0].start }),
  };
}
