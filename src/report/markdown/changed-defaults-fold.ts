import type { ChangedDefault } from "../../breakage/surface/changed-default.ts";
import { defaultName } from "../configuration-findings.ts";
import type { Report } from "../report.ts";
import { inlineCode, markdownText } from "../untrusted-markdown.ts";
import { count } from "../wording.ts";
import { fold } from "./details-section.ts";
import { type Fullness, type Section, take } from "./fullness.ts";

/** More than that nobody reads here; the JSON report has them all. */
const MOST = 60;

/** What takes another value after the upgrade because the repository does not set it: folded, for information. */
export function changedDefaultsFold(
  { current, target }: Pick<Report, "current" | "target">,
  defaults: readonly ChangedDefault[],
  full: Fullness,
): Section {
  const { shown, left } = take(defaults, Math.min(full.information, MOST));
  const omitted = left === 0 ? [] : [count(left, "changed default")];
  if (shown.length === 0) return { text: "", omitted };
  const versions = [current?.version ?? "current", target?.version ?? "target"].map((version) =>
    markdownText(version, 60),
  );
  const rows = shown.map(
    (one) => `| ${inlineCode(defaultName(one))} | ${value(one.current)} | ${value(one.target)} | ${note(one)} |`,
  );
  const table = [`| Not set here | ${versions.join(" | ")} | |`, "|:--|:--|:--|:--|", ...rows].join("\n");
  return { text: fold(`Defaults that change: ${defaults.length}`, table), omitted };
}

function value(source: string | undefined): string {
  return source === undefined ? "computed" : inlineCode(source, 100);
}

function note({ weak }: ChangedDefault): string {
  return weak ? "may come to the same at run time" : "";
}
