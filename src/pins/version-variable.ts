import { normalize } from "../python/version.ts";
import type { Traced } from "../text/traced.ts";
import { imageDraft, isTaggedVllmImage } from "./docker-image.ts";
import type { Draft, GroupOf } from "./draft.ts";
import { pinnedVersion, urlReference } from "./reference.ts";
import { imageTagVersion, isVllmImage, isVllmUrl } from "./vllm.ts";

const VERSION =
  /^(?:\w+_)?vllm_?(?:package_?|pip_?|wheel_?|release_?|python_?|pypi_?|pin_?|pinned_?)?(?:version|ver)$/i;
const TAG = /^(?:\w+_)?vllm_?(?:openai_?|server_?|serving_?)?(?:docker_?|container_?)?(?:image_?)?(?:tag|version)$/i;
/** A bound says what is supported, not what is taken. */
const BOUND = /^(?:min|max|minimum|maximum|lowest|oldest|since|supported|compatible|required|previous|old)/i;
/** Two parts are said of many things (a configuration's own version); three are a release. */
const RELEASE = /^v?\d+\.\d+\.\d+/;
/** How vLLM's own images are tagged; other vendors' servers of this name number theirs in other ways. */
const IMAGE_TAG = /^v\d+\.\d+\.\d+(?:\.?(?:post|rc)\d+)?(?:-(?:x86_64|aarch64|arm64|cu\d+|cpu|ubuntu\d+))*$/;

/**
 * Notes a variable, a key or an input that is named for vLLM's version (`VLLM_VERSION=0.31.0`, `vllm-version: v0.31.0`), or whose value
 * is one of its images or wheels: something else takes it, in a file that need not say how. What uses it here names the pin first.
 */
export function versionVariable(draft: Draft, name: string, value: Traced, group: GroupOf = {}): void {
  const { text } = value;
  const image = isTaggedVllmImage(text) ? imageDraft(draft, value) : undefined;
  if (image !== undefined) {
    draft.later({ ...image, ...group });
    return;
  }
  const plain = name.replaceAll("-", "_");
  if (/^(?:https?|git\+)/.test(text)) readAddress(draft, value, group);
  else if (!RELEASE.test(text) || BOUND.test(plain)) return;
  else if (VERSION.test(plain)) {
    const version = normalize(text);
    if (version === undefined) return;
    draft.later({ at: [value], written: text, reference: { kind: "exact", version }, role: "constraint", ...group });
  } else if (TAG.test(plain) && IMAGE_TAG.test(text) && !isOfAnotherImage(name, draft)) {
    const version = imageTagVersion(text);
    if (version === undefined) return;
    const reference = { kind: "exact", version } as const;
    draft.later({ at: [value], written: `image tag ${text}`, reference, role: "image", ...group });
  }
}

/** `WHEEL=https://…/vllm-0.31.0-….whl`, `VLLM_SOURCE=git+https://github.com/vllm-project/vllm@v0.31.0`. */
function readAddress(draft: Draft, value: Traced, group: GroupOf): void {
  if (/\s/.test(value.text) || !isVllmUrl(value.text)) return;
  const reference = urlReference(value.text);
  if (pinnedVersion(reference) === undefined) return;
  draft.later({ at: [value], written: "", reference, role: "constraint", ...group });
}

/** Of each file, the variables that are tags of other images than vLLM's own: `rocm/vllm:${VLLM_TAG}`. */
const OTHERS = new WeakMap<Draft, ReadonlySet<string>>();

function isOfAnotherImage(name: string, draft: Draft): boolean {
  const known = OTHERS.get(draft) ?? tagsOfOthers(draft.text);
  OTHERS.set(draft, known);
  return known.has(name);
}

function tagsOfOthers(text: string): ReadonlySet<string> {
  const uses = text.matchAll(/([\w.-]+\/[\w.-]+):(?:\$[{(]?|\{)(\w+)/g);
  return new Set([...uses].flatMap(([, image = "", name = ""]) => (isVllmImage(image) ? [] : [name])));
}
