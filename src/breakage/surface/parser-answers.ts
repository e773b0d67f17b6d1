import type { CommandAnswers, ParserAnswer } from "../../surface/parser-answer.ts";
import { configWord } from "../../uses/config-file/config-path.ts";
import type { CommandUse, Place } from "../../uses/use.ts";
import type { CommandDraft } from "./command-drafts.ts";
import type { Draft } from "./draft.ts";
import type { SurfaceContext } from "./judgement.ts";

/** Of a message in a finding, in UTF-16 units. */
const LONGEST = 1000;

/** Rules about what the parser itself takes; a configuration's fields are checked later, when the engine is built. */
const PARSED: readonly Draft["rule"][] = ["flag-gone", "flag-form-changed", "flag-value-gone", "flag-and-value-in-one"];

/**
 * Where the releases' own parsers have been given the command line, they decide.
 * @param inFile what is known of the keys of a file that the command names with `--config`
 */
export function settleByParsers(
  command: CommandUse,
  drafts: readonly CommandDraft[],
  context: SurfaceContext,
  inFile: (path: string) => readonly CommandDraft[],
): Draft[] {
  const answers = context.parsed(command);
  if (answers === undefined) return [...drafts];
  const { current, target } = answers;
  const kept = drafts.filter((draft) => isKept(draft, current, target));
  if (target.ok) return current.ok ? [...kept, ...refusedWithFile(command, answers, context, inFile)] : kept;
  const said = target.message.slice(0, LONGEST);
  const named = (draft: CommandDraft) => mentions(said, draft.argument);
  const settled = kept.map((draft): CommandDraft => {
    if (!PARSED.includes(draft.rule) || !named(draft)) return draft;
    // What may have been no change is one: the parser says so.
    const { least: _, ...certain } = draft;
    return { ...certain, data: { ...draft.data, parser: said } };
  });
  // Before and after refused: no difference, but for what the drafts name.
  if (!current.ok || settled.some((draft) => draft.rule !== "setting-deprecated" && named(draft))) return settled;
  return [...settled, refused(command, command.place, "this command line", said, context)];
}

/** What the target refuses only together with the file that the command names, and no key of the file accounts for. */
function refusedWithFile(
  command: CommandUse,
  { withFile }: CommandAnswers,
  context: SurfaceContext,
  inFile: (path: string) => readonly CommandDraft[],
): Draft[] {
  // A file that the current release does not take is not what it runs with.
  if (withFile === undefined || !withFile.current.ok || withFile.target.ok) return [];
  const said = withFile.target.message.slice(0, LONGEST);
  if (inFile(withFile.path).some(({ rule, argument }) => rule !== "setting-deprecated" && mentions(said, argument)))
    return [];
  const place = configWord(command)?.place ?? command.place;
  return [refused(command, place, `this command line with \`${withFile.path}\``, said, context)];
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

function refused(command: CommandUse, place: Place, what: string, said: string, { target }: SurfaceContext): Draft {
  return {
    rule: "command-refused",
    place,
    use: command,
    subject: { name: "vllm serve", has: () => false, entry: () => undefined, names: () => [], accept: () => undefined },
    gone: false,
    what: `The parser of ${target.version} refuses ${what}: ${said.replace(/\s+/g, " ").trim()}`,
    data: { parser: said },
  };
}
