import { normalize } from "../python/version.ts";
import { cut, type Traced } from "../text/traced.ts";
import type { Draft } from "./draft.ts";
import type { PinReference } from "./pin.ts";
import { imageTagVersion, isVllmImage } from "./vllm.ts";

/** A stage starts with what the stage it builds on has set. */
export function stageVariables(parent: ReadonlyMap<string, Traced> | undefined): Map<string, Traced> {
  return new Map(parent);
}

/** Notes an image reference (`registry/vllm/vllm-openai:tag@digest`) when it is vLLM's own image. */
export function imageOf(draft: Draft, image: Traced, stage?: string): void {
  const { text } = image;
  const at = text.indexOf("@");
  const named = at === -1 ? text : text.slice(0, at);
  const colon = named.indexOf(":", named.lastIndexOf("/") + 1);
  const name = colon === -1 ? named : named.slice(0, colon);
  if (!isVllmImage(name)) return;
  const tag = colon === -1 ? undefined : named.slice(colon + 1);
  const tagStart = colon === -1 ? named.length : colon + 1;
  const version = tag === undefined ? undefined : imageTagVersion(tag);
  const digest = at === -1 ? undefined : cut(image, at);
  const whole = cut(image, tagStart);
  // With a tag built from parts (`v${VERSION}-cu130`), the version alone is what a person edits.
  const number = version === undefined ? -1 : text.indexOf(version, tagStart);
  const parts = [whole, ...(tag === undefined ? [] : [cut(image, tagStart, named.length)])];
  if (number !== -1 && version !== undefined && digest === undefined) {
    const start = /v/i.test(text.charAt(number - 1)) ? number - 1 : number;
    parts.push(cut(image, start, number + version.length), cut(image, number, number + version.length));
  }
  draft.pin({
    at: tag === undefined ? [digest ?? image, image] : parts,
    written: `image ${text}`,
    reference: imageReference(text, version, digest !== undefined),
    role: "image",
    ...(stage === undefined ? {} : { group: stage, groupKind: "stage" }),
  });
}

function imageReference(image: string, version: string | undefined, digest: boolean): PinReference {
  if (version !== undefined) return { kind: "exact", version: normalize(version) ?? version };
  // A digest is one image, of a release nobody wrote down.
  return digest ? { kind: "url", url: image } : { kind: "unpinned" };
}
