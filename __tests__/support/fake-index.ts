import { readFileSync } from "node:fs";
import type { Fetch } from "../../src/platform/http.ts";
import { groupReleases, parseProjectPage } from "../../src/release/index-page.ts";
import type { Release, ReleaseFile } from "../../src/release/release.ts";

const JSON_TYPE = "application/vnd.pypi.simple.v1+json";

/** A page recorded from the Python Package Index, trimmed to fifteen releases, with the files' host changed. */
export function recordedPage(name: "vllm.json" | "vllm.html"): string {
  return readFileSync(new URL(`../fixtures/index/${name}`, import.meta.url), "utf8");
}

/** The recorded releases by version, oldest 0.2.1 (yanked), newest 0.33.0. */
export function recordedReleases(): Map<string, Release> {
  return groupReleases(
    "vllm",
    parseProjectPage(recordedPage("vllm.json"), JSON_TYPE, "https://index.example.org/simple/vllm/"),
  );
}

/** A release made up; everything not given is unremarkable. */
export function release(version: string, over: Partial<Release> = {}): Release {
  const filename = `vllm-${version}-cp38-abi3-manylinux_2_28_x86_64.whl`;
  const files: readonly ReleaseFile[] = [{ filename, url: `https://files.example.org/${filename}`, yanked: false }];
  return { version, files, yanked: false, ...over };
}

export function releasesOf(...releases: readonly (Release | string)[]): Map<string, Release> {
  return new Map(
    releases.map((one) => (typeof one === "string" ? release(one) : one)).map((one) => [one.version, one]),
  );
}

export function jsonPage(body: string): Response {
  return new Response(body, { headers: { "Content-Type": JSON_TYPE } });
}

/** A project page of made-up files. */
export function pageOf(...files: readonly Record<string, unknown>[]): Response {
  const complete = files.map((file) => ({
    url: `https://files.example.org/${file["filename"]}`,
    hashes: {},
    yanked: false,
    ...file,
  }));
  return jsonPage(JSON.stringify({ meta: { "api-version": "1.1" }, name: "vllm", files: complete }));
}

export interface Asked {
  readonly url: string;
  readonly method: string;
  readonly range: string | null;
  readonly authorization: string | null;
}

/**
 * The HTTP seam, played: the answer for a URL, an error to throw, or 404 for what is not named. Every request is kept.
 */
export function fakeFetch(
  answer: (url: string, method: string) => Response | Error | undefined,
): Fetch & { readonly asked: Asked[] } {
  const asked: Asked[] = [];
  const fetch: Fetch = async (input, init) => {
    const url = String(input);
    const method = init?.method ?? "GET";
    const headers = new Headers(init?.headers);
    asked.push({ url, method, range: headers.get("Range"), authorization: headers.get("Authorization") });
    const response = answer(url, method) ?? new Response("not found", { status: 404 });
    if (response instanceof Error) throw response;
    return response;
  };
  return Object.assign(fetch, { asked });
}

/** Retries without the waiting. */
export const QUICK = { attempts: 2, timeoutMs: 2000, pauseMs: 1, longestPauseMs: 5 };
