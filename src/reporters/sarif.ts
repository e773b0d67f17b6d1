import type { Report } from "../report/report.ts";
import { type SarifOptions, sarifOf } from "../report/sarif.ts";
import { printableJson } from "./printable-json.ts";

/** The SARIF 2.1.0 file's text. */
export function renderSarif(report: Report, options: SarifOptions): string {
  return printableJson(sarifOf(report, options));
}
