import { isScalar } from "yaml";
import type { Entry } from "../../uses/yaml/entries.ts";
import { imageTagOf, isTaggedVllmImage } from "../docker-image.ts";
import type { GroupOf } from "../draft.ts";
import type { YamlWalk } from "./reading.ts";
import { textIn } from "./text.ts";

/** Keys of an image's name without its tag: a chart's values, Kustomize's `images:`. A new name stands for the old one. */
const NAMES = [
  "newName",
  "repository",
  "imageRepository",
  "image_repository",
  "repo",
  "image",
  "imageName",
  "image_name",
  "name",
];
const TAGS = ["newTag", "tag", "imageTag", "image_tag", "version"];

/**
 * `repository: vllm/vllm-openai` beside `tag: v0.31.0`, as values of charts have it and Kustomize's `newTag`. Gives back the name's
 * key: with the tag it is told.
 */
export function imagePair(entries: readonly Entry[], group: GroupOf, room: YamlWalk): string | undefined {
  const nameAt = (key: string) => entries.find((entry) => entry.key === key && isScalar(entry.value));
  for (const key of NAMES) {
    const entry = nameAt(key);
    const name = entry && textIn(entry.value, room)?.text;
    if (name === undefined || name === "") continue;
    if (!/vllm/i.test(name)) {
      if (key === "newName") return undefined;
      continue;
    }
    // A whole reference: a `version` beside it is of something else, or says the same for people.
    if (isTaggedVllmImage(name)) continue;
    for (const tagKey of TAGS) {
      const tag = textIn(nameAt(tagKey)?.value, room);
      if (tag !== undefined && tag.text !== "") {
        imageTagOf(room.draft, name, tag, group);
        return key;
      }
    }
  }
  return undefined;
}
