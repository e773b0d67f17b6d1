import { filesLeftOut, leftOutGroups, leftOutWords } from "../left-out.ts";
import type { Report } from "../report.ts";
import { logLine } from "../untrusted.ts";
import { hanging, type Paint } from "./style.ts";

/**
 * Files in which a break does not alarm: that there are some always, their names where they were asked for.
 *
 * @param list whether they are named, a line each
 */
export function leftOutLines(report: Report, paint: Paint, width: number, list: boolean): string[] {
  const all = filesLeftOut(report);
  if (all.length === 0) return [];
  const words = leftOutWords(all.length);
  if (!list) return [paint("dim", `${words} (named in the JSON report, and with --list-excluded)`)];
  return [
    paint("bold", words),
    ...leftOutGroups(report).flatMap(({ why, paths }) =>
      paths.map((path) => paint("dim", hanging("  ", `${logLine(path, 300)}: ${logLine(why, 300)}`, width))),
    ),
  ];
}
