import { compare, normalize } from "../../python/version.ts";

/** A file whose breaks do not alarm, and the rule that says so. */
export interface Exclusion {
  readonly path: string;
  /** A clause for a person: `it is a vendored copy (third_party/)`. */
  readonly why: string;
}

/** Folders that hold other people's code, as the ecosystem names them. */
const VENDORED = new Set([
  "third_party",
  "third-party",
  "thirdparty",
  "3rdparty",
  "vendor",
  "vendored",
  "_vendor",
  "_vendored",
  "node_modules",
  "site-packages",
  "dist-packages",
  "venv",
]);

/** What generators write into a file's head: protobuf's compiler, "Code generated … DO NOT EDIT", `@generated`. */
const GENERATED_HEAD = /@generated\b|\bDO NOT EDIT\b|\bdo not edit (?:this file )?(?:by hand|manually)\b/;
const GENERATED_NAME = /_pb2(?:_grpc)?\.py$/;

/** What else is known of the repository, beside the path. */
export interface Surroundings {
  /** The releases compared, the current one first: code that names another one is not judged. */
  readonly versions: readonly string[];
  /** `ownFolders`: below `third_party/` and yet not other people's. */
  readonly own?: ReadonlySet<string>;
  /** The repository's Python files: which of them stand side by side for different releases. */
  readonly variants?: Variants;
}

/**
 * Whether a file is one that the move does not concern: a vendored copy, generated, or code for a vLLM release that is neither
 * of the two (its path says which). Where several releases have their code side by side, that of the current one is not the
 * target's either. `undefined` for all others.
 *
 * @param head the beginning of the text
 */
export function exclusionOf(path: string, head: string, surroundings: Surroundings): string | undefined {
  const { versions, own, variants } = surroundings;
  const segments = path.split("/");
  const folder = vendoredFolder(path);
  if (folder !== undefined && own?.has(folder) !== true) {
    const name = segments.slice(0, -1).find((segment) => VENDORED.has(segment.toLowerCase()));
    return `it is a vendored copy (${name}/)`;
  }
  for (const [index, segment] of segments.entries()) {
    const named = namedVersion(segment);
    if (named === undefined) continue;
    const beside = (variants?.get(segments.slice(0, index).join("/"))?.size ?? 0) > 1;
    const meant = beside ? versions.slice(1) : versions;
    if (!meant.some((version) => belongsTo(version, named))) return `its path names vLLM ${named}`;
  }
  if (GENERATED_NAME.test(path) || GENERATED_HEAD.test(head.slice(0, 1000))) return "it is generated";
  return undefined;
}

/** The vLLM versions that the names in a folder speak of, by folder. */
export type Variants = ReadonlyMap<string, ReadonlySet<string>>;

/** @param paths every Python file of the repository */
export function variantsOf(paths: Iterable<string>): Variants {
  const variants = new Map<string, Set<string>>();
  for (const path of paths) {
    const segments = path.split("/");
    for (const [index, segment] of segments.entries()) {
      const named = namedVersion(segment);
      if (named === undefined) continue;
      const folder = segments.slice(0, index).join("/");
      variants.set(folder, (variants.get(folder) ?? new Set()).add(named));
    }
  }
  return variants;
}

/** The folder that a vendored file belongs to, one below `third_party/`: `app/third_party/vllm`. */
export function vendoredFolder(path: string): string | undefined {
  const folders = path.split("/").slice(0, -1);
  const at = folders.findIndex((segment) => VENDORED.has(segment.toLowerCase()));
  return at === -1 ? undefined : folders.slice(0, at + 2).join("/");
}

export function outsideVendored(path: string): boolean {
  return vendoredFolder(path) === undefined;
}

/** `vllm_v_0_6_3`, `vllm-0.8`, `test_vllm_0_5_4.py`: the version. A lone number (`vllm_2.py`) is none. */
function namedVersion(segment: string): string | undefined {
  const written = /vllm[-_.]?v?[-_.]?(\d+(?:[._-]\d+){1,3})(?=$|[-_.]?(?:py|ipynb|md)?$|[-_.][a-z])/i.exec(
    segment,
  )?.[1];
  return written === undefined ? undefined : normalize(written.replace(/[_-]/g, "."));
}

/** `0.6` names the whole series, `0.6.3` its post releases too. */
function belongsTo(version: string, named: string): boolean {
  return version === named || version.startsWith(`${named}.`) || compare(version, named) === 0;
}
