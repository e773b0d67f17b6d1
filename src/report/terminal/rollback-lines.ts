import type { Report } from "../report.ts";
import { logLine, logText, shortenLines } from "../untrusted.ts";
import { rehearsalWords } from "../wording.ts";
import { type Paint, wrap } from "./style.ts";

const DIFF_LINES = 60;
/** Of diffs, and of commands before the verification. */
const SHOWN = 20;

/** The way back: the diffs, then the commands as they are typed. A command is never wrapped. */
export function rollbackLines(report: Report, paint: Paint, width: number): string[] {
  const { rollback, current } = report;
  if (rollback === undefined) return [];
  const diffs = rollback.edits.flatMap((edit) => (edit.kind === "diff" ? [edit.diff] : []));
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
    ...limited(diffs, (diff) => diffLines(diff, paint), paint),
    ...limited([...new Set(commands)], (command) => [`  $ ${logText(command)}`], paint),
    ...rollback.verify.map((command) => `  $ ${logText(command)}`),
    ...rollback.remains.flatMap((text) =>
      wrap(`Stays: ${logLine(text, 400)}`, width - 2).map((line) => paint("dim", `  ${line}`)),
    ),
  ];
}

function limited(texts: readonly string[], lines: (text: string) => string[], paint: Paint): string[] {
  const left = texts.length - SHOWN;
  const more = left > 0 ? [paint("dim", `  … ${left} more: --format json has them all`)] : [];
  return [...texts.slice(0, SHOWN).flatMap(lines), ...more];
}

function diffLines(diff: string, paint: Paint): string[] {
  return shortenLines(logText(diff), DIFF_LINES)
    .split("\n")
    .map((line) => {
      const colour = line.startsWith("+") ? "green" : line.startsWith("-") ? "red" : "dim";
      return `  ${paint(colour, line)}`;
    });
}
