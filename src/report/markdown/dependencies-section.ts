import type { AskedChange, DependencyChange } from "../../dependencies/dependency-changes.ts";
import { askedWords, changesWords, changeWord } from "../dependency-words.ts";
import type { Report } from "../report.ts";
import { inlineCode, markdownText } from "../untrusted-markdown.ts";
import { count } from "../wording.ts";
import { fold } from "./details-section.ts";
import { type Fullness, NOTHING, type Section, take } from "./fullness.ts";

/** The packages that come, go and move with vLLM, beside what vLLM itself asks for; folded. */
export function dependenciesSection({ dependencies, current, target }: Report, full: Fullness): Section {
  if (dependencies === undefined) return NOTHING;
  const { file, changes, asked, unchanged } = dependencies;
  const ranges = new Map(asked.map((one) => [one.name, one]));
  const rows: readonly Row[] = [
    ...changes.map((change) => ({ name: change.name, change, range: ranges.get(change.name) })),
    ...asked
      .filter(({ name }) => !changes.some((change) => change.name === name))
      .map((range) => ({ name: range.name, range })),
  ];
  if (rows.length === 0) return NOTHING;
  const { shown, left } = take(rows, full.packages);
  const omitted = left === 0 ? [] : [count(left, "changed package")];
  if (shown.length === 0) return { text: "", omitted };
  const [from, to] = [current?.version ?? "current", target?.version ?? "target"].map((text) => markdownText(text, 60));
  const table = [
    `| Package | With ${from} | With ${to} | Step | vLLM asks for |`,
    "|:--|:--|:--|:--|:--|",
    ...shown.map((row) => rowOf(row, unchanged === undefined)),
  ];
  const title = `Dependencies of ${file}: ${changesWords(dependencies)}`;
  return { text: fold(title, table.join("\n")), omitted };
}

interface Row {
  readonly name: string;
  readonly change?: DependencyChange;
  readonly range?: AskedChange | undefined;
}

function rowOf({ name, change, range }: Row, unresolved: boolean): string {
  const word = change === undefined ? (unresolved ? "" : "stays") : changeWord(change);
  const step = change?.step === "major" || change?.direction === "down" ? `**${word}**` : word;
  const cells = [inlineCode(name, 100), version(change?.from), version(change?.to), step, asked(range)];
  return `| ${cells.join(" | ")} |`;
}

function version(text: string | undefined): string {
  return text === undefined ? "" : inlineCode(text, 60);
}

function asked(range: AskedChange | undefined): string {
  if (range === undefined) return "";
  const words = (text: string | undefined) => (text ? inlineCode(text, 120) : askedWords(text));
  const { current, target } = range;
  return current === target ? words(target) : `${words(current)} → ${words(target)}`;
}
