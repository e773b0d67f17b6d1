import { type NotesReader, NotesRefused } from "../release/notes/read-notes.ts";
import { tagOf } from "../release/notes/release-notes.ts";
import { type Fetch, type RetryPolicy, readBody, request } from "./http.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** A limit is not waited for. */
const POLICY: RetryPolicy = { attempts: 1, timeoutMs: 5_000, pauseMs: 0, longestPauseMs: 0 };
/** GitHub's limit for a release's body is 125,000 characters. Bytes, with all that stands around it. */
const LONGEST = 2_000_000;

/**
 * vLLM's release notes from GitHub, with the run's token: without one GitHub answers a whole runner pool sixty times an hour. The token goes to
 * the API that it was made for and to no other, so a run on another GitHub than github.com reads none.
 * https://docs.github.com/rest/releases/releases#get-a-release-by-tag-name
 */
export function githubNotes(from: {
  readonly token: string | undefined;
  readonly env: Environment;
  readonly fetch: Fetch;
}): NotesReader {
  const { token, env, fetch } = from;
  const server = env["GITHUB_SERVER_URL"] || "https://github.com";
  const api = (env["GITHUB_API_URL"] || "https://api.github.com").replace(/\/+$/, "");
  return async (version, signal) => {
    if (server !== "https://github.com")
      throw new NotesRefused("this run is not on github.com, where vLLM's notes are");
    if (token === undefined) throw new NotesRefused("there is no token to read them with");
    const headers = {
      Accept: "application/vnd.github+json",
      Authorization: `Bearer ${token}`,
      "User-Agent": "vllm-upgrade-check",
      "X-GitHub-Api-Version": "2022-11-28",
    };
    const url = `${api}/repos/vllm-project/vllm/releases/tags/${encodeURIComponent(tagOf(version))}`;
    const response = await request(fetch, url, { headers, signal }, POLICY);
    if (response.status === 404) return undefined;
    if (response.status === 401) throw new NotesRefused("GitHub does not take the token (401)");
    if (response.status === 403 || response.status === 429)
      throw new NotesRefused(`GitHub refused to answer (${response.status}): a limit of requests, or the token's`);
    if (!response.ok) throw new Error(`GitHub answered ${response.status}`);
    return bodyOf((await readBody(response, LONGEST)).toString());
  };
}

function bodyOf(text: string): string | undefined {
  let release: unknown;
  try {
    release = JSON.parse(text);
  } catch (cause) {
    throw new Error("GitHub's answer is not JSON", { cause });
  }
  if (typeof release !== "object" || release === null || !("body" in release))
    throw new Error("GitHub's answer is no release");
  return typeof release.body === "string" ? release.body : undefined;
}
