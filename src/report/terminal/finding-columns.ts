import type { Finding, Severity } from "../../checks/finding.ts";
import { byFile, hints } from "../code-findings.ts";
import { logLine } from "../untrusted.ts";
import { type Colour, columns, type Paint, padEnd, wrap } from "./style.ts";

const COLOURS: Readonly<Record<Severity, Colour>> = { error: "red", warning: "yellow", information: "cyan" };
const WORDS: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", information: "info" };
const WORD_WIDTH = Math.max(...Object.values(WORDS).map(columns));
const GAP = "  ";
/** Below this a message gets lines of its own. */
const NARROW = 40;

/** Findings as compilers print them, in columns: `path:line:col  error  message`. @param most more than that are counted */
export function listed(findings: readonly Finding[], most: number, paint: Paint, width: number): string[] {
  const left = findings.length - most;
  return [
    ...byFile(findings.slice(0, most)).flatMap(({ findings: group }) => fileLines(group, paint, width)),
    ...(left > 0 ? [paint("dim", `… ${left} more: --format json lists them all`)] : []),
  ];
}

function fileLines(findings: readonly Finding[], paint: Paint, width: number): string[] {
  const places = findings.map(({ path, line, column }) =>
    logLine([path, line, column].filter((part) => part !== undefined).join(":"), 300),
  );
  const placeWidth = Math.max(...places.map(columns));
  const before = placeWidth + GAP.length + WORD_WIDTH + GAP.length;
  return findings.flatMap((finding, index) => {
    const { severity } = finding;
    const place = paint("bold", padEnd(places[index] ?? "", placeWidth));
    const word = paint(COLOURS[severity], padEnd(WORDS[severity], WORD_WIDTH));
    if (width - before < NARROW)
      return [`${place}${GAP}${word}`.trimEnd(), ...messageLines(finding, width - 4).map((line) => `    ${line}`)];
    const [first = "", ...rest] = messageLines(finding, width - before);
    return [`${place}${GAP}${word}${GAP}${first}`, ...rest.map((line) => " ".repeat(before) + line)];
  });
}

/** A line to write instead is copied from here: it is not wrapped. */
function messageLines(finding: Finding, width: number): string[] {
  const message = [finding.message, ...hints(finding)].join(" ");
  return [
    ...wrap(logLine(message, 1000), width),
    ...(finding.suggestion === undefined ? [] : [`write instead: ${logLine(finding.suggestion)}`]),
  ];
}
