import { explain } from "../python/version.ts";
import type { Pin } from "./pin.ts";
import { gitEnd, gitRevision } from "./reference.ts";
import { withPrefix } from "./rewrite-image.ts";
import { splice } from "./splice.ts";
import { wheelIndexVersion } from "./vllm.ts";

/** A tag takes the place of whatever revision was there. */
export function rewriteGit(url: string, version: string): string {
  const revision = gitRevision(url);
  const end = gitEnd(url);
  return revision === undefined
    ? splice(url, end, end, `@v${version}`)
    : splice(url, revision.start, revision.end, `v${version}`);
}

/** A wheel's address names the version in its path and its file name; a digest in the fragment belongs to the old one. */
export function rewriteUrl(url: string, pin: Pin, version: string): string | undefined {
  const old = "version" in pin.reference ? explain(pin.reference.version ?? "")?.public : undefined;
  if (old === undefined) return undefined;
  const escaped = old.replace(/[.+]/g, "\\$&");
  const moved = url
    .replace(/#(?:sha256|sha384|sha512|md5)=[^;\s]*$/, "")
    .replace(new RegExp(`(?<![\\d.])${escaped}(?![\\d]|\\.\\d|\\.?(?:post|rc|dev)\\d)`, "g"), () => version);
  return moved.includes(version) ? moved : undefined;
}

/** An index that serves one vLLM release, at another; any other address as it is. */
export function moveWheelIndex(url: string, version: string): string {
  const span = wheelIndexVersion(url);
  if (span === undefined) return url;
  return splice(url, span.start, span.end, withPrefix(url.slice(span.start, span.end), version));
}
