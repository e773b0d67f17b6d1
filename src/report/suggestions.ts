import { createHash } from "node:crypto";
import type { Finding } from "../checks/finding.ts";
import { RULES } from "../checks/rules.ts";
import type { ChangedPatch } from "../platform/github-review.ts";
import { type LineEdit, lineEdit } from "./line-edit.ts";
import { newSideLines } from "./patch-lines.ts";
import type { Report } from "./report.ts";
import { fencedCode, markdownText } from "./untrusted-markdown.ts";

/** One finding's edit as a review comment. */
export interface Suggestion {
  readonly finding: Finding;
  /** Stable from run to run, whatever lines move above it. */
  readonly marker: string;
  /** POSIX path from the repository's top. */
  readonly path: string;
  /** 1-based, on the new side of the diff. */
  readonly line: number;
  /** GitHub Flavored Markdown, the hidden marker first. */
  readonly body: string;
}

/**
 * The edits that GitHub can show at their line: those in the pull request's diff, on a line that reads there as it read when the
 * finding was made. (What is checked out is by default a merge with the base branch: its line numbers may be others.)
 *
 * @param folder where the checked folder lies in the repository (`""` for its top)
 */
export function suggestionsFor(report: Report, files: readonly ChangedPatch[], folder: string): Suggestion[] {
  const patches = new Map(files.map(({ path, patch }) => [path, patch]));
  const shown = new Map<string, ReadonlyMap<number, string>>();
  const seen = new Map<string, number>();
  return editsOf(report).flatMap(({ finding, edit }) => {
    const path = folder === "" ? edit.path : `${folder}/${edit.path}`;
    const { line, before, after } = edit;
    const identity = JSON.stringify([finding.rule, path, before, after]);
    const nth = seen.get(identity) ?? 0;
    seen.set(identity, nth + 1);
    const lines = shown.get(path) ?? newSideLines(patches.get(path) ?? "");
    shown.set(path, lines);
    if (lines.get(line) !== before) return [];
    const marker = markerOf(`${identity}${nth}`);
    return [{ finding, marker, path, line, body: bodyOf(finding, after, marker) }];
  });
}

/** Whether there is anything to place: without it nobody needs to be asked what the pull request changes. */
export function hasEdits(report: Report): boolean {
  return editsOf(report).length > 0;
}

/**
 * In the order of places, so that equal lines are counted alike in every run. What is for information needs no edit now, and a
 * line that two findings rewrite differently is left to a person.
 */
function editsOf({ checks }: Report): Placed[] {
  const byPlace = new Map<string, Placed[]>();
  for (const finding of checks.flatMap(({ findings }) => findings)) {
    const edit = finding.severity === "information" ? undefined : lineEdit(finding);
    if (edit === undefined) continue;
    const place = `${edit.line}:${edit.path}`;
    byPlace.set(place, [...(byPlace.get(place) ?? []), { finding, edit }]);
  }
  return [...byPlace.values()]
    .filter(([first, ...others]) => others.every(({ edit }) => edit.after === first?.edit.after))
    .flatMap((same) => same.slice(0, 1))
    .sort(({ edit: a }, { edit: b }) => (a.path < b.path ? -1 : a.path > b.path ? 1 : a.line - b.line));
}

interface Placed {
  readonly finding: Finding;
  readonly edit: LineEdit;
}

function markerOf(identity: string): string {
  const digest = createHash("sha256").update(identity).digest("hex").slice(0, 32);
  return `<!-- vllm-upgrade-check:suggestion:${digest} -->`;
}

function bodyOf({ rule, message }: Finding, after: string, marker: string): string {
  const title = `**${RULES[rule].title}**: ${markdownText(message, 1000)}`;
  return [marker, title, "", fencedCode(after, "suggestion")].join("\n");
}
