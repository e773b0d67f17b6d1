import { readIfPresent } from "../platform/files.ts";
import type { Host } from "../platform/host.ts";
import type { IndexSettings } from "../release/index-settings.ts";
import { withoutCredentials } from "../url-text.ts";
import type { ResolutionOutcome } from "./resolutions.ts";

/**
 * A frozen resolution (`frozen.ts`) as a file to install from elsewhere: `pip install --require-hashes -r`. What pip takes no hash
 * of (folders, git revisions) and what holds a password stands in it as a comment.
 *
 * @param frozen one requirement a line
 */
export function frozenFile(
  frozen: string,
  about: {
    readonly version: string;
    readonly python: string;
    readonly platform: string;
    readonly settings: IndexSettings;
  },
): string {
  const lines = frozen.split("\n").filter((line) => line !== "");
  const installed = lines.filter(isPublic);
  const left = lines.filter((line) => !isPublic(line));
  // A folder of this machine is on no other.
  const indexes = about.settings.extraIndexes.filter((url) => withoutCredentials(url) === url && /^https?:/.test(url));
  return [
    `# vLLM ${about.version} and what was resolved beside it, for Python ${about.python} on ${about.platform}.`,
    "# pip install --require-hashes --no-deps -r rollback-requirements.txt",
    ...left.map((line) => `# Not in this file, install it yourself: ${nameOf(line)}`),
    ...indexes.map((url) => `--extra-index-url ${url}`),
    ...installed,
    "",
  ].join("\n");
}

/** The same of a resolution, where there is one. */
export async function frozenFileOf(
  resolution: ResolutionOutcome | undefined,
  { version, python, host }: { readonly version: string; readonly python: string; readonly host: Pick<Host, "tags"> },
): Promise<string | undefined> {
  if (resolution?.kind !== "resolved") return undefined;
  const text = await readIfPresent(resolution.frozen);
  const platform = `${host.tags.os} ${host.tags.machine}`;
  return text && frozenFile(text, { version, python, platform, settings: resolution.settings });
}

function isPublic(line: string): boolean {
  return line.includes(" --hash=") && !/^-e |\bfile:\/\//.test(line) && withoutCredentials(line) === line;
}

function nameOf(line: string): string {
  const [name = ""] = line.replace(/^-e /, "").split(/\s*(?:@|==)\s*/, 1);
  return /^file:/.test(name) ? (name.split("/").filter(Boolean).at(-1) ?? name) : name;
}
