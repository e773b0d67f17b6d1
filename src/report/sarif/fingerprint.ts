import { createHash } from "node:crypto";
import type { Finding } from "../../checks/finding.ts";

/** The name says how it is made: another way of making it is another name. */
const FINGERPRINT = "vllmUpgradeCheck/v1";

/**
 * What stays the same of a finding when lines move: rule, file, and its subject, or else its message. Those that are the same
 * in all of that are counted, from the top of the file.
 */
export function fingerprinter(): (finding: Finding) => Readonly<Record<string, string>> {
  const seen = new Map<string, number>();
  return ({ rule, path, data, message }) => {
    const subject = data?.["subject"];
    const parts = [rule, path ?? "", subject === undefined ? `message ${message}` : `subject ${String(subject)}`];
    const hash = createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 32);
    const times = (seen.get(hash) ?? 0) + 1;
    seen.set(hash, times);
    return { [FINGERPRINT]: `${hash}:${times}` };
  };
}
