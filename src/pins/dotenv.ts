import { traced } from "../text/traced.ts";
import { assignmentsOf, isEnvironmentFile } from "../uses/dotenv/environment-file.ts";
import { draftManifest } from "./draft.ts";
import { isTooLong } from "./length-limit.ts";
import type { Manifest, PinFormat } from "./manifest.ts";
import { rewritePin } from "./rewrite.ts";
import { versionVariable } from "./version-variable.ts";
import { mentionsVllm } from "./vllm.ts";

/** Files of variables (`.env`): a release of vLLM or one of its images under a name. What takes it is elsewhere. */
export const dotenv: PinFormat = {
  format: "dotenv",
  matches: isEnvironmentFile,
  concerns: mentionsVllm,
  parse: parseDotenv,
  rewrite: rewritePin,
};

function parseDotenv(text: string, file: string): Manifest {
  const draft = draftManifest(file, "dotenv", text);
  if (isTooLong(draft)) return draft.finish();
  for (const { name, value } of assignmentsOf(traced(text, 0))) versionVariable(draft, name.text, value);
  return draft.finish();
}
