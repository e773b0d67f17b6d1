import { CannotTell } from "../checks/cannot-tell.ts";
import { type Fetch, type RetryPolicy, readBody, request, Unreachable } from "../platform/http.ts";
import { withoutCredentials } from "../url-text.ts";
import { groupReleases, isProjectPage, parseProjectPage, SIMPLE_ACCEPT } from "./index-page.ts";
import type { IndexSettings } from "./index-settings.ts";
import type { Release, ReleaseFile } from "./release.ts";

/** The longest pages of the Python Package Index have some MB. Bytes. */
const LONGEST_PAGE = 50_000_000;

const REMEDY =
  "Run the job again when the index answers. A private index is set with pip's or uv's own variables (PIP_INDEX_URL, UV_DEFAULT_INDEX).";

const CERTIFICATE_REMEDY =
  "Something between the runner and the index shows a certificate of its own. Name the file that vouches for it in NODE_EXTRA_CA_CERTS (for this action) and SSL_CERT_FILE (for uv).";

/**
 * Every release of a project over all configured indexes (file indexes excepted: the resolver reads those itself).
 * An index without the project counts as empty; the result is empty when none has it.
 *
 * @throws {CannotTell} `index-unavailable` when the index is down, throttles, or refuses our credentials
 */
export async function readReleases(
  project: string,
  settings: IndexSettings,
  fetch: Fetch,
  policy?: RetryPolicy,
): Promise<ReadonlyMap<string, Release>> {
  const indexes = [settings.defaultIndex, ...settings.extraIndexes].filter((url) => /^https?:/i.test(url));
  if (indexes.length === 0) {
    throw new CannotTell(
      "index-unavailable",
      "Only indexes in local folders are set; releases are read over HTTP.",
      REMEDY,
    );
  }
  const failures: CannotTell[] = [];
  const pages = await Promise.all(
    indexes.map(async (index) => {
      try {
        return await readPage(project, index, fetch, policy);
      } catch (error) {
        if (index === settings.defaultIndex || !(error instanceof CannotTell)) throw error;
        // Many private indexes refuse what they do not have; only where no other has it either does that matter.
        failures.push(error);
        return [];
      }
    }),
  );
  const releases = groupReleases(project, pages.flat());
  if (releases.size === 0 && failures[0] !== undefined) throw failures[0];
  return releases;
}

async function readPage(project: string, index: string, fetch: Fetch, policy?: RetryPolicy): Promise<ReleaseFile[]> {
  const url = `${index.replace(/\/+$/, "")}/${project}/`;
  if (!URL.canParse(url)) {
    const reason = "The address of a package index is not well formed (not shown: it may hold a password).";
    throw new CannotTell(
      "index-unavailable",
      reason,
      "Percent-encode special characters of the user name and password.",
    );
  }
  const shown = withoutCredentials(url);
  const init = { headers: { Accept: SIMPLE_ACCEPT } };
  let response: Response;
  try {
    response = await request(fetch, url, init, policy);
  } catch (error) {
    if (!(error instanceof Unreachable)) throw error;
    const remedy = /certificate/i.test(error.message) ? CERTIFICATE_REMEDY : REMEDY;
    throw new CannotTell("index-unavailable", `The package index cannot be reached: ${error.message}.`, remedy, {
      cause: error,
    });
  }
  if (response.status === 404) return [];
  if (response.status === 401 || response.status === 403) {
    throw new CannotTell(
      "index-unavailable",
      `The package index refused to answer (${response.status} for ${shown}).`,
      "Give the job credentials for it, in the index URL or with UV_INDEX_<NAME>_USERNAME and _PASSWORD.",
    );
  }
  if (!response.ok) {
    throw new CannotTell("index-unavailable", `The package index answered ${response.status} for ${shown}.`, REMEDY);
  }
  try {
    const base = response.redirected ? response.url : url;
    const body = (await readBody(response, LONGEST_PAGE)).toString();
    const type = response.headers.get("Content-Type") ?? "";
    const files = parseProjectPage(body, type, base);
    if (!type.includes("json") && !isProjectPage(body, files)) throw new SyntaxError("it lists no files");
    return files;
  } catch (error) {
    throw new CannotTell(
      "index-unavailable",
      `The package index answered something that is not a project page for ${shown}: ${error instanceof Error ? error.message : error}.`,
      REMEDY,
      { cause: error },
    );
  }
}
