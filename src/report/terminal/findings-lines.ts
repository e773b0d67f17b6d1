import type { Finding, Severity } from "../../checks/finding.ts";
import type { CheckResult, SideResult } from "../../checks/result.ts";
import { RULES } from "../../checks/rules.ts";
import { isQuietLeftover } from "../leftover-findings.ts";
import { OWN_SECTIONS } from "../own-sections.ts";
import type { Report } from "../report.ts";
import { logLine, logText, shortenLines } from "../untrusted.ts";
import { remedies } from "../wording.ts";
import { type Colour, hanging, type Paint } from "./style.ts";

const COLOURS: Readonly<Record<Severity, Colour>> = { error: "red", warning: "yellow", information: "cyan" };
const SHOWN = 50;
const DETAIL_LINES = 40;

/** What was found outside the code and the configuration, as compilers print it: place, severity, message, rule. Then the long texts behind it. */
export function findingsLines({ checks, current, target }: Report, paint: Paint, width: number): string[] {
  const all = checks
    .filter(({ id }) => !OWN_SECTIONS.has(id))
    .flatMap(({ findings }) => findings)
    .filter((finding) => !isQuietLeftover(finding));
  const left = all.length - SHOWN;
  return [
    ...all.slice(0, SHOWN).flatMap((finding) => findingLines(finding, paint, width)),
    ...(left > 0 ? [paint("dim", `… ${left} more: --format json lists them all`)] : []),
    ...checks.flatMap((check) => [
      ...detailLines(check, check.target, target?.version ?? "the target", paint),
      ...detailLines(check, check.current, current?.version ?? "the current release", paint),
    ]),
  ];
}

function findingLines(finding: Finding, paint: Paint, width: number): string[] {
  const { severity, message, path, line, column, rule, suggestion } = finding;
  const place = [path, line, column].filter((part) => part !== undefined).join(":");
  const head = `${paint(COLOURS[severity], severity)} ${RULES[rule].title} ${paint("dim", `[${rule}]`)}`;
  return [
    place === "" ? head : `${paint("bold", logLine(place, 300))}: ${head}`,
    hanging("  ", logLine(message, 1000), width),
    ...(suggestion === undefined ? [] : [hanging("  write instead: ", logLine(suggestion), width)]),
    ...(severity === "error" ? [hanging("  ", RULES[rule].explanation, width)] : []),
  ];
}

function detailLines({ title }: CheckResult, { outcome }: SideResult, version: string, paint: Paint): string[] {
  if (outcome.status !== "failed" && outcome.status !== "inconclusive") return [];
  const text = logText(outcome.details ?? "").trim();
  if (text === "") return [];
  const bar = paint("dim", "│");
  return [
    `${logLine(title, 60)} on vLLM ${logLine(version, 60)}:`,
    ...shortenLines(text, DETAIL_LINES)
      .split("\n")
      .map((line) => `  ${bar} ${line}`),
  ];
}

/** What would help where a check could not tell. */
export function remedyLines(report: Report, width: number): string[] {
  return remedies(report).map(({ title, remedy }) => hanging(`  ${logLine(title, 60)}: `, logLine(remedy), width, 4));
}
