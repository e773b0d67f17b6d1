import type { CheckResult, SideResult } from "../../checks/result.ts";
import type { Report } from "../report.ts";
import { logText, shortenLines } from "../untrusted.ts";
import { fencedCode, htmlText, markdownText } from "../untrusted-markdown.ts";
import { count, remedies } from "../wording.ts";
import type { Fullness, Section } from "./fullness.ts";

/** The long texts behind a failure or a doubt (a resolver's explanation, a traceback), folded. */
export function detailsSection({ checks, current, target }: Report, full: Fullness): Section {
  const long = checks.flatMap((check) => [
    ...explanationOf(check, check.target, target?.version ?? "the target"),
    ...explanationOf(check, check.current, current?.version ?? "the current release"),
  ]);
  if (full.detailLines === 0)
    return { text: "", omitted: long.length === 0 ? [] : [count(long.length, "explanation")] };
  const cut = long.filter(({ text }) => text.split("\n").length > full.detailLines).length;
  const folds = long.map(({ title, text }) => fold(title, fencedCode(shortenLines(text, full.detailLines), "text")));
  return { text: folds.join("\n\n"), omitted: cut === 0 ? [] : [`parts of ${count(cut, "explanation")}`] };
}

function explanationOf(check: CheckResult, { outcome }: SideResult, version: string) {
  if (outcome.status !== "failed" && outcome.status !== "inconclusive") return [];
  const text = logText(outcome.details ?? "").trim();
  return text === "" ? [] : [{ title: `${check.title} on vLLM ${version}: the whole message`, text }];
}

/** What would help where a check could not tell: never folded. */
export function remediesSection(report: Report): string {
  const items = remedies(report).map(
    ({ title, remedy }) => `- **${markdownText(title, 60)}**: ${markdownText(remedy)}`,
  );
  return items.length === 0 ? "" : `### What would help\n\n${items.join("\n")}`;
}

/** @param summary untrusted, one line; @param body Markdown */
export function fold(summary: string, body: string, open = false): string {
  return `<details${open ? " open" : ""}>\n<summary>${htmlText(summary)}</summary>\n\n${body}\n\n</details>`;
}
