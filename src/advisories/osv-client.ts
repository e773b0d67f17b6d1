import { type Fetch, type RetryPolicy, readBody, request } from "../platform/http.ts";
import { withoutCredentials } from "../url-text.ts";
import type { AdvisoryRecords } from "./compare-advisories.ts";
import { parseOsvPage } from "./osv-record.ts";

/** https://google.github.io/osv.dev/api/ */
const OSV = "https://api.osv.dev";

/** What the service said, or why nothing of it can be used: a clause for a person. */
export type AdvisoryReading =
  | ({ readonly kind: "read" } & AdvisoryRecords)
  | { readonly kind: "unavailable"; readonly reason: string };

export interface AdvisoryService {
  readonly fetch: Fetch;
  /** `osv`, `off`, or the root of a service with OSV's interface. */
  readonly source: string;
  readonly policy?: RetryPolicy;
  /** For all pages together; milliseconds. */
  readonly deadlineMs?: number;
}

/** It stands beside other work, and nobody waits long for it. */
const POLICY: RetryPolicy = { attempts: 2, timeoutMs: 5_000, pauseMs: 500, longestPauseMs: 1_000 };
const DEADLINE = 10_000;
/** vLLM's records come to about 1 MB on one page. Bytes. */
const LONGEST_PAGE = 20_000_000;
const MOST_PAGES = 20;

/**
 * Every advisory that the service has for a package, whatever its version: one question tells of both releases, and the service learns the
 * package's name and nothing else. It never throws: a service that is slow, absent or wrong is an answer too.
 *
 * @param project PEP 503 normal form
 */
export async function readAdvisories(project: string, service: AdvisoryService): Promise<AdvisoryReading> {
  if (service.source === "off") return { kind: "unavailable", reason: "advisories are switched off (`advisories`)" };
  const signal = AbortSignal.timeout(service.deadlineMs ?? DEADLINE);
  try {
    return { kind: "read", ...(await readPages(project, service, signal)) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return {
      kind: "unavailable",
      reason: signal.aborted ? `${name(service.source)} took too long` : withoutCredentials(message),
    };
  }
}

async function readPages(
  project: string,
  { fetch, source, policy = POLICY }: AdvisoryService,
  signal: AbortSignal,
): Promise<AdvisoryRecords> {
  const root = source === "osv" ? OSV : source.replace(/\/+$/, "");
  const records: AdvisoryRecords["records"][number][] = [];
  let unread = 0;
  let token: string | undefined;
  for (let page = 1; page <= MOST_PAGES; page++) {
    const body = JSON.stringify({
      package: { name: project, ecosystem: "PyPI" },
      ...(token === undefined ? {} : { page_token: token }),
    });
    const init = { method: "POST", headers: { "Content-Type": "application/json" }, body, signal };
    const response = await request(fetch, `${root}/v1/query`, init, policy);
    if (!response.ok) {
      await response.body?.cancel();
      throw new Error(`${name(source)} answered ${response.status}`);
    }
    const found = await readPage(response, project, source);
    records.push(...found.records);
    unread += found.unread;
    if (found.nextPage === undefined) return { records, unread };
    token = found.nextPage;
  }
  throw new Error(`the answer of ${name(source)} has more than ${MOST_PAGES} pages`);
}

async function readPage(response: Response, project: string, source: string) {
  try {
    return parseOsvPage((await readBody(response, LONGEST_PAGE)).toString(), project);
  } catch (error) {
    const why =
      error instanceof SyntaxError ? "it is not JSON" : error instanceof Error ? error.message : String(error);
    throw new Error(`the answer of ${name(source)} cannot be read: ${why}`, { cause: error });
  }
}

function name(source: string): string {
  return source === "osv" ? "OSV" : source;
}
