import type { CommandUse } from "../../uses/use.ts";
import type { CommandDraft } from "./command-drafts.ts";
import type { Draft } from "./draft.ts";
import type { ParserAnswer, SurfaceContext } from "./judgement.ts";

/** Rules about what the parser itself takes; a configuration's fields are checked later, when the engine is built. */
const PARSED: readonly Draft["rule"][] = ["flag-gone", "flag-form-changed", "flag-value-gone", "flag-and-value-in-one"];

/** Where the releases' own parsers have been given the command line, they decide. */
export function settleByParsers(
  command: CommandUse,
  drafts: readonly CommandDraft[],
  context: SurfaceContext,
): Draft[] {
  const answers = context.parsed(command);
  if (answers === undefined) return [...drafts];
  const { current, target } = answers;
  const kept = drafts.filter((draft) => isKept(draft, current, target));
  if (target.ok) return kept;
  const said = target.message.slice(0, 1000);
  const named = (draft: CommandDraft) => mentions(said, draft.argument);
  const settled = kept.map((draft): CommandDraft => {
    if (!PARSED.includes(draft.rule) || !named(draft)) return draft;
    // What may have been no change is one: the parser says so.
    const { least: _, ...certain } = draft;
    return { ...certain, data: { ...draft.data, parser: said } };
  });
  // Before and after refused: no difference, but for what the drafts name.
  if (!current.ok || settled.some((draft) => draft.rule !== "deprecated-on-target" && named(draft))) return settled;
  return [...settled, refused(command, said, context)];
}

function isKept(draft: CommandDraft, current: ParserAnswer, target: ParserAnswer): boolean {
  if (!PARSED.includes(draft.rule) || !draft.seen) return true;
  if (target.ok) return false;
  return current.ok || !mentions(current.message, draft.argument);
}

/** Whether a message names an argument, as a word of its own. */
function mentions(message: string, argument: string): boolean {
  const dashed = argument.startsWith("--") ? argument.replaceAll("_", "-") : argument;
  for (const name of [argument, dashed]) {
    for (let at = message.indexOf(name); at !== -1; at = message.indexOf(name, at + 1)) {
      if (!/[\w-]/.test(`${message[at - 1] ?? ""}${message[at + name.length] ?? ""}`)) return true;
    }
  }
  return false;
}

function refused(command: CommandUse, said: string, { target }: SurfaceContext): Draft {
  return {
    rule: "command-refused",
    place: command.place,
    use: command,
    subject: { name: "vllm serve", has: () => false, entry: () => undefined, names: () => [], accept: () => undefined },
    gone: false,
    what: `The parser of ${target.version} refuses this command line: ${said.replace(/\s+/g, " ").trim()}`,
    data: { parser: said },
  };
}
