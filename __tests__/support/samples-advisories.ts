import { readFileSync } from "node:fs";
import { type AdvisoryRecords, compareAdvisories } from "../../src/advisories/compare-advisories.ts";
import { parseOsvPage } from "../../src/advisories/osv-record.ts";

/** Records of vLLM as OSV gives them: identifiers, ranges, vectors and titles as published, descriptions left out. */
export const RECORDED = readFileSync(new URL("../fixtures/advisories/vllm.json", import.meta.url), "utf8");

export function recorded(): AdvisoryRecords {
  return parseOsvPage(RECORDED, "vllm");
}

/** A record of `vllm` made up. */
export function osv(id: string, over: Readonly<Record<string, unknown>> = {}, ...events: readonly object[]) {
  const affected = [{ package: { name: "vllm", ecosystem: "PyPI" }, ranges: [{ type: "ECOSYSTEM", events }] }];
  return { id, affected, ...over };
}

export function recordsOf(...records: readonly unknown[]): AdvisoryRecords {
  return parseOsvPage(JSON.stringify({ vulns: records }), "vllm");
}

/** `fixed`, `entered`, `open`: the ids. */
export function moved(records: AdvisoryRecords, current: string, target: string) {
  const { fixed, entered, open } = compareAdvisories(records, { current, target });
  const ids = (list: typeof fixed) => list.map(({ id }) => id);
  return { fixed: ids(fixed), entered: ids(entered), open: ids(open) };
}
