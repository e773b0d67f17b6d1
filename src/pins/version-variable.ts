import { parseSpecifier } from "../python/specifier.ts";
import { normalize } from "../python/version.ts";
import type { Traced } from "../text/traced.ts";
import { imageDraft, isTaggedVllmImage } from "./docker-image.ts";
import type { Draft, GroupOf } from "./draft.ts";
import { gitReference, pinnedVersion, specifierReference, urlReference } from "./reference.ts";
import { imageTagVersion, isVllmImage, isVllmUrl } from "./vllm.ts";

const VERSION =
  /^(?:\w+_)?vllm_?(?:(?:package|pip|wheel|release|python|pypi|pin|pinned|cpu|cuda|gpu|rocm|xpu|openvino)_?)?(?:version|ver)$/i;
const TAG = /^(?:\w+_)?vllm_?(?:openai_?|server_?|serving_?)?(?:docker_?|container_?)?(?:image_?)?(?:tag|version)$/i;
/** A revision of vLLM's repository. */
const REVISION =
  /^(?:\w+_)?vllm_?(?:git_?|source_?|src_?|repo_?|build_?)?(?:ref|rev|revision|branch|tag|sha|hash|commit(?:_?(?:hash|id|sha))?)$/i;
/** What an image without its tag is kept under. */
const UNTAGGED = /image|repo|prefix|registry/i;
/** A commit in full, a release's tag or the main branch: what is shorter may be of any fork. */
const COMMIT_OR_TAG = /^(?:[0-9a-f]{40}|v\d+(?:\.\d+){2,3}(?:\.?(?:post|rc)\d+)?|main)$/;
/** A bound says what is supported, not what is taken. */
const BOUND = /^(?:min|max|minimum|maximum|lowest|oldest|since|supported|compatible|required|previous|old)/i;
/** Two parts are said of many things (a configuration's own version); three are a release. What a build between two is called was found, not asked for. */
const RELEASE = /^v?\d+\.\d+\.\d+(?!\S*\.dev)/;
/** How vLLM's own images are tagged; other vendors' servers of this name number theirs in other ways. */
const IMAGE_TAG = /^v\d+\.\d+\.\d+(?:\.?(?:post|rc)\d+)?(?:-(?:x86_64|aarch64|arm64|cu\d+|cpu|ubuntu\d+))*$/;

/**
 * Notes a variable, a key or an input that is named for vLLM's version (`VLLM_VERSION=0.31.0`, `vllm-version: v0.31.0`), or whose value
 * is one of its images or wheels: something else takes it, in a file that need not say how. What uses it here names the pin first.
 */
export function versionVariable(draft: Draft, name: string, value: Traced, group: GroupOf = {}): void {
  const { text } = value;
  const image =
    isTaggedVllmImage(text) || (UNTAGGED.test(name) && isVllmImage(text)) ? imageDraft(draft, value) : undefined;
  if (image !== undefined) {
    draft.later({ ...image, ...group });
    return;
  }
  const plain = name.replaceAll("-", "_");
  if (/^(?:https?|git\+)/.test(text)) readAddress(draft, value, group);
  else if (BOUND.test(plain)) return;
  else if (VERSION.test(plain) && /^(?:[=~]=|[<>])/.test(text) && parseSpecifier(text) !== undefined) {
    draft.later({ at: [value], written: text, reference: specifierReference(text), role: "constraint", ...group });
  } else if (REVISION.test(plain) && COMMIT_OR_TAG.test(text) && !TAG.test(plain)) {
    const reference = gitReference(repositoryOf(draft), text);
    draft.later({ at: [value], written: `git ${text}`, reference, role: "constraint", ...group });
  } else if (!RELEASE.test(text)) return;
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

/** The repository that the file names, which may be a fork. */
function repositoryOf({ text }: Draft): string {
  const named = text.matchAll(/https?:\/\/[\w.-]{1,100}\/[\w.-]{1,100}\/vllm(?:\.git)?(?![\w.-])/gi);
  return named.next().value?.[0] ?? "https://github.com/vllm-project/vllm";
}

/** Of each file, the variables that are tags of other images than vLLM's own: `rocm/vllm:${VLLM_TAG}`. */
const OTHERS = new WeakMap<Draft, ReadonlySet<string>>();

function isOfAnotherImage(name: string, draft: Draft): boolean {
  const known = OTHERS.get(draft) ?? tagsOfOthers(draft.text);
  OTHERS.set(draft, known);
  return known.has(name);
}

function tagsOfOthers(text: string): ReadonlySet<string> {
  const uses = text.matchAll(/([\w.-]+\/[\w.-]+|\$[{(]?\w{1,80}[)}]?):(?:\$[{(]?|\{)(\w+)/g);
  return new Set(
    [...uses].flatMap(([, image = "", name = ""]) => {
      const value = image.startsWith("$") ? imageNamed(image.replace(/\W/g, ""), text) : image;
      return value === undefined || isVllmImage(value) ? [] : [name];
    }),
  );
}

/** The image that a variable of the file is set to: `IMAGE = me/nemo-vllm`. */
function imageNamed(name: string, text: string): string | undefined {
  return new RegExp(`^[ \\t]*(?:export[ \\t]+)?${name}[ \\t]*[:?]?=[ \\t]*["']?([\\w.-]+/[\\w./-]+)`, "m").exec(
    text,
  )?.[1];
}
