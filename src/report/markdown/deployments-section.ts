import type { DeploymentFacts } from "../deployment-facts.ts";
import { leftoverWords, quietLeftovers } from "../leftover-findings.ts";
import type { Report } from "../report.ts";
import { inlineCode, markdownText } from "../untrusted-markdown.ts";
import { count } from "../wording.ts";
import { fold } from "./details-section.ts";
import type { Links } from "./findings-section.ts";
import { type Fullness, NOTHING, type Section, take } from "./fullness.ts";

/** Places that the move left at the release it comes from, folded, each with what to write. */
export function leftoversSection(report: Report, full: Fullness, links: Links): Section {
  const all = quietLeftovers(report);
  if (all.length === 0) return NOTHING;
  const { shown, left } = take(all, full.information);
  const omitted = left === 0 ? [] : [count(left, "leftover")];
  if (shown.length === 0) return { text: "", omitted };
  const items = shown.map(({ path = "", line, data, suggestion }) => {
    const said = inlineCode(String(data?.["specifier"] ?? ""), 200);
    return `- ${place(path, line, links)}: ${said}${suggestion === undefined ? "" : `; write ${inlineCode(suggestion, 300)}`}`;
  });
  return { text: fold(leftoverWords(all.length, report.current?.version ?? ""), items.join("\n")), omitted };
}

const PLACES = 3;

/** The deployments that the comparison is not about, folded: each with what it stands at. */
export function deploymentsSection({ deployments = [] }: Report, full: Fullness, links: Links): Section {
  const others = deployments.filter(({ state }) => state !== "checked");
  if (others.length === 0) return NOTHING;
  const { shown, left } = take(others, full.pins);
  const omitted = left === 0 ? [] : [count(left, "other deployment")];
  if (shown.length === 0) return { text: "", omitted };
  const rows = shown.map((one) => `| ${name(one)} | ${versions(one)} | ${places(one, links)} |`);
  const table = ["| Deployment | vLLM | Pins |", "|:--|:--|:--|", ...rows].join("\n");
  return { text: fold(count(others.length, "other deployment"), table), omitted };
}

function name({ name: text, state }: DeploymentFacts): string {
  return `${inlineCode(text, 120)}${state === "moved" ? " (moves too)" : ""}`;
}

function versions({ versions: all }: DeploymentFacts): string {
  const { shown, left } = take(all, 4);
  return [...shown.map((text) => markdownText(text, 80)), ...(left === 0 ? [] : [`${left} more`])].join(", ");
}

function places({ pins }: DeploymentFacts, links: Links): string {
  const { shown, left } = take(pins, PLACES);
  const more = left === 0 ? "" : ` and ${left} more`;
  return `${shown.map(({ file, line }) => place(file, line, links)).join(", ")}${more}`;
}

function place(path: string, line: number | undefined, links: Links): string {
  const text = inlineCode(line === undefined ? path : `${path}:${line}`, 200);
  return links.file === undefined ? text : `[${text}](${links.file(path, line)})`;
}
