import { normalize } from "../python/version.ts";
import type { Traced } from "../text/traced.ts";
import { imageDraft, isTaggedVllmImage } from "./docker-image.ts";
import type { Draft, GroupOf } from "./draft.ts";
import { imageTagVersion } from "./vllm.ts";

/** Bounds (`MIN_VLLM_VERSION`) and what was once are no version that is used. */
const BOUNDS = "min|max|minimum|maximum|required|supported|tested|expected|old|new|previous|last|since|until";
const BEFORE = `^_?(?:(?!(?:${BOUNDS})_)[a-z0-9]+_){0,3}?`;
const VERSION = new RegExp(
  `${BEFORE}vllm_?(?:package_?|pip_?|wheel_?|release_?|python_?|pypi_?|pin_?|pinned_?|git_?)?(?:version|ver|ref|rev|revision)$`,
  "i",
);
const TAG = new RegExp(
  `${BEFORE}vllm_?(?:openai_?|server_?|serving_?)?(?:docker_?|container_?)?(?:image_?)?(?:tag|version)$`,
  "i",
);
/** Two parts are said of many things (a configuration's own version); three are a release. */
const RELEASE = /^v?\d+\.\d+\.\d+/;

/**
 * Notes a variable, a key or an input that is named for vLLM's version (`VLLM_VERSION=0.31.0`, `vllm-version: v0.31.0`), or whose value
 * is one of its images: something else takes it, in a file that need not say how. What uses it here names the pin first.
 */
export function versionVariable(draft: Draft, name: string, value: Traced, group: GroupOf = {}): void {
  const { text } = value;
  const image = isTaggedVllmImage(text) ? imageDraft(draft, value) : undefined;
  if (image !== undefined) {
    draft.later({ ...image, ...group });
    return;
  }
  const plain = name.replaceAll("-", "_");
  if (!RELEASE.test(text)) return;
  if (VERSION.test(plain)) {
    const version = normalize(text);
    if (version === undefined) return;
    draft.later({ at: [value], written: text, reference: { kind: "exact", version }, role: "constraint", ...group });
  } else if (TAG.test(plain)) {
    const version = imageTagVersion(text);
    if (version === undefined) return;
    const reference = { kind: "exact", version } as const;
    draft.later({ at: [value], written: `image tag ${text}`, reference, role: "image", ...group });
  }
}
