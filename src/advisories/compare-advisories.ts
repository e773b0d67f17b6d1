import type { Advisory, AdvisoryMove } from "./advisory.ts";
import { affects, fixedAfter } from "./affected.ts";
import type { OsvRecord } from "./osv-record.ts";
import { sameVulnerability } from "./same-vulnerability.ts";
import { rank, severityOf } from "./severity.ts";

/** What the service said of a package: its records, and how many entries were none. */
export interface AdvisoryRecords {
  readonly records: readonly OsvRecord[];
  readonly unread: number;
}

/** Which known vulnerabilities a move fixes, enters and leaves open. @param versions PEP 440, in either order */
export function compareAdvisories(
  { records, unread }: AdvisoryRecords,
  versions: { readonly current: string; readonly target: string },
): AdvisoryMove {
  const fixed: Advisory[] = [];
  const entered: Advisory[] = [];
  const open: Advisory[] = [];
  for (const group of sameVulnerability(records)) {
    const [before, after] = [judge(group, versions.current), judge(group, versions.target)];
    if (before.affected && after.affected) open.push(advisoryOf(group, versions.target, after.disputedBy));
    else if (after.affected) {
      entered.push(advisoryOf(group, versions.target, [...before.disputedBy, ...after.disputedBy]));
    } else if (before.affected) {
      fixed.push(advisoryOf(group, versions.current, [...before.disputedBy, ...after.disputedBy]));
    }
  }
  return { fixed: fixed.sort(gravest), entered: entered.sort(gravest), open: open.sort(gravest), unread };
}

/**
 * vLLM publishes its advisories at GitHub (its SECURITY.md), where ranges are reviewed; other databases derive theirs from it, or from CPE
 * names, and lag behind corrections. Where GitHub has a record, that decides.
 */
function judge(group: readonly OsvRecord[], version: string) {
  const reviewed = group.filter(({ id }) => id.startsWith("GHSA-"));
  const affected = (reviewed.length === 0 ? group : reviewed).some((record) => affects(record, version));
  const others = reviewed.length === 0 ? [] : group.filter((record) => !reviewed.includes(record));
  return {
    affected,
    disputedBy: others.filter((record) => affects(record, version) !== affected).map(({ id }) => id),
  };
}

function advisoryOf(group: readonly OsvRecord[], version: string, disputedBy: readonly string[]): Advisory {
  const ids = [...new Set(group.flatMap(({ id, aliases }) => [id, ...aliases]))].sort(byName);
  const reviewed = group.filter(({ id }) => id.startsWith("GHSA-"));
  const believed = reviewed.length === 0 ? group : reviewed;
  const fixedIn = fixedAfter(believed, version);
  return {
    id: ids[0] ?? "",
    ids,
    summary:
      (believed.find(({ summary }) => summary !== "") ?? group.find(({ summary }) => summary !== ""))?.summary ?? "",
    severity: severityOf(
      believed.some(({ vectors, word }) => vectors.length > 0 || word !== undefined) ? believed : group,
    ),
    url: pageOf(ids),
    ...(fixedIn === undefined ? {} : { fixedIn }),
    ...(disputedBy.length === 0 ? {} : { disputedBy: [...new Set(disputedBy)] }),
  };
}

const NAMES = ["CVE-", "GHSA-", "PYSEC-"];

function byName(one: string, other: string): number {
  const place = (name: string) => {
    const index = NAMES.findIndex((start) => name.startsWith(start));
    return index === -1 ? NAMES.length : index;
  };
  return place(one) - place(other) || (one < other ? -1 : 1);
}

function pageOf(ids: readonly string[]): string {
  const github = ids.find((id) => /^GHSA(?:-[0-9a-z]{4}){3}$/.test(id));
  return github === undefined
    ? `https://osv.dev/vulnerability/${encodeURIComponent(ids[0] ?? "")}`
    : `https://github.com/advisories/${github}`;
}

function gravest(one: Advisory, other: Advisory): number {
  return (
    rank(other.severity) - rank(one.severity) ||
    (other.severity.score ?? 0) - (one.severity.score ?? 0) ||
    (one.id < other.id ? -1 : 1)
  );
}
