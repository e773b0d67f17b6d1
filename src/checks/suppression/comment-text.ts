import type { CheckId } from "../result.ts";
import type { RuleId } from "../rules.ts";
import { checkOf, readDay, readRule } from "./suppressible.ts";

/** What one comment asks for, or what is wrong with it, in sentences with the remedy. */
export type Directive =
  | { readonly rules: readonly RuleId[]; readonly reason: string; readonly until?: string }
  | { readonly problem: string };

const MARKER = "vllm-upgrade-check:";
const FORM = `Write "# ${MARKER} ignore[rule-id] the reason", with "(until YYYY-MM-DD)" at its end if it is not for good.`;

/** The checks whose findings stand at lines that a comment can be written beside. */
const AT_LINES: ReadonlySet<CheckId | undefined> = new Set<CheckId>(["code", "configuration"]);

/** Whether a text can hold a directive at all: most files need no second look. */
export function mentionsSuppression(text: string): boolean {
  return text.includes(MARKER);
}

/**
 * The directives in one comment as it stands in the file. Several notes may share a comment, as linters allow:
 * `# noqa: F401  # vllm-upgrade-check: ignore[import-gone] only on 0.11 (until 2027-01-31)`. In prose the marker is none.
 */
export function readDirectives(comment: string): Directive[] {
  return comment
    .split(/(?:^|\s)#+(?=\s|vllm-upgrade-check:)/)
    .map((note) => note.trim())
    .filter((note) => note.startsWith(MARKER))
    .map((note) => readDirective(note.slice(MARKER.length).trim()));
}

function readDirective(text: string): Directive {
  const [, names, rest = ""] = /^ignore\s*\[([^\]]*)\](.*)$/s.exec(text) ?? [];
  if (names === undefined) return { problem: `The comment names no rule. ${FORM}` };
  const rules: RuleId[] = [];
  for (const name of names.split(",").map((part) => part.trim())) {
    if (name === "") return { problem: `The brackets hold no rule. ${FORM}` };
    const reading = readRule(name);
    if ("problem" in reading) return { problem: capital(reading.problem) };
    if (!AT_LINES.has(checkOf(reading.rule))) return { problem: elsewhere(reading.rule) };
    if (!rules.includes(reading.rule)) rules.push(reading.rule);
  }
  const { reason, until } = splitDate(rest.trim());
  if (!/[\p{L}\p{N}]/u.test(reason)) return { problem: `The reason is missing. ${FORM}` };
  if (until === undefined) return { rules, reason };
  const day = readDay(until);
  if (day === undefined) return { problem: `"${until}" is not a day. Write it as (until 2027-01-31).` };
  return { rules, reason, until: day };
}

/** The date stands in brackets at the end; `until` elsewhere is a word of the reason. */
function splitDate(text: string): { readonly reason: string; readonly until?: string } {
  const open = text.endsWith(")") ? text.lastIndexOf("(") : -1;
  const inner = open === -1 ? "" : text.slice(open + 1, -1).trim();
  if (!/^until\b/.test(inner)) return { reason: text };
  return { reason: text.slice(0, open).trim(), until: inner.slice("until".length).trim() };
}

function elsewhere(rule: RuleId): string {
  return `${rule} is not found at a line that a comment could stand beside: suppress it in the configuration file, under "suppressions".`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
