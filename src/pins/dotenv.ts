import { traced } from "../text/traced.ts";
import { assignmentsOf, isEnvironmentFile } from "../uses/dotenv/environment-file.ts";
import { draftManifest } from "./draft.ts";
import { isTooLong } from "./length-limit.ts";
import type { Manifest, PinFormat } from "./manifest.ts";
import { rewritePin } from "./rewrite.ts";
import { expandAll } from "./variables.ts";
import { versionVariable } from "./version-variable.ts";
import { mentionsVllm } from "./vllm.ts";

/** Files of variables (`.env`, `profile.conf`): a release of vLLM or one of its images under a name. What takes it is elsewhere. */
export const dotenv: PinFormat = {
  format: "dotenv",
  matches: (path) => isEnvironmentFile(path) || /\.(?:conf|cfg|ini|properties)$/i.test(path),
  concerns: mentionsVllm,
  parse: parseDotenv,
  rewrite: rewritePin,
};

function parseDotenv(text: string, file: string): Manifest {
  const draft = draftManifest(file, "dotenv", text);
  if (isTooLong(draft)) return draft.finish();
  for (const { name, value, literal } of assignmentsOf(traced(text, 0))) {
    // `VLLM_VERSION=${VLLM_VERSION:-0.31.0}`
    versionVariable(draft, name.text, literal ? value : expandAll(value, () => undefined));
  }
  return draft.finish();
}
