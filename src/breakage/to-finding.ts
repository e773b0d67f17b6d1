import { type Finding, quietSentence, type Severity } from "../checks/finding.ts";
import { RULES, type RuleId } from "../checks/rules.ts";
import type { Break } from "./break.ts";
import { calleeName } from "./explain/callee-name.ts";
import type { Explanation } from "./explain/explainer.ts";
import { plainType } from "./explain/own-class.ts";
import type { Guard } from "./guard.ts";

/** All that decides how a break is reported. */
export interface Verdict {
  readonly broken: Break;
  readonly guard: Guard;
  /** Whether the current release is known to accept what the target refuses. */
  readonly certain: boolean;
  /** Why it may be no break though the releases differ. A sentence. */
  readonly doubt?: string;
  /** An attribute that is assigned, and the object does not take it. */
  readonly refused?: boolean;
  /** A place in a notebook: `cell 3`; in a document there is none to name. */
  readonly where?: string;
  /** Where a dictionary is passed on, when the place is that of its key. */
  readonly passed?: { readonly line: number; readonly column: number };
  /** Why it does not alarm: it stands in a notebook or document, in a vendored copy. A clause. */
  readonly quiet?: string;
}

/** A break as a finding: what, where, how sure, and what to write instead. */
export function toFinding(verdict: Verdict, explanation: Explanation): Finding {
  const { broken, guard, where, quiet } = verdict;
  const { path, line, column, endLine, endColumn } = broken;
  const { rule, severity, notes } = weigh(verdict);
  return {
    rule,
    severity,
    message: [where === undefined ? explanation.message : `${where}: ${explanation.message}`, ...notes].join(" "),
    path,
    line,
    column,
    endLine,
    endColumn,
    data: {
      ...explanation.data,
      subject: subjectOf(broken, explanation.data),
      ...(guard.kind === "none" ? {} : { guard: guard.kind }),
      ...(quiet === undefined ? {} : { quiet }),
    },
    ...(explanation.suggestion === undefined || severity !== "error" ? {} : { suggestion: explanation.suggestion }),
  };
}

/** One place decides: what surely raises is an error, what cannot be known a warning, what never runs information. */
function weigh({ broken, guard, certain, doubt, refused, quiet }: Verdict): {
  readonly rule: RuleId;
  readonly severity: Severity;
  readonly notes: readonly string[];
} {
  const { rule } = broken;
  if (quiet !== undefined) return { rule, severity: "information", notes: [quietSentence(quiet)] };
  if (guard.kind === "live") return { rule, severity: "information", notes: [quietSentence(guard.why)] };
  if (!certain) {
    const why = "The type it hangs on is not known on the current release, so this may be no change.";
    return { rule, severity: least(RULES[rule].severity, "warning"), notes: [why] };
  }
  if (isAssignment(broken) && refused !== true) {
    const why = "Assigning it does not raise and has no effect any more.";
    return { rule, severity: "warning", notes: [why] };
  }
  if (doubt !== undefined) return { rule, severity: least(RULES[rule].severity, "warning"), notes: [doubt] };
  if (guard.kind === "dead") return { rule: "fallback-dead", severity: "error", notes: [sentence(guard.why)] };
  if (guard.kind === "unclear") {
    return { rule, severity: least(RULES[rule].severity, "warning"), notes: [sentence(guard.why)] };
  }
  return { rule, severity: RULES[rule].severity, notes: [] };
}

/** A patch of something that is gone. */
function isAssignment({ rule, text }: Break): boolean {
  return rule === "attribute-gone" && text.startsWith("Unresolved attribute");
}

const ORDER: readonly Severity[] = ["information", "warning", "error"];

function least(a: Severity, b: Severity): Severity {
  return ORDER.indexOf(a) < ORDER.indexOf(b) ? a : b;
}

function sentence(clause: string): string {
  return `${clause.charAt(0).toUpperCase()}${clause.slice(1)}.`;
}

/** What the finding is about, the same wherever it stands: `vllm.config.CompilationLevel`, `SamplingParams(best_of)`. */
function subjectOf({ subject }: Break, known: Explanation["data"]): string {
  switch (subject.kind) {
    case "module":
      return subject.module;
    case "name":
      return `${subject.module}.${subject.name}`;
    case "attribute":
    case "override":
      return `${known["owner"] ?? plainType(subject.owner)}.${subject.name}`;
    case "keyword":
      return called(subject.callee, known, subject.name);
    case "parameter":
      return called(subject.callee, known, subject.names.join());
    case "arity":
      return called(subject.callee, known, "");
    case "abstract":
      return subject.owner;
    case "deprecated":
      return subject.name;
  }
}

/** What is called, as the explanation found it, else as the checker names it. */
function called(callee: string | undefined, { callee: found }: Explanation["data"], given: string): string {
  return `${found ?? calleeName(callee) ?? "call"}(${given})`;
}
