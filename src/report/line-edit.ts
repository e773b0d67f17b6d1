import type { Finding } from "../checks/finding.ts";
import { logText } from "./untrusted.ts";

/** One line of one file, rewritten. */
export interface LineEdit {
  /** POSIX path relative to the checked folder. */
  readonly path: string;
  /** 1-based. */
  readonly line: number;
  /** The line as it is (`data.before` of the finding), and as it should be; without line ends. */
  readonly before: string;
  readonly after: string;
}

/**
 * The edit that a finding suggests; absent where it does not name the line it rewrites, or where a character would not survive
 * being shown: what cannot be copied as it is must not look as if it could.
 */
export function lineEdit({ path, line, suggestion, data }: Finding): LineEdit | undefined {
  const before = data?.["before"];
  if (path === undefined || line === undefined || suggestion === undefined || typeof before !== "string")
    return undefined;
  if (suggestion === "" || suggestion === before) return undefined;
  return isWhole(before) && isWhole(suggestion) ? { path, line, before, after: suggestion } : undefined;
}

function isWhole(text: string): boolean {
  return !text.includes("\n") && logText(text) === text;
}
