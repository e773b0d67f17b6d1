import { normalize } from "../python/version.ts";

/**
 * What is read of a record in the Open Source Vulnerability format, for one package.
 * https://ossf.github.io/osv-schema/
 */
export interface OsvRecord {
  readonly id: string;
  readonly aliases: readonly string[];
  readonly summary: string;
  readonly ranges: readonly OsvRange[];
  /** PEP 440, in normal form. */
  readonly versions: ReadonlySet<string>;
  /** CVSS vectors (`CVSS:3.1/…`). */
  readonly vectors: readonly string[];
  /** `database_specific.severity`: GitHub's `LOW`, `MODERATE`, `HIGH`, `CRITICAL`. */
  readonly word?: string;
}

/** The events of one range. `0` stands before every version. */
export interface OsvRange {
  readonly events: readonly OsvEvent[];
}

export interface OsvEvent {
  readonly kind: "introduced" | "fixed" | "last_affected" | "limit";
  readonly version: string;
}

export interface OsvPage {
  /** Withdrawn records, and those of other packages, are left out. */
  readonly records: readonly OsvRecord[];
  /** Entries that are no records. */
  readonly unread: number;
  readonly nextPage?: string;
}

/** Identifiers go into addresses and into the report. */
const IDENTIFIER = /^[A-Za-z][A-Za-z0-9]*-[A-Za-z0-9][A-Za-z0-9.:_-]{0,79}$/;
const EVENT_KINDS = ["introduced", "fixed", "last_affected", "limit"] as const;

/**
 * One page of the answer to `POST /v1/query`. https://google.github.io/osv.dev/post-v1-query/
 *
 * @param project PEP 503 normal form
 * @throws {Error} where the text is no such answer
 */
export function parseOsvPage(text: string, project: string): OsvPage {
  const page = object(JSON.parse(text));
  // No vulnerabilities: `{}`. An error has `code` and `message`.
  if (page === undefined || "code" in page) throw new Error("it is no list of vulnerabilities");
  const { vulns = [], next_page_token: nextPage } = page;
  if (!Array.isArray(vulns)) throw new Error("it is no list of vulnerabilities");
  const readings = vulns.map((entry) => readRecord(entry, project));
  return {
    records: readings.flatMap((reading) => (typeof reading === "object" ? [reading] : [])),
    unread: readings.filter((reading) => reading === "unread").length,
    ...(typeof nextPage === "string" && nextPage !== "" ? { nextPage } : {}),
  };
}

function readRecord(entry: unknown, project: string): OsvRecord | "unread" | "elsewhere" {
  const record = object(entry);
  if (record === undefined || !isIdentifier(record["id"])) return "unread";
  if (record["withdrawn"] !== undefined && record["withdrawn"] !== null) return "elsewhere";
  const affected = list(record["affected"]).map(object);
  const own = affected.filter((one) => isProject(one?.["package"], project));
  if (own.length === 0) return affected.includes(undefined) ? "unread" : "elsewhere";
  const ranges = own.flatMap((one) => list(one?.["ranges"]).map(readRange));
  if (ranges.includes("unread")) return "unread";
  const word = object(record["database_specific"])?.["severity"];
  const { summary } = record;
  return {
    id: record["id"],
    aliases: list(record["aliases"]).filter(isIdentifier),
    summary: typeof summary === "string" ? summary : "",
    ranges: ranges.filter((range) => typeof range === "object"),
    versions: new Set(own.flatMap((one) => texts(one?.["versions"]).flatMap((version) => normalize(version) ?? []))),
    vectors: [record, ...own].flatMap((one) => list(one?.["severity"]).flatMap(vectorOf)),
    ...(typeof word === "string" ? { word } : {}),
  };
}

/** Ranges of commits (`GIT`) say nothing of releases. */
function readRange(value: unknown): OsvRange | "unread" | "elsewhere" {
  const range = object(value);
  if (range === undefined) return "unread";
  if (range["type"] !== "ECOSYSTEM" && range["type"] !== "SEMVER") return "elsewhere";
  const events: OsvEvent[] = [];
  for (const entry of list(range["events"])) {
    const event = object(entry) ?? {};
    const kind = EVENT_KINDS.find((name) => name in event);
    const version = kind === undefined ? undefined : eventVersion(kind, event[kind]);
    if (kind === undefined || version === undefined) return "unread";
    events.push({ kind, version });
  }
  return { events };
}

function eventVersion(kind: OsvEvent["kind"], value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  if ((kind === "introduced" && value === "0") || (kind === "limit" && value === "*")) return value;
  return normalize(value);
}

function isProject(value: unknown, project: string): boolean {
  const { ecosystem, name } = object(value) ?? {};
  // A suffix names a part of the ecosystem (`PyPI:…`).
  return (
    typeof ecosystem === "string" &&
    ecosystem.split(":")[0] === "PyPI" &&
    typeof name === "string" &&
    name.toLowerCase().replace(/[-_.]+/g, "-") === project
  );
}

function vectorOf(value: unknown): string[] {
  const score = object(value)?.["score"];
  return typeof score === "string" && score.startsWith("CVSS:") && score.length < 500 ? [score] : [];
}

function isIdentifier(value: unknown): value is string {
  return typeof value === "string" && IDENTIFIER.test(value);
}

function object(value: unknown): Record<string, unknown> | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function texts(value: unknown): readonly string[] {
  return list(value).filter((one) => typeof one === "string");
}
