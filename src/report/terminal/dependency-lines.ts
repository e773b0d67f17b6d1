import type { AskedChange } from "../../dependencies/dependency-changes.ts";
import { askedWords, changesWords, changeWord } from "../dependency-words.ts";
import type { Report } from "../report.ts";
import { logLine } from "../untrusted.ts";
import type { Paint } from "./style.ts";

const SHOWN = 12;

/** The packages that change with vLLM, the most important first; where nothing resolves, what vLLM asks for otherwise. */
export function dependencyLines({ dependencies }: Report, paint: Paint): string[] {
  if (dependencies === undefined) return [];
  const { file, changes, asked, unchanged } = dependencies;
  const ranges = new Map(asked.map((one) => [one.name, one]));
  const lines =
    unchanged === undefined
      ? asked.map((range) => `${logLine(range.name, 100)}:${rangeWords(range)}`)
      : changes.map((change) => {
          const { name, from = "—", to = "—", step, direction } = change;
          const word = changeWord(change);
          const loud = step === "major" || direction === "down" ? paint("yellow", word) : word;
          return `${logLine(name, 100)} ${logLine(from, 60)} → ${logLine(to, 60)} (${loud})${rangeWords(ranges.get(name))}`;
        });
  if (lines.length === 0) return [];
  const left = lines.length - SHOWN;
  return [
    paint("bold", `Dependencies of ${logLine(file, 200)}: ${changesWords(dependencies)}`),
    ...lines.slice(0, SHOWN).map((line) => `  ${line}`),
    ...(left > 0 ? [paint("dim", `  … ${left} more: --format json lists them all`)] : []),
  ];
}

function rangeWords(range: AskedChange | undefined): string {
  if (range === undefined || range.current === range.target) return "";
  return `  vLLM asks for ${logLine(askedWords(range.current), 120)} → ${logLine(askedWords(range.target), 120)}`;
}
