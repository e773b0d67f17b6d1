import type { ChangedDefault } from "../../breakage/surface/changed-default.ts";
import { amounts } from "../code-findings.ts";
import { bySubject, configurationFindings, defaultName } from "../configuration-findings.ts";
import type { Report } from "../report.ts";
import { logLine } from "../untrusted.ts";
import { count } from "../wording.ts";
import { groupLines } from "./group-lines.ts";
import { type Paint, wrap } from "./style.ts";

/** Things, not places. */
const SHOWN = 60;
const INFORMATION_SHOWN = 10;
/** Of one thing. */
const PLACES = 12;
const INFORMATION_PLACES = 2;
const DEFAULTS_SHOWN = 10;
const SILENT = "silent: nothing fails when it runs; a line in the server's log says so at most.";

/** What of the configuration the target does not accept, and the defaults that change for it. */
export function configurationLines(report: Report, paint: Paint, width: number): string[] {
  const { acting, information, defaults } = configurationFindings(report);
  if (acting.length + information.length + defaults.length === 0) return [];
  const files = new Set(acting.map(({ path }) => path)).size;
  const words = acting.length === 0 ? "Configuration" : `Configuration: ${amounts(acting)} in ${count(files, "file")}`;
  const isSilent = acting.some(({ data }) => data?.["silent"] === true);
  return [
    paint("bold", words),
    ...groupLines(bySubject(acting), { most: SHOWN, places: PLACES }, paint, width),
    ...(isSilent ? wrap(SILENT, width).map((line) => paint("dim", line)) : []),
    ...(information.length === 0
      ? []
      : [
          paint("dim", `For information (${information.length}): announced to go, without effect here, in documents`),
          ...groupLines(bySubject(information), { most: INFORMATION_SHOWN, places: INFORMATION_PLACES }, paint, width),
        ]),
    ...defaultLines(defaults, paint),
  ];
}

function defaultLines(defaults: readonly ChangedDefault[], paint: Paint): string[] {
  if (defaults.length === 0) return [];
  const left = defaults.length - DEFAULTS_SHOWN;
  return [
    paint("dim", `Defaults that change, of what is not set here (${defaults.length})`),
    ...defaults.slice(0, DEFAULTS_SHOWN).map((one) => {
      const { current = "computed", target = "computed", weak } = one;
      return `  ${logLine(defaultName(one), 120)}: ${logLine(current, 80)} → ${logLine(target, 80)}${weak ? " (may come to the same)" : ""}`;
    }),
    ...(left > 0 ? [paint("dim", `  … ${left} more: --format json lists them all`)] : []),
  ];
}
