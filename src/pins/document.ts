import { codeBlocks } from "../breakage/workspace/code-blocks.ts";
import { concat, cut, type Traced, traced } from "../text/traced.ts";
import { commandsOf, SHELL } from "../uses/document/document.ts";
import { isCommand } from "./command-text.ts";
import { imageOf } from "./docker-image.ts";
import { type Draft, draftManifest } from "./draft.ts";
import { gitState } from "./git-checkout.ts";
import { isTooLong } from "./length-limit.ts";
import type { Manifest, PinFormat } from "./manifest.ts";
import { pinnedVersion } from "./reference.ts";
import { rewritePin } from "./rewrite.ts";
import { readScript } from "./script.ts";
import { mentionsVllm } from "./vllm.ts";

const MAX_LENGTH = 1_000_000;
const IMAGE = /(?<![\w./-])(?:[a-z0-9][\w.-]*(?::\d+)?\/){0,4}vllm\/vllm-openai(?:-\w+)?:v?\d[\w.-]*[\w]/g;

/** Documents for people: a version in an install line, or an image. They decide nothing (`PinReading.mentions`). */
export const document: PinFormat = {
  format: "document",
  matches: (path) => /\.(?:md|mdx|markdown|rst|adoc|asciidoc)$/i.test(path),
  concerns: (text) => /vllm\S{0,40}\s{0,2}(?:==|[<>~]=|@|:)|clone[^\n]{0,200}vllm/i.test(text),
  parse: parseDocument,
  rewrite: rewritePin,
};

function parseDocument(text: string, file: string): Manifest {
  const draft = draftManifest(file, "document", text);
  if (isTooLong(draft, MAX_LENGTH)) return draft.finish();
  const language = { ...SHELL, info: new RegExp(`${SHELL.info.source}|^$`, "i") };
  for (const block of codeBlocks(text, file.endsWith(".rst") ? "rst" : "markdown", language)) {
    const script = concat(commandsOf(block).map((line) => traced(line.text, line.start)));
    if (mentionsVllm(script.text)) run(draft, script);
  }
  for (const match of text.matchAll(/`([^`\n]{1,300})`/g)) {
    const inline = cut(traced(match[0], match.index), 1, match[0].length - 1);
    if (mentionsVllm(inline.text) && isCommand(inline.text)) run(draft, inline);
  }
  for (const match of text.matchAll(IMAGE)) imageOf(draft, traced(match[0], match.index));
  const { pins } = draft.finish();
  // A page that names no version says nothing that could grow old; what it installs beside is no demand.
  const dated = pins.filter(({ reference }) => pinnedVersion(reference) !== undefined || reference.kind === "range");
  return { ...draftManifest(file, "document", text).finish(), pins: dated };
}

function run(draft: Draft, script: Traced): void {
  const options = { role: "requirement", folder: "" } as const;
  readScript(script, { draft, outer: () => undefined, variables: new Map(), git: gitState(), options });
}
