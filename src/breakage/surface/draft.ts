import { type Finding, quietSentence, type Severity } from "../../checks/finding.ts";
import { RULES, type RuleId } from "../../checks/rules.ts";
import type { Place, Use } from "../../uses/use.ts";
import type { Hints } from "./hints.ts";
import type { Subject } from "./subject.ts";
import { editOf } from "./suggestion.ts";

/** A difference at a place, before its history is known. */
export interface Draft {
  readonly rule: RuleId;
  readonly place: Place;
  readonly use: Pick<Use, "certainty" | "quiet" | "format">;
  /** What it is about, the same wherever it stands. */
  readonly subject: Subject;
  /** What is so, in a sentence. */
  readonly what: string;
  /** What to do where nothing is known to take its place, in a sentence. */
  readonly otherwise?: string;
  /** What comes of it, in a sentence that follows what to do. */
  readonly effect?: string;
  /** Nothing fails and nothing is said at run time. */
  readonly silent?: boolean;
  /** At most this grave, and why: a sentence. */
  readonly least?: { readonly severity: Severity; readonly why: string };
  /** The text at the place that a plain successor is written instead of. */
  readonly written?: string;
  /** What is known of it without looking at the releases between. */
  readonly hints?: Hints;
  /** The history of the subject is that of this difference. Otherwise (another form, another value) it is not asked for. */
  readonly gone: boolean;
  readonly data?: NonNullable<Finding["data"]>;
}

const ORDER: readonly Severity[] = ["information", "warning", "error"];
const DOUBT = "The file does not say that this is for vLLM, so it may be no change.";

/**
 * A draft as a finding.
 *
 * @param history absent where it was not looked for
 * @param line the text of the line it stands on
 */
export function toFinding(draft: Draft, history: Hints | undefined, line: string | undefined): Finding {
  const hints = history ?? draft.hints;
  const { rule, place, use, subject, effect, silent, least } = draft;
  const quiet = use.quiet;
  let severity = RULES[rule].severity as Severity;
  const notes: string[] = [];
  if (least !== undefined) {
    severity = lesser(severity, least.severity);
    notes.push(least.why);
  }
  if (use.certainty === "likely" && severity === "error") {
    severity = "warning";
    notes.push(DOUBT);
  }
  if (quiet !== undefined) {
    severity = "information";
    notes.push(quietSentence(quiet));
  }
  const isMeant = severity !== "information" && use.certainty === "certain";
  const successor = isMeant && hints?.successor?.plain === true ? hints.successor.name : undefined;
  const edit =
    successor === undefined || draft.written === undefined ? undefined : editOf(place, draft.written, successor, line);
  return {
    rule,
    severity,
    message: [saidOf(draft, hints), adviceOf(draft, hints), effect, ...notes]
      .filter((text) => text !== undefined)
      .join(" "),
    ...{ path: place.path, line: place.line, column: place.column, endLine: place.endLine, endColumn: place.endColumn },
    data: {
      ...draft.data,
      subject: subject.name,
      ...(silent === true ? { silent: true } : {}),
      ...(quiet === undefined ? {} : { quiet }),
      ...hintData(hints),
      ...(edit === undefined ? {} : { before: edit.before }),
    },
    ...(edit === undefined ? {} : { suggestion: edit.after }),
  };
}

function saidOf({ what }: Draft, hints: Hints | undefined): string {
  return hints?.removedIn === undefined ? what : `${what.replace(/\.$/, "")} (removed in ${hints.removedIn}).`;
}

/** What to write: it comes before what happens otherwise, because a reader looks for it. */
function adviceOf({ otherwise }: Draft, hints: Hints | undefined): string | undefined {
  const { successor, nearest } = hints ?? {};
  if (successor !== undefined)
    return successor.plain
      ? `Write \`${successor.name}\` instead.`
      : `\`${successor.name}\` takes its place, and may want another value.`;
  return nearest === undefined ? otherwise : `The nearest new name is \`${nearest}\`.`;
}

/** The keys of the code check's findings, so that a machine reads both alike. */
function hintData(hints: Hints | undefined): NonNullable<Finding["data"]> {
  if (hints === undefined) return {};
  const { removedIn, last, successor, nearest, said, evidence } = hints;
  return {
    last,
    ...(removedIn === undefined ? {} : { removedIn }),
    ...(successor === undefined ? {} : { [successor.plain ? "renamedTo" : "replacedBy"]: successor.name }),
    ...(nearest === undefined ? {} : { nearest }),
    ...(said === undefined ? {} : { said: said.slice(0, 1000) }),
    ...(evidence === undefined ? {} : { evidence }),
  };
}

function lesser(a: Severity, b: Severity): Severity {
  return ORDER.indexOf(a) < ORDER.indexOf(b) ? a : b;
}
