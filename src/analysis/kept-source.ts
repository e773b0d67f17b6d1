import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { ReleaseSource } from "../breakage/release-source.ts";
import { readIfPresent } from "../platform/files.ts";

/** A release's source, and what its metadata asks for. */
export interface VllmSource extends ReleaseSource {
  /** Absolute path of the folder that it is kept in: another thread can open it there. */
  readonly kept: string;
  /** `Requires-Dist` values (PEP 508). */
  readonly requires: readonly string[];
  /** What was published where the folder holds a sharpened text: member name → text. */
  published(): Promise<Readonly<Record<string, string>>>;
}

/** Where the release's Python lies in the kept folder. */
export const TREE = "tree";

/** What the sharpening changed, as it was: one file, since files cost more than bytes. */
const PUBLISHED = "published.json";

const DESCRIPTION = "wheel.json";

interface Description {
  readonly names: readonly string[];
  readonly requires: readonly string[];
}

/** The files that lie beside the tree. */
export function described(
  description: Description,
  published: Readonly<Record<string, string>>,
): ReadonlyMap<string, string> {
  return new Map([
    [PUBLISHED, JSON.stringify(published)],
    [DESCRIPTION, JSON.stringify(description)],
  ]);
}

/** @param kept the folder that `releaseSource` made */
export async function openKeptSource(version: string, kept: string): Promise<VllmSource> {
  const { names, requires } = JSON.parse(await readFile(join(kept, DESCRIPTION), "utf8")) as Description;
  const folder = join(kept, TREE);
  const known = new Set(names);
  let before: Promise<Readonly<Record<string, string>>> | undefined;
  const published = () => {
    before ??= readFile(join(kept, PUBLISHED), "utf8").then((text) => JSON.parse(text));
    return before;
  };
  return {
    ...{ version, kept, folder, names, requires, published },
    text: async (name) => {
      if (!known.has(name)) return undefined;
      const texts = await published();
      return Object.hasOwn(texts, name) ? texts[name] : readIfPresent(join(folder, name));
    },
  };
}
