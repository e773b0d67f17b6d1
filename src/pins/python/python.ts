import { readCheckoutPairs } from "../checkout-pair.ts";
import { draftManifest } from "../draft.ts";
import type { Manifest, ParseContext, PinFormat } from "../manifest.ts";
import { rewritePin } from "../rewrite.ts";
import { mayPin } from "./may-pin.ts";
import { isTestFile } from "./names.ts";
import { pythonSource } from "./python-source.ts";
import { readSource } from "./read-source.ts";
import { HEADER_COMMAND, readScriptHeader } from "./script-header.ts";

/** Python files: script headers (PEP 723), image builders, commands, images, versions that are named or asked for. Read, never run. */
export const python: PinFormat = {
  format: "python",
  // Sphinx's settings are filled into documents.
  matches: (path) => /\.py$/i.test(path) && !/(?:^|\/)docs?\/(?:[^/]+\/)*conf\.py$/i.test(path),
  concerns: mayPin,
  hasPython: () => true,
  parse: parsePython,
  rewrite: rewritePin,
};

function parsePython(text: string, file: string, { python: parse }: ParseContext): Manifest {
  const draft = draftManifest(file, "python", text);
  const { boundIndexes, ...header } = readScriptHeader(draft);
  // A byte order mark is no part of the program.
  const start = text.startsWith("\uFEFF") ? 1 : 0;
  const source = pythonSource(text.slice(start), parse, (offset) => offset + start, draft.passedOver);
  readSource(draft, source, { first: HEADER_COMMAND + 1 });
  if (!isTestFile(file)) readCheckoutPairs(draft);
  const manifest = draft.finish(header);
  return boundIndexes === undefined ? manifest : { ...manifest, options: { ...manifest.options, boundIndexes } };
}
