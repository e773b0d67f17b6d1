import { normalize } from "../python/version.ts";
import { cut, type Traced } from "../text/traced.ts";
import { UNKNOWN } from "../uses/use.ts";
import type { Draft, GroupOf, PinDraft } from "./draft.ts";
import type { PinReference } from "./pin.ts";
import { imageTagVersion, isVllmImage } from "./vllm.ts";

/** A reference to an image as Docker reads it: `[registry/]owner/name[:tag][@digest]`. */
interface ImageName {
  readonly name: string;
  /** Offset of the tag, or of where one would be. */
  readonly tagStart: number;
  readonly tag?: string;
  /** Offset of the `@`. */
  readonly digest?: number;
}

/** What may be written for a tag: letters, digits, `_.-` (OCI distribution spec, 3.1), and what stands for a part of it. */
const TAG = /^(?:[\w.-]|\uFFFC|\$\{[^{}\s]*\}|\$\w+|\$\([^()\s]*\)|\{\{[^{}]*\}\})+$/;

function imageName(text: string): ImageName | undefined {
  if (/[\s"']/.test(text.replace(/\{\{[^{}]*\}\}/g, ""))) return undefined;
  const at = text.indexOf("@");
  const named = at === -1 ? text : text.slice(0, at);
  const colon = named.indexOf(":", named.lastIndexOf("/") + 1);
  const name = colon === -1 ? named : named.slice(0, colon);
  const tag = colon === -1 ? undefined : named.slice(colon + 1);
  if (!isVllmImage(name) || (tag !== undefined && !TAG.test(tag))) return undefined;
  return {
    name,
    tagStart: colon === -1 ? named.length : colon + 1,
    ...(tag === undefined ? {} : { tag }),
    ...(at === -1 ? {} : { digest: at }),
  };
}

/** Whether a text is a reference to one of vLLM's own images that says which: with a tag or a digest. */
export function isTaggedVllmImage(text: string): boolean {
  const image = imageName(text);
  return image !== undefined && (image.tag !== undefined || image.digest !== undefined);
}

/** Notes an image reference (`registry/vllm/vllm-openai:tag@digest`) when it is vLLM's own image. */
export function imageOf(draft: Draft, image: Traced, group: GroupOf = {}): void {
  const pin = imageDraft(draft, image);
  if (pin !== undefined) draft.pin({ ...pin, ...group });
}

/** The pin that an image reference is; `undefined` for other images than vLLM's own. */
export function imageDraft(draft: Draft, image: Traced): PinDraft | undefined {
  const { text } = image;
  const name = imageName(text);
  if (name === undefined) return undefined;
  const { tag, tagStart, digest } = name;
  const end = digest ?? text.length;
  const version = tag === undefined ? undefined : imageTagVersion(tag);
  const whole = cut(image, tagStart);
  // With a tag built from parts (`v${VERSION}-cu130`), the version alone is what a person edits.
  const number = version === undefined ? -1 : text.indexOf(version, tagStart);
  const parts = [whole, ...(tag === undefined ? [] : [cut(image, tagStart, end)])];
  if (number !== -1 && version !== undefined && digest === undefined) {
    const start = /v/i.test(text.charAt(number - 1)) ? number - 1 : number;
    parts.push(cut(image, start, number + version.length), cut(image, number, number + version.length));
  }
  return {
    at: tag === undefined ? [digest === undefined ? image : cut(image, digest), image] : parts,
    written: `image ${draft.source(image)}`,
    reference: imageReference(text, version, digest !== undefined),
    role: "image",
  };
}

/** Notes a tag that stands apart from its image: `repository: vllm/vllm-openai` and `tag: v0.31.0` of a chart's values. */
export function imageTagOf(draft: Draft, image: string, tag: Traced, group: GroupOf = {}): void {
  if (!isVllmImage(image) || !TAG.test(tag.text)) return;
  draft.pin({
    at: [tag],
    written: `image ${image}:${draft.source(tag)}`,
    reference: imageReference(image, imageTagVersion(tag.text), false),
    role: "image",
    ...group,
  });
}

function imageReference(image: string, version: string | undefined, digest: boolean): PinReference {
  if (version !== undefined && !version.includes(UNKNOWN))
    return { kind: "exact", version: normalize(version) ?? version };
  // A digest is one image, of a release nobody wrote down.
  return digest ? { kind: "url", url: image } : { kind: "unpinned" };
}
