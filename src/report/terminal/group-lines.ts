import type { Severity } from "../../checks/finding.ts";
import type { ConfigurationGroup } from "../configuration-findings.ts";
import { logLine } from "../untrusted.ts";
import { type Colour, type Paint, padEnd, wrap } from "./style.ts";

const COLOURS: Readonly<Record<Severity, Colour>> = { error: "red", warning: "yellow", information: "cyan" };
const WORDS: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", information: "info" };
const INDENT = "warning".length + 2;
const MESSAGE = 1000;

/** How much is shown: of the groups, and of the places of each. */
interface Amounts {
  readonly most: number;
  readonly places: number;
}

/** What is said of many places once, and below it the places, each on a line that a terminal makes a link of. */
export function groupLines(
  groups: readonly ConfigurationGroup[],
  { most, places }: Amounts,
  paint: Paint,
  width: number,
): string[] {
  const left = groups.slice(most).reduce((sum, { findings }) => sum + findings.length, 0);
  return [
    ...groups.slice(0, most).flatMap((group) => lines(group, places, paint, width)),
    ...(left > 0 ? [paint("dim", `… ${left} more: --format json lists them all`)] : []),
  ];
}

function lines({ severity, silent, said, findings }: ConfigurationGroup, most: number, paint: Paint, width: number) {
  const word = paint(COLOURS[severity], padEnd(WORDS[severity], INDENT));
  const [first = "", ...rest] = wrap(
    logLine(`${silent && severity !== "information" ? "silent: " : ""}${said}`, MESSAGE),
    Math.max(30, width - INDENT),
  );
  const reasons = new Set(findings.flatMap(({ data }) => (typeof data?.["quiet"] === "string" ? [data["quiet"]] : [])));
  const [why, ...others] = reasons;
  const quiet =
    why === undefined || others.length > 0 ? [] : wrap(logLine(`(${why})`, 300), Math.max(30, width - INDENT));
  const places = findings.slice(0, most).map(({ path, line, column }) => {
    const place = [path, line, column].filter((part) => part !== undefined).join(":");
    return paint("bold", logLine(place, 300));
  });
  const left = findings.length - most;
  const more = left > 0 ? [paint("dim", `and ${left} more`)] : [];
  const indent = " ".repeat(INDENT);
  return [
    word + first,
    ...[...rest, ...quiet].map((line) => indent + line),
    ...[...places, ...more].map((line) => `${indent}${line}`),
  ];
}
