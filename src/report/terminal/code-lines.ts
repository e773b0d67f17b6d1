import { amounts, codeFindings } from "../code-findings.ts";
import type { Report } from "../report.ts";
import { count } from "../wording.ts";
import { listed } from "./finding-columns.ts";
import type { Paint } from "./style.ts";

const SHOWN = 100;
const INFORMATION_SHOWN = 10;

/** What the target breaks in the code, as compilers print it, in columns: `path:line:col  error  message`. */
export function codeLines(report: Report, paint: Paint, width: number): string[] {
  const { acting, information } = codeFindings(report);
  if (acting.length + information.length === 0) return [];
  const files = new Set(acting.map(({ path }) => path)).size;
  return [
    paint("bold", acting.length === 0 ? "Code" : `Code: ${amounts(acting)} in ${count(files, "file")}`),
    ...listed(acting, SHOWN, paint, width),
    ...(information.length === 0
      ? []
      : [
          paint("dim", `For information (${information.length}): guarded, deprecated, left out, notebooks, documents`),
          ...listed(information, INFORMATION_SHOWN, paint, width),
        ]),
  ];
}
