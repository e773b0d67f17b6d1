import { parse } from "smol-toml";
import { fitsPlatform, fitsPython, type PlatformTags } from "../release/wheel-tags.ts";
import type { WheelFile } from "../source/archive.ts";
import { unescapeUrl } from "../url-text.ts";

export interface LockedPackage {
  readonly name: string;
  readonly version: string;
  /** Bytes to download; absent when the lock does not say. */
  readonly size?: number;
  /** `file:` URL of a local file, whose size the lock does not say. */
  readonly localFile?: string;
  /** The wheel that fits this platform, on an index; absent for a local one, a source distribution, a revision. */
  readonly wheel?: WheelFile;
}

interface PylockFile {
  readonly url?: string;
  readonly path?: string;
  readonly size?: number | bigint;
  readonly hashes?: { readonly sha256?: string };
}

/** Reads the packages of a lock (PEP 751 `pylock.toml`), with the size of the file each installs from on this platform. */
export function parsePylock(text: string, platform: PlatformTags, python: string): LockedPackage[] {
  const lock = parse(text) as { packages?: readonly Record<string, unknown>[] };
  return (lock.packages ?? []).map((entry) => {
    const wheels = (entry["wheels"] ?? []) as readonly PylockFile[];
    const fitting = wheels.filter((wheel) => {
      const name = fileOf(wheel.url ?? wheel.path ?? "");
      return fitsPlatform(name, platform) && fitsPython(name, python);
    });
    const wheel = largest(fitting);
    const file = wheel ?? (entry["sdist"] as PylockFile | undefined) ?? (entry["archive"] as PylockFile | undefined);
    return {
      name: String(entry["name"]),
      version: String(entry["version"] ?? ""),
      ...(file?.size === undefined ? {} : { size: Number(file.size) }),
      ...(file?.url?.startsWith("file:") ? { localFile: file.url } : {}),
      ...(wheel?.url !== undefined && /^https?:/i.test(wheel.url) ? { wheel: wheelFile(wheel.url, wheel) } : {}),
    };
  });
}

function wheelFile(url: string, { size, hashes }: PylockFile): WheelFile {
  return {
    filename: fileOf(url),
    url,
    ...(size === undefined ? {} : { size: Number(size) }),
    ...(hashes?.sha256 === undefined ? {} : { sha256: hashes.sha256 }),
  };
}

function fileOf(place: string): string {
  return unescapeUrl(place.split("/").at(-1) ?? "");
}

function largest(files: readonly PylockFile[]): PylockFile | undefined {
  return [...files].sort((a, b) => Number(b.size ?? 0) - Number(a.size ?? 0))[0];
}

/**
 * A lock that only names versions: handed to uv as the output file of a new resolution, its versions are kept where nothing
 * forces them to move. `undefined` without any.
 */
export function preferencesLock(preferences: ReadonlyMap<string, string>): string | undefined {
  if (preferences.size === 0) return undefined;
  const packages = [...preferences].map(
    ([name, version]) => `[[packages]]\nname = ${JSON.stringify(name)}\nversion = ${JSON.stringify(version)}\n`,
  );
  return `lock-version = "1.0"\ncreated-by = "vllm-upgrade-check"\n\n${packages.join("\n")}`;
}
