import { traced } from "../text/traced.ts";
import { assignmentsOf, isEnvironmentFile } from "../uses/dotenv/environment-file.ts";
import { draftManifest } from "./draft.ts";
import type { Manifest, PinFormat } from "./manifest.ts";
import { rewritePin } from "./rewrite.ts";
import { versionVariable } from "./version-variable.ts";
import { mentionsVllm } from "./vllm.ts";

const MAX_LENGTH = 200_000;

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
  if (text.length > MAX_LENGTH) return draft.finish();
  for (const { name, value } of assignmentsOf(traced(text, 0))) versionVariable(draft, name.text, value);
  return draft.finish();
}
