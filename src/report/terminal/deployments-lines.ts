import { checkedWords } from "../deployment-facts.ts";
import { leftoverWords, quietLeftovers } from "../leftover-findings.ts";
import type { Report } from "../report.ts";
import { logLine } from "../untrusted.ts";
import { count } from "../wording.ts";
import { hanging, type Paint } from "./style.ts";

const SHOWN = 20;

/** Which deployment is checked, and what the others stand at. Nothing where there is only one. */
export function deploymentsLines({ deployments = [] }: Report, paint: Paint, width: number): string[] {
  const checked = checkedWords(deployments);
  const others = deployments.filter(({ state }) => state !== "checked");
  if (checked === undefined) return [];
  return [
    `${paint("bold", "Checked:")} ${logLine(checked, 120)}; ${count(others.length, "other deployment")}`,
    ...others.slice(0, SHOWN).map(({ name, state, versions }) => {
      const words = `${versions.map((text) => logLine(text, 80)).join(", ")}${state === "moved" ? " (moves too)" : ""}`;
      return paint("dim", hanging("  ", `${logLine(name, 200)}: ${words}`, width));
    }),
    ...more(others.length, paint),
  ];
}

/** Places that the move left at the release it comes from. */
export function leftoverLines(report: Report, paint: Paint, width: number): string[] {
  const all = quietLeftovers(report);
  if (all.length === 0) return [];
  return [
    paint("bold", leftoverWords(all.length, logLine(report.current?.version ?? "", 60))),
    ...all.slice(0, SHOWN).map(({ path = "", line, data, suggestion }) => {
      const said = logLine(String(data?.["specifier"] ?? ""), 120);
      const edit = suggestion === undefined ? "" : ` → ${logLine(suggestion, 200)}`;
      return paint("dim", hanging("  ", `${logLine(path, 300)}:${line}: ${said}${edit}`, width));
    }),
    ...more(all.length, paint),
  ];
}

function more(amount: number, paint: Paint): string[] {
  return amount > SHOWN ? [paint("dim", `  … ${amount - SHOWN} more: --format json lists them all`)] : [];
}
