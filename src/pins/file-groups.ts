import { isKind } from "./format-kind.ts";
import { globMatches } from "./glob.ts";
import type { Manifest } from "./manifest.ts";
import { homeFolder, isVariant } from "./path-meaning.ts";
import type { Pin, PinFormatId } from "./pin.ts";

/** A deployment as the configuration file names it: its files by globs from the root (`deploy/**`, `docker/Dockerfile`). */
export interface NamedDeployment {
  readonly name: string;
  readonly files: readonly string[];
}

/** Files that stand for one thing by where they lie and what they are called, before what they pull in. */
export interface FileGroup {
  /** The file, or the folder with a `/` behind it. */
  readonly key: string;
  readonly own: Set<string>;
  /** `own` and what it pulls in. */
  readonly files: Set<string>;
  /** The name that the configuration gives it. */
  readonly named?: string;
}

/** Every file with a manifest or a pin, in one group each. */
export function fileGroups(
  manifests: readonly Manifest[],
  pins: readonly Pin[],
  named: readonly NamedDeployment[],
): FileGroup[] {
  const groups = new Map<string, FileGroup>();
  const put = (key: string, file: string, name?: string) => {
    const group = groups.get(key) ?? {
      key,
      own: new Set<string>(),
      files: new Set<string>(),
      ...(name === undefined ? {} : { named: name }),
    };
    groups.set(key, group);
    group.own.add(file);
    group.files.add(file);
  };
  const formats = new Map(manifests.map(({ file, format }) => [file, format]));
  for (const { file, format } of pins) if (!formats.has(file)) formats.set(file, format);
  for (const [file, format] of formats) {
    const chosen = named.find(({ files }) => files.some((glob) => coversFile(glob, file)));
    if (chosen !== undefined) put(`named ${chosen.name}`, file, chosen.name);
    else put(homeOf(file, format), file);
  }
  return [...groups.values()];
}

/** Globs start at the root; one that ends in `/` means everything below. */
export function coversFile(glob: string, file: string): boolean {
  return globMatches(glob.endsWith("/") ? `${glob}**` : glob, file);
}

function homeOf(file: string, format: PinFormatId): string {
  // Under plain names, in one folder, they describe one thing.
  const described = isKind(format, "declaration", "lock", "image", "variables") || format === "compose";
  const ofFolder = described || isOfChart(file, format);
  return ofFolder && !isVariant(file) ? `${homeFolder(file)}/` : file;
}

function isOfChart(file: string, format: PinFormatId): boolean {
  return format === "kubernetes" && /(?:^|\/)(?:values\.ya?ml$|templates\/)/i.test(file);
}
