import { normalize } from "../python/version.ts";
import type { Release, ReleaseFile } from "./release.ts";

/** The two forms a simple index answers in: PEP 691 JSON, and PEP 503 HTML for mirrors that have no JSON. */
export const SIMPLE_ACCEPT =
  "application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html;q=0.2, text/html;q=0.1";

/**
 * The files of one project page.
 *
 * @param base the page's URL, against which relative links resolve
 * @throws {SyntaxError} when JSON was promised and is not there, or not of PEP 691's shape
 */
export function parseProjectPage(body: string, contentType: string, base: string): ReleaseFile[] {
  return contentType.includes("json") ? parseJson(body, base) : parseHtml(body, base);
}

const DISTRIBUTION = /\.(?:whl|egg|zip|tar\.\w+|tgz)$/i;
/** What pages without a file say of themselves: the mark of PEP 629, or the titles that indexes and web servers give to lists. */
const SIMPLE_PAGE = /pypi:repository-version|\blinks for\b|\bsimple index\b|\bindex of\b/i;

/**
 * Whether a page that was read as HTML is one of a simple index: a maintenance or login page that comes with status 200 must not pass
 * for "there is no such release".
 */
export function isProjectPage(body: string, files: readonly ReleaseFile[]): boolean {
  return files.some(({ filename }) => DISTRIBUTION.test(filename)) || SIMPLE_PAGE.test(body);
}

interface JsonFile {
  readonly filename?: unknown;
  readonly url?: unknown;
  readonly hashes?: { readonly sha256?: unknown };
  readonly size?: unknown;
  readonly "requires-python"?: unknown;
  readonly yanked?: unknown;
  readonly "upload-time"?: unknown;
}

function parseJson(body: string, base: string): ReleaseFile[] {
  const page = JSON.parse(body) as { readonly files?: unknown };
  if (!Array.isArray(page?.files)) throw new SyntaxError("the page has no `files` list (PEP 691)");
  return (page.files as JsonFile[]).flatMap((file) => {
    if (typeof file?.filename !== "string" || typeof file.url !== "string" || !URL.canParse(file.url, base)) return [];
    return [
      {
        filename: file.filename,
        url: new URL(file.url, base).href,
        ...(typeof file.hashes?.sha256 === "string" ? { sha256: file.hashes.sha256 } : {}),
        ...(typeof file.size === "number" ? { size: file.size } : {}),
        ...(typeof file["requires-python"] === "string" ? { requiresPython: file["requires-python"] } : {}),
        ...(typeof file["upload-time"] === "string" ? { uploadTime: file["upload-time"] } : {}),
        yanked: yankedOf(file.yanked),
      },
    ];
  });
}

/** PEP 592: `false`, `true`, or the reason as text. */
function yankedOf(value: unknown): ReleaseFile["yanked"] {
  if (typeof value === "string") return { reason: value };
  return value === true ? { reason: "" } : false;
}

function parseHtml(body: string, base: string): ReleaseFile[] {
  const files: ReleaseFile[] = [];
  // A quoted value may hold a `>` (`data-requires-python=">=3.11"`), though PEP 503 wants it escaped.
  const anchor = /<a\s((?:[^<>"']|"[^"]{0,2000}"|'[^']{0,2000}'){0,4000})>([^<]{0,1000})<\/a>/gi;
  for (const [, attributes = "", text = ""] of body.matchAll(anchor)) {
    const attribute = (name: string) => {
      const found = new RegExp(`(?:^|\\s)${name}(?:\\s*=\\s*"([^"]*)"|\\s*=\\s*'([^']*)')?(?=\\s|$)`, "i").exec(
        attributes,
      );
      return found === null ? undefined : unescapeHtml(found[1] ?? found[2] ?? "");
    };
    const href = attribute("href");
    if (href === undefined || !URL.canParse(href, base)) continue;
    const url = new URL(href, base);
    const sha256 = /^#sha256=([0-9a-f]{64})$/i.exec(url.hash)?.[1]?.toLowerCase();
    url.hash = "";
    const requiresPython = attribute("data-requires-python");
    const yanked = attribute("data-yanked");
    files.push({
      filename: unescapeHtml(text.trim()),
      url: url.href,
      ...(sha256 === undefined ? {} : { sha256 }),
      ...(requiresPython ? { requiresPython } : {}),
      yanked: yanked === undefined ? false : { reason: yanked },
    });
  }
  return files;
}

function unescapeHtml(text: string): string {
  const entities: Record<string, string> = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&", "#39": "'", "#34": '"' };
  return text.replace(/&(lt|gt|quot|apos|amp|#39|#34);/g, (_, name: string) => entities[name] ?? "");
}

/** Groups a project's files by version. Files whose name tells no version are left out. */
export function groupReleases(project: string, files: readonly ReleaseFile[]): Map<string, Release> {
  const byVersion = new Map<string, ReleaseFile[]>();
  for (const file of files) {
    const version = versionOfFile(project, file.filename);
    if (version !== undefined) byVersion.set(version, [...(byVersion.get(version) ?? []), file]);
  }
  return new Map([...byVersion].map(([version, group]) => [version, releaseOf(version, group)]));
}

function releaseOf(version: string, files: readonly ReleaseFile[]): Release {
  const requiresPython = files.find((file) => file.requiresPython !== undefined)?.requiresPython;
  const uploadTime = files
    .flatMap((file) => file.uploadTime ?? [])
    .sort()
    .at(0);
  const yanked = files.every((file) => file.yanked) ? (files[0]?.yanked ?? false) : false;
  return {
    version,
    files,
    ...(requiresPython === undefined ? {} : { requiresPython }),
    yanked,
    ...(uploadTime === undefined ? {} : { uploadTime }),
  };
}

/** Wheel (`name-version(-build)?-python-abi-platform.whl`) or sdist (`name-version.tar.gz`) file name → normalized version. */
export function versionOfFile(project: string, filename: string): string | undefined {
  const prefix = new RegExp(`^${project.replace(/[-_.]+/g, "[-_.]+")}-`, "i").exec(filename)?.[0];
  if (prefix === undefined) return undefined;
  const rest = filename.slice(prefix.length);
  const text = rest.endsWith(".whl") ? rest.split("-")[0] : /^(.+)\.(?:tar\.(?:gz|bz2|xz)|zip)$/.exec(rest)?.[1];
  return text === undefined ? undefined : normalize(text);
}
