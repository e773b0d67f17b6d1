import { severityWords } from "../../advisories/severity.ts";
import { type AdvisoryState, advisoryRows, advisoryWords } from "../advisory-rows.ts";
import type { Report } from "../report.ts";
import { logLine } from "../untrusted.ts";
import { type Colour, hanging, type Paint } from "./style.ts";

const SHOWN = 12;
const COLOURS: Readonly<Record<AdvisoryState, Colour>> = { entered: "yellow", fixed: "green", open: "dim" };

/** The known vulnerabilities of both releases: a line each. */
export function advisoriesLines({ checks }: Report, paint: Paint, width: number): string[] {
  const advisories = checks.find(({ id }) => id === "advisories")?.advisories;
  const rows = advisories === undefined ? [] : advisoryRows(advisories);
  if (advisories === undefined || rows.length === 0) return [];
  const left = rows.length - SHOWN;
  return [
    paint("bold", `Known vulnerabilities: ${advisoryWords(advisories)}`),
    ...rows.slice(0, SHOWN).map(({ state, advisory: { id, severity, summary } }) => {
      const rating = severityWords(severity);
      const said = [logLine(id, 80), ...(rating === "" ? [] : [`(${rating})`]), logLine(summary, 160)].join(" ").trim();
      const lines = hanging("  ", `${state.padEnd("entered".length)}  ${said}`, width, 11);
      return lines.replace(state, paint(COLOURS[state], state));
    }),
    ...(left > 0 ? [paint("dim", `  … ${left} more: --format json lists them all`)] : []),
  ];
}
