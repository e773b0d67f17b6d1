import type { RuleId } from "../checks/rules.ts";
import { movingPin } from "./annotations.ts";
import { EXIT_CODES, type Report } from "./report.ts";
import { withinLimits } from "./sarif/limits.ts";
import { SOURCE_ROOT } from "./sarif/location.ts";
import type { SarifLog, SarifNotification } from "./sarif/log.ts";
import { candidatesOf, sarifResults } from "./sarif/results.ts";
import { ruleIndex, SARIF_LEVELS, sarifRules } from "./sarif/rules.ts";
import { oneLine } from "./untrusted.ts";
import { suppressedWords } from "./wording.ts";

export interface SarifOptions {
  /** Where the checked folder lies in the repository (`""`, the default, for its top). */
  readonly folder?: string;
  /** Where this product can be read about, and each of its rules; absent where nobody knows. */
  readonly links?: { readonly home?: string; readonly rule?: (rule: RuleId) => string };
  /**
   * `listed`: suppressed findings are results that say so. `left-out`: they are only counted, for readers that do not look at
   * `suppressions`. GitHub's code scanning is one: it would open an alert for each.
   */
  readonly suppressed: "listed" | "left-out";
}

/** The report's findings as a SARIF 2.1.0 log, whatever the verdict. */
export function sarifOf(report: Report, { folder = "", links = {}, suppressed }: SarifOptions): SarifLog {
  const pin = movingPin(report);
  const candidates = candidatesOf(report.checks);
  const shown = candidates.filter(({ suppression }) => suppressed === "listed" || suppression === undefined);
  const hidden = candidates.length - shown.length;
  const suppressions = shown.some(({ suppression }) => suppression !== undefined);
  const all = sarifResults(shown, { folder, pin, suppressions });
  const results = withinLimits(all);
  const left = all.length - results.length;
  const unplaced = pin === undefined ? shown.filter(({ finding }) => finding.path === undefined) : [];
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "vllm-upgrade-check",
            semanticVersion: report.environment.tool,
            ...(links.home === undefined ? {} : { informationUri: links.home }),
            rules: sarifRules(links.rule),
          },
        },
        // What stands before the last slash is the category: runs of one folder replace each other.
        automationDetails: { id: `vllm-upgrade-check/${folder === "" ? "" : `${folder}/`}` },
        originalUriBaseIds: { [SOURCE_ROOT]: { description: { text: "The repository's root." } } },
        columnKind: "utf16CodeUnits",
        invocations: [
          {
            executionSuccessful: report.verdict !== "inconclusive",
            exitCode: EXIT_CODES[report.verdict],
            toolExecutionNotifications: [
              note(report.reason),
              ...undecided(report),
              ...unplaced.map(
                ({ finding }): SarifNotification => ({
                  level: SARIF_LEVELS[finding.severity],
                  message: { text: oneLine(finding.message, 1000) },
                  associatedRule: { id: finding.rule, index: ruleIndex(finding.rule) },
                }),
              ),
              ...(hidden === 0 ? [] : [note(`${suppressedWords(hidden)}: they are in the JSON report.`)]),
              ...(left === 0 ? [] : [note(`${left} more results left out: all are in the JSON report.`, "warning")]),
              ...report.notes.map((text) => note(text)),
            ],
          },
        ],
        results,
        properties: {
          verdict: report.verdict,
          ...(report.current === undefined ? {} : { currentVersion: report.current.version }),
          ...(report.target === undefined ? {} : { targetVersion: report.target.version }),
        },
      },
    ],
  };
}

/** The checks that could not tell: no result of theirs is in the log. */
function undecided({ checks }: Report): SarifNotification[] {
  return checks.flatMap(({ title, target: { outcome } }) =>
    outcome.status === "inconclusive" ? [note(`${title}: ${outcome.reason} ${outcome.remedy}`, "error")] : [],
  );
}

function note(text: string, level: SarifNotification["level"] = "note"): SarifNotification {
  return { level, message: { text: oneLine(text, 1000) } };
}
