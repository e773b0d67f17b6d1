import type { PinEdit, Report, Rollback } from "../report.ts";
import { logText } from "../untrusted.ts";
import { fencedCode, inlineCode, markdownText } from "../untrusted-markdown.ts";
import { count, rehearsalWords } from "../wording.ts";
import { fold } from "./details-section.ts";
import { type Fullness, NOTHING, type Section } from "./fullness.ts";

/** The way back: a heading that says what is known of it, and the steps, folded when nobody needs them now. */
export function rollbackSection(report: Report, full: Fullness): Section {
  const { rollback, current, verdict } = report;
  if (rollback === undefined) return NOTHING;
  const version = markdownText(current?.version ?? "the current release", 60);
  const edits = editsStep(rollback, full);
  const commands = commandsStep(rollback, edits.text !== "", full);
  const steps = [backupStep(rollback), edits.text, commands.text, remainsStep(rollback)]
    .filter((text) => text !== "")
    .join("\n\n");
  return {
    text: [
      `### ↩️ Roll back to vLLM ${version}: ${rehearsalWords(report)}`,
      fold(`The steps: ${contents(rollback)}`, steps, verdict !== "pass"),
    ].join("\n\n"),
    omitted: [...edits.omitted, ...commands.omitted],
  };
}

/** `1 file to edit, 1 command to install, 3 to verify`. */
function contents({ edits, lock, image, install, configuration, verify }: Rollback): string {
  const acting = new Set([...commandEdits(edits), ...lock, ...image, ...install, ...configuration]);
  const diffs = edits.filter(({ kind }) => kind === "diff").length;
  return [
    ...(diffs === 0 ? [] : [`${count(diffs, "file")} to edit`]),
    ...(acting.size === 0 ? [] : [`${count(acting.size, "command")} to run`]),
    ...(verify.length === 0 ? [] : [`${verify.length} to verify`]),
  ].join(", ");
}

function backupStep({ backup }: Rollback): string {
  return backup.length === 0
    ? ""
    : `**Before the upgrade is rolled out, keep:**\n\n${fencedCode(backup.join("\n"), "bash")}`;
}

function remainsStep({ remains }: Rollback): string {
  if (remains.length === 0) return "";
  return `**What this does not bring back:**\n\n${remains.map((text) => `- ${markdownText(text)}`).join("\n")}`;
}

function editsStep({ edits }: Rollback, full: Fullness): Section {
  const diffs = edits.filter((edit) => edit.kind === "diff");
  if (diffs.length === 0) return NOTHING;
  const shown = within(diffs, full.diffLength, ({ diff }) => diff.length);
  const left = diffs.length - shown.length;
  const bent = shown.filter(({ diff }) => logText(diff) !== diff).map(({ file }) => inlineCode(file));
  return {
    text: [
      "**1. Put the pins back.** Revert the merge, edit by hand, or run `git apply` on this (the action's `rollback-patch` output is the file):",
      ...(shown.length === 0 ? [] : [fencedCode(shown.map(({ diff }) => diff.replace(/\n?$/, "\n")).join(""), "diff")]),
      ...(left === 0 ? [] : [`${count(left, "more diff")}: in the JSON report.`]),
      ...(bent.length === 0
        ? []
        : [`Line ends or characters of ${bent.join(", ")} do not survive here: take that diff from the JSON report.`]),
    ].join("\n\n"),
    omitted: left === 0 ? [] : [count(left, "diff")],
  };
}

function commandsStep(rollback: Rollback, second: boolean, full: Fullness): Section {
  const blocks: readonly (readonly [string, readonly string[]])[] = [
    ["put back what is not edited by hand", commandEdits(rollback.edits).filter((one) => !rollback.lock.includes(one))],
    ["restore the configuration", rollback.configuration],
    ["refresh the lock", rollback.lock],
    ["pull the image", rollback.image],
    ["install", rollback.install],
    ["verify", rollback.verify],
  ];
  // The last steps are needed by everyone; a checkout of a thousand files must not push them out.
  const byNeed = blocks.toReversed().flatMap(([, commands]) => commands);
  const shown = new Set(within(byNeed, full.commandLength, ({ length }) => length));
  const left = byNeed.filter((command) => !shown.has(command)).length;
  const lines = blocks.flatMap(([title, commands]) => {
    const kept = commands.filter((command) => shown.has(command));
    return kept.length === 0 ? [] : [`# ${title}`, ...kept];
  });
  const whys = [
    ...new Set(
      rollback.edits.flatMap((edit) =>
        edit.kind === "command" ? [`${inlineCode(edit.file)}: ${markdownText(edit.why)}`] : [],
      ),
    ),
  ];
  if (lines.length === 0 && left === 0) return NOTHING;
  return {
    text: [
      second ? "**2. Run:**" : "**Run:**",
      fencedCode(lines.join("\n"), "bash"),
      ...(left === 0 ? [] : [`${count(left, "more command")}: in the JSON report.`]),
      ...whys.slice(0, 10),
    ].join("\n\n"),
    omitted: left === 0 ? [] : [count(left, "command")],
  };
}

/** Those that fit together into `room`, the first first. */
function within<T>(items: readonly T[], room: number, size: (item: T) => number): T[] {
  let left = room;
  return items.filter((item) => {
    if (size(item) > left) return false;
    left -= size(item);
    return true;
  });
}

function commandEdits(edits: readonly PinEdit[]): string[] {
  return edits.flatMap((edit) => (edit.kind === "command" ? [edit.command] : []));
}
