// Prints `N passed, N failed` from a vitest JSON report, alone on the last line. A run that left no report counts as one failure.
//
//   node scripts/tally.mjs REPORT.json
import { readFileSync } from "node:fs";

const [file = ""] = process.argv.slice(2);
console.log(tally(read(file)));

/** @param {{ numPassedTests?: number, numFailedTests?: number, testResults?: { status: string, assertionResults: unknown[] }[] }} report */
function tally(report) {
  // A file that fails before its first test (a syntax error, a failed hook) counts too: vitest lists it without tests.
  const brokenFiles = (report.testResults ?? []).filter(
    ({ status, assertionResults }) => status === "failed" && assertionResults.length === 0,
  ).length;
  return `${report.numPassedTests ?? 0} passed, ${(report.numFailedTests ?? 0) + brokenFiles} failed`;
}

/** @param {string} path */
function read(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return { numPassedTests: 0, numFailedTests: 1 };
  }
}
