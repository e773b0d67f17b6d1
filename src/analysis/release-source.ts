import { sharpen } from "../breakage/sharpen/sharpen.ts";
import { CannotTell } from "../checks/cannot-tell.ts";
import type { ParsePython } from "../platform/syntax-parsers.ts";
import { requiresDist } from "../python/core-metadata.ts";
import type { Release, ReleaseFile } from "../release/release.ts";
import type { PlatformTags } from "../release/wheel-tags.ts";
import type { WheelContext, WheelFile } from "../source/archive.ts";
import { pickWheel } from "../source/pick-wheel.ts";
import { keptFolder } from "../source/source-cache.ts";
import { WheelError } from "../source/wheel-error.ts";
import { openWheel } from "../source/wheel-reader.ts";
import { described, openKeptSource, TREE, type VllmSource } from "./kept-source.ts";

export interface SourceContext extends WheelContext {
  /** Sources are kept below it, across runs. */
  readonly cacheDir: string;
  readonly platform: PlatformTags;
  readonly pythonVersion: string;
  readonly parse: ParsePython;
}

/** Goes into the cache's key: another sharpening is another tree. A test holds it to the hash of what sharpens. */
export const SHARPENING = "8b34ab5810d6";

/** Raised when what lies in the kept folder changes. */
const LAYOUT = 2;

/**
 * The Python of one release: read from its wheel by ranges, sharpened, and kept by the wheel's sha256.
 *
 * @throws {CannotTell} `index-unavailable`, `tool-failed`, `nothing-to-compare`
 */
export async function releaseSource(release: Release, context: SourceContext): Promise<VllmSource> {
  const file = pickWheel(release.files, context.platform, context.pythonVersion);
  if (file === undefined) {
    const reason = `vLLM ${release.version} has no wheel on the index, so its code cannot be read.`;
    throw new CannotTell("nothing-to-compare", reason, "Choose a release with a wheel.");
  }
  const key = `vllm-${release.version}-${keyOf(file)}-${LAYOUT}-${SHARPENING}`;
  const folder = await orCannotTell(() => keptFolder(context.cacheDir, key, () => readTree(file, context)));
  return openKeptSource(release.version, folder);
}

/** The wheel is what the hash says; without one, what its name and size say. */
export function keyOf({ sha256, filename, size }: WheelFile): string {
  return sha256?.slice(0, 32) ?? `${filename.replace(/[^\w.+-]/g, "_")}-${size ?? 0}`;
}

async function readTree(file: ReleaseFile, context: SourceContext): Promise<Map<string, Buffer | string>> {
  const wheel = await openWheel(file, context);
  const members = await wheel.read((name) => isVllmPython(name) || name.endsWith(".dist-info/METADATA"));
  const content = new Map<string, Buffer | string>();
  const texts = new Map<string, string>();
  let requires: string[] = [];
  for (const [name, bytes] of members) {
    if (!isVllmPython(name)) requires = requiresDist(bytes.toString("utf8"));
    else if (name.endsWith(".py")) texts.set(name, bytes.toString("utf8"));
    if (isVllmPython(name)) content.set(`${TREE}/${name}`, bytes);
  }
  const published: Record<string, string> = {};
  for (const [name, sharpened] of sharpen(texts, context.parse)) {
    published[name] = texts.get(name) ?? "";
    content.set(`${TREE}/${name}`, sharpened);
  }
  // Compared with it, everything would look gone.
  if (!texts.has("vllm/__init__.py")) {
    throw new CannotTell(
      "nothing-to-compare",
      `${file.filename} holds no Python of vLLM, so there is no code to compare.`,
      "Choose another release, or an index whose wheels are vLLM's own.",
    );
  }
  return new Map([...content, ...described({ names: wheel.names, requires }, published)]);
}

function isVllmPython(name: string): boolean {
  return name.startsWith("vllm/") && /\.pyi?$/.test(name);
}

/** A wheel that cannot be read says nothing about the upgrade. */
export async function orCannotTell<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof WheelError)) throw error;
    const remedy =
      error.kind === "unavailable"
        ? "Run the job again when the index answers. The index must hand out parts of files (HTTP range requests)."
        : "The package index or a proxy changed the file. Nothing of it was used.";
    const cause = error.kind === "unavailable" ? "index-unavailable" : "tool-failed";
    throw new CannotTell(cause, error.message, remedy, { cause: error });
  }
}
