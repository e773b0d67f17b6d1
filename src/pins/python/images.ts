import { slice } from "../../uses/python/spelled-text.ts";
import { UNKNOWN } from "../../uses/use.ts";
import { imageOf, isTaggedVllmImage } from "../docker-image.ts";
import type { Draft } from "../draft.ts";
import { mayNameImage } from "../may-pin.ts";
import type { Candidate } from "./candidate.ts";
import { directHolders, isSaid } from "./holders.ts";
import { COMMAND, RUNS } from "./names.ts";

const IMAGE = /^[\w.-]+(?::\d+)?(?:\/[\w.-]+)+(?:[:@][\w.:+-]+)?$/;
/** An image inside a command, a manifest or a Dockerfile that is written as a text. */
const WITHIN =
  /(?:\b(?:image(?:_id)?["']?[ \t]*[:=][ \t]*["']?(?:docker:)?|FROM[ \t]+|docker:(?:\/\/)?)|(?:^|[ \t\n\\"'=]))((?:[\w.-]+(?::\d+)?\/)*vllm\/vllm-openai[\w.-]*(?:[:@][\w.:+\uFFFC-]+)?)(?=$|[\s"'\\,;)])/gi;

/** Images that the code names: `from_registry("vllm/vllm-openai:v0.31.0")`, and those in commands and manifests it writes. */
export function readImages(draft: Draft, candidate: Candidate): void {
  const { node, value, text, holders, source } = candidate;
  // What a test runs is no value to compare with.
  const test = candidate.test && !holders.some(({ kind, name }) => kind === "call" && RUNS.test(name));
  if (!mayNameImage(text) || text.length > 100_000) return;
  if (IMAGE.test(text.replaceAll(UNKNOWN, "0"))) {
    const kept = holders.filter(({ kind }) => kind !== "message" && kind !== "compared");
    // With a tag it says more than what a name is compared with.
    const said = isTaggedVllmImage(text) ? directHolders(node, source.module) : holders;
    if (kept.length === 0 || (isSaid(said) && !kept.some(({ kind }) => kind === "call"))) return;
    if (
      test &&
      !kept.some(({ kind, name }) => kind === "variable" && /^[A-Z0-9_]*(?:VLLM|IMAGE)[A-Z0-9_]*$/.test(name))
    )
      return;
    imageOf(draft, source.trace(value));
    return;
  }
  if (test || isSaid(holders)) return;
  const written = holders.some(({ kind, name }) => (kind === "call" ? RUNS : COMMAND).test(name));
  if (!written && !/\n/.test(text)) return;
  for (const match of text.matchAll(WITHIN)) {
    const [whole, image = ""] = match;
    const start = match.index + whole.length - image.length;
    imageOf(draft, source.trace(slice(value, start, start + image.length)));
  }
}
