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

/**
 * Whether a file is one that the move does not concern: a vendored copy, generated, or code for a vLLM release that is neither
 * of the two (its path says which). `undefined` for all others.
 *
 * @param head the beginning of the text
 */
export function exclusionOf(path: string, head: string, versions: readonly string[]): string | undefined {
  const segments = path.split("/");
  const vendored = segments.slice(0, -1).find((segment) => VENDORED.has(segment.toLowerCase()));
  if (vendored !== undefined) return `it is a vendored copy (${vendored}/)`;
  for (const segment of segments) {
    const named = namedVersion(segment);
    if (named !== undefined && !versions.some((version) => belongsTo(version, named)))
      return `its path names vLLM ${named}`;
  }
  if (GENERATED_NAME.test(path) || GENERATED_HEAD.test(head.slice(0, 1000))) return "it is generated";
  return undefined;
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
