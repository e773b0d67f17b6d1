import { isSpecifier, normalize } from "../python/version.ts";
import type { PinReference } from "./pin.ts";
import { specifierReference } from "./reference.ts";
import { sameLength } from "./rewrite.ts";

/** A conda match specification: `conda-forge::vllm=0.31.0=cuda129*`, `vllm 0.31.*`, `vllm >=0.30,<0.32`. */
export interface CondaSpec {
  /** Lower case. */
  readonly name: string;
  /** The version part as written, without the build. */
  readonly version: string;
  /** Where the name begins, behind the channel. */
  readonly start: number;
}

const SPEC = /^((?:[\w./:-]{1,200}::)?)([A-Za-z0-9_][\w.-]*)\s*(.*)$/s;

/** https://docs.conda.io/projects/conda-build/en/stable/resources/package-spec.html#package-match-specifications */
export function parseCondaSpec(text: string): CondaSpec | undefined {
  const [, channel = "", name, rest = ""] = text.length > 1_000 ? [] : (SPEC.exec(text) ?? []);
  if (name === undefined) return undefined;
  const found = { name: name.toLowerCase(), start: channel.length };
  const inBrackets = /^\[(?:.*,)?\s*version\s*=\s*(['"]?)([^'"\]]*)\1.*\]$/s.exec(rest)?.[2];
  if (inBrackets !== undefined || rest.startsWith("[")) return { ...found, version: inBrackets ?? "" };
  return { ...found, version: withoutBuild(rest) };
}

/** `=0.31.0=cuda129`, `0.31.0 cuda129`: the build string comes last. */
function withoutBuild(rest: string): string {
  return /^(=\s*[^=<>!~\s,|]+)(?:=\S+)$/.exec(rest)?.[1] ?? /^(\d[^\s,<>=!|]*)\s+\S+$/.exec(rest)?.[1] ?? rest.trim();
}

/**
 * The version part as PEP 440 says it: `=0.31` is fuzzy (`==0.31.*`), `=0.31.0` names the release. `undefined` for `|`, which
 * PEP 440 cannot say.
 */
export function condaSpecifier(version: string): string | undefined {
  if (version === "" || version === "*") return "";
  const plain = /^=?\s*(v?\d[^\s=<>!~,|*]*)$/.exec(version)?.[1];
  if (plain !== undefined) {
    const fuzzy = version.startsWith("=") && plain.split(".").length < 3;
    return normalize(plain) === undefined ? undefined : `==${plain}${fuzzy ? ".*" : ""}`;
  }
  const wildcard = /^=?\s*(\d+(?:\.\d+)*)\.?\*$/.exec(version)?.[1];
  if (wildcard !== undefined) return `==${wildcard}.*`;
  return isSpecifier(version) ? version : undefined;
}

export function condaReference(version: string): PinReference {
  const specifier = condaSpecifier(version);
  return specifier === undefined ? { kind: "unpinned" } : specifierReference(specifier);
}

/**
 * conda's own notation at another version: `vllm=0.31.0=cuda*` is `vllm=0.32.0` (a build string is one version's), `vllm 0.31.*` is
 * `vllm 0.32.*`. `undefined` for what pip reads as well.
 */
export function rewriteConda(raw: string, version: string): string | undefined {
  const [, head = "", written, wildcard = ""] =
    /^(vllm(?:\s*=\s*|\s+))(v?\d[^\s=<>!~,|*]*?)(\.?\*)?(?:[=\s]\S+)?$/i.exec(raw) ?? [];
  if (written === undefined) return undefined;
  const fuzzy = wildcard !== "" || (/=\s*$/.test(head) && written.split(".").length < 3);
  // With one `=`, two numbers would be a range: `=0.32` is any 0.32.
  const exact = /=\s*$/.test(head) && /^\d+(?:\.\d+)?$/.test(version) ? sameLength("0.0.0", version) : version;
  return `${head}${fuzzy ? sameLength(written, version) : exact}${wildcard}`;
}
