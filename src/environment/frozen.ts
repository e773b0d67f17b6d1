import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parse } from "smol-toml";

interface PylockFile {
  readonly url?: string;
  readonly path?: string;
  readonly hashes?: Readonly<Record<string, string>>;
}

interface PylockPackage {
  readonly name: string;
  readonly version?: string;
  readonly marker?: string;
  readonly wheels?: readonly PylockFile[];
  readonly sdist?: PylockFile;
  readonly archive?: PylockFile;
  readonly directory?: { readonly path: string; readonly editable?: boolean; readonly subdirectory?: string };
  readonly vcs?: { readonly url?: string; readonly "commit-id"?: string; readonly subdirectory?: string };
}

/**
 * A lock (PEP 751) as a requirements file: exact versions with every hash, one line each. uv 0.13 installs a `pylock.toml`
 * without asking its cache, and would download everything again for each environment; from this form it downloads once.
 *
 * @param folder what relative paths in the lock start from
 */
export function frozenRequirements(lock: string, folder: string): string {
  const { packages = [] } = parse(lock) as { packages?: readonly PylockPackage[] };
  return packages.map((entry) => `${frozenLine(entry, folder)}\n`).join("");
}

function frozenLine(entry: PylockPackage, folder: string): string {
  const { name, directory, archive, vcs } = entry;
  const marker = entry.marker === undefined ? "" : ` ; ${entry.marker}`;
  if (directory !== undefined) {
    const place = pathToFileURL(resolve(folder, directory.path)).href + fragment(directory.subdirectory);
    return directory.editable === true ? `-e ${place}` : `${name} @ ${place}${marker}`;
  }
  if (vcs !== undefined) return `${name} @ git+${vcs.url}@${vcs["commit-id"]}${fragment(vcs.subdirectory)}${marker}`;
  if (archive !== undefined) {
    const place = archive.url ?? pathToFileURL(resolve(folder, archive.path ?? "")).href;
    return `${name} @ ${place}${marker}${hashesOf([archive])}`;
  }
  const files = [...(entry.wheels ?? []), ...(entry.sdist === undefined ? [] : [entry.sdist])];
  return `${name}==${entry.version}${marker}${hashesOf(files)}`;
}

function fragment(subdirectory: string | undefined): string {
  return subdirectory === undefined ? "" : `#subdirectory=${subdirectory}`;
}

function hashesOf(files: readonly PylockFile[]): string {
  const hashes = files.flatMap(({ hashes = {} }) =>
    Object.entries(hashes).map(([algorithm, value]) => `${algorithm}:${value}`),
  );
  return [...new Set(hashes)].map((hash) => ` --hash=${hash}`).join("");
}
