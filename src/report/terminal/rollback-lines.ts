import type { Report } from "../report.ts";
import { logLine, logText, shortenLines } from "../untrusted.ts";
import { rehearsalWords } from "../wording.ts";
import type { Paint } from "./style.ts";

const DIFF_LINES = 60;

/** The way back: the diffs, then the commands as they are typed. A command is never wrapped. */
export function rollbackLines(report: Report, paint: Paint): string[] {
  const { rollback, current } = report;
  if (rollback === undefined) return [];
  const commands = [
    ...rollback.edits.flatMap((edit) => (edit.kind === "command" ? [edit.command] : [])),
    ...rollback.configuration,
    ...rollback.lock,
    ...rollback.image,
    ...rollback.install,
  ];
  return [
    paint(
      "bold",
      `Roll back to vLLM ${logLine(current?.version ?? "the current release", 60)}: ${rehearsalWords(report)}`,
    ),
    ...rollback.edits.flatMap((edit) => (edit.kind === "diff" ? diffLines(edit.diff, paint) : [])),
    ...[...new Set(commands)].map((command) => `  $ ${logText(command)}`),
    ...rollback.verify.map((command) => `  $ ${logText(command)}`),
  ];
}

function diffLines(diff: string, paint: Paint): string[] {
  return shortenLines(logText(diff), DIFF_LINES)
    .split("\n")
    .map((line) => {
      const colour = line.startsWith("+") ? "green" : line.startsWith("-") ? "red" : "dim";
      return `  ${paint(colour, line)}`;
    });
}
