import type { Report } from "../report.ts";
import { inlineCode, markdownText } from "../untrusted-markdown.ts";
import { BUILD_WORDS, bytes, count, duration, footerWords } from "../wording.ts";
import { fold } from "./details-section.ts";
import { type Fullness, NOTHING, type Section, take } from "./fullness.ts";

/** What the reader must know beside the verdict. */
export function notesSection({ path, notes }: Report, full: Fullness): Section {
  const all = [...new Set([...(path?.notes ?? []), ...notes])];
  const { shown, left } = take(all, full.notes);
  const items = shown.map((note) => `- ${markdownText(note, full.messageLength)}`);
  return {
    text: items.length === 0 ? "" : `### Notes\n\n${items.join("\n")}`,
    omitted: left === 0 ? [] : [count(left, "note")],
  };
}

/** How the answer came about, folded: environments, pins, where the time went. */
export function backgroundSection(report: Report, full: Fullness): Section {
  const pins = pinList(report, full);
  const parts = full.background
    ? [sources(report), environments(report), pins.text, omittedPackages(report), stages(report)]
    : [];
  const omitted = [...(full.background ? [] : ["how it was checked"]), ...pins.omitted];
  const body = parts.filter((part) => part !== "").join("\n\n");
  return body === "" ? { text: "", omitted } : { text: fold("How this was checked", body), omitted };
}

function sources({ current, target }: Report): string {
  const sides = [
    ...(current === undefined ? [] : [`current ${inlineCode(current.version)} from ${markdownText(current.from)}`]),
    ...(target === undefined ? [] : [`target ${inlineCode(target.version)} from ${markdownText(target.from)}`]),
  ];
  return sides.length === 0 ? "" : `**Compared:** ${sides.join("; ")}`;
}

function environments({ environment }: Report): string {
  if (environment.environments.length === 0) return "";
  return [
    "| Environment | vLLM | Build | Source | Packages | On disk | Installed in |",
    "|:--|:--|:--|:--|--:|--:|--:|",
    ...environment.environments.map(({ role, version, build, source, packages, bytes: size, seconds }) => {
      const cells = [role, markdownText(version, 60), BUILD_WORDS[build], markdownText(source, 200)];
      return `| ${[...cells, packages, bytes(size), duration(seconds)].join(" | ")} |`;
    }),
  ].join("\n");
}

function omittedPackages({ environment }: Report): string {
  const left = environment.environments.flatMap(({ omitted }) => omitted);
  const items = left.slice(0, 30).map(({ name, reason }) => `${inlineCode(name)} (${markdownText(reason, 200)})`);
  return items.length === 0 ? "" : `**Left out on purpose:** ${[...new Set(items)].join(", ")}`;
}

function pinList({ pins }: Report, full: Fullness): Section {
  const { shown, left } = take(pins, full.pins);
  const omitted = left === 0 ? [] : [count(left, "pin")];
  if (shown.length === 0) return { ...NOTHING, omitted };
  const items = shown.map(
    ({ file, line, raw, role }) => `- ${inlineCode(`${file}:${line}`)} ${inlineCode(raw)} (${role})`,
  );
  return { text: `**Pins:**\n\n${items.join("\n")}`, omitted };
}

function stages({ timings }: Report): string {
  const words = timings.stages.slice(0, 30).map(({ name, ms }) => `${markdownText(name, 60)} ${duration(ms / 1000)}`);
  return words.length === 0 ? "" : `**Time:** ${words.join(", ")}`;
}

export function footer(report: Report): string {
  return `<sub>${footerWords(report)
    .map((words) => markdownText(words, 120))
    .join(" · ")}</sub>`;
}
