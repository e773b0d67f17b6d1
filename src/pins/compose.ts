import { type Traced, traced } from "../text/traced.ts";
import { assignmentsOf } from "../uses/dotenv/environment-file.ts";
import { imageOf } from "./docker-image.ts";
import { type Draft, draftManifest } from "./draft.ts";
import type { Manifest, ParseContext, PinFormat } from "./manifest.ts";
import { mayPinVllm } from "./may-pin.ts";
import { fileName, folderOf } from "./repository-path.ts";
import { rewritePin } from "./rewrite.ts";
import { expandAll, type Lookup } from "./variables.ts";
import { readYaml } from "./yaml/read-yaml.ts";

/**
 * Compose files (https://docs.docker.com/reference/compose-file/). Of `${TAG:-v0.31.0}` the default is a pin, and so is what the `.env`
 * beside the file gives: that one is deployed.
 */
export const compose: PinFormat = {
  format: "compose",
  matches: (path) => /^(?:[\w.-]*[._-])?compose(?:[._-][\w.-]*)?\.ya?ml$/i.test(fileName(path)),
  concerns: mayPinVllm,
  needs: (path) => [environmentFile(path)],
  parse: parseCompose,
  rewrite: rewritePin,
};

export function isComposeText(text: string): boolean {
  return /^services:/m.test(text) && !/^(?:kind|apiVersion):/m.test(text);
}

export function parseCompose(text: string, file: string, context?: ParseContext): Manifest {
  const draft = draftManifest(file, "compose", text);
  const environment = environmentFile(file);
  const given = context?.beside(environment);
  const outside = given === undefined ? undefined : draftManifest(environment, "dotenv", given);
  const values = new Map([...assignmentsOf(traced(given ?? "", 0))].map(({ name, value }) => [name.text, value]));
  const inOutside: Lookup = (name) => values.get(name);
  const interpolate = (value: Traced): Traced => {
    if (outside !== undefined && value.text.includes("$")) substituted(outside, value, inOutside);
    return expandAll(value, () => undefined);
  };
  readYaml(traced(text, 0), { draft, folder: folderOf(file), kind: "compose", interpolate });
  const manifest = draft.finish();
  const others = outside?.finish().pins ?? [];
  if (others.length === 0) return manifest;
  // What only the environment could tell, it told.
  const own = manifest.pins.filter(({ reference, raw }) => reference.kind !== "unpinned" || !raw.includes("$"));
  return { ...manifest, pins: [...own, ...others] };
}

/** Notes what an image's variables are given from outside, where that is written. */
function substituted(outside: Draft, value: Traced, lookup: Lookup): void {
  // The file's own text has no place in the other one.
  const image = expandAll({ text: value.text, pieces: [] }, lookup);
  if (image.pieces.length > 0) imageOf(outside, image);
}

/** What Compose reads unless it is told otherwise: `.env` in the file's folder. */
function environmentFile(file: string): string {
  const folder = folderOf(file);
  return folder === "" ? ".env" : `${folder}/.env`;
}
