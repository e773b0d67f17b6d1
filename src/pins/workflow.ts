import { traced } from "../text/traced.ts";
import { isPipeline } from "../uses/workflow/pipeline-path.ts";
import { draftManifest } from "./draft.ts";
import type { PinFormat } from "./manifest.ts";
import { pipelineMayPin } from "./may-pin.ts";
import { folderOf } from "./repository-path.ts";
import { rewritePin } from "./rewrite.ts";
import { readYaml } from "./yaml/read-yaml.ts";

/** Workflows and actions of GitHub, and pipelines of GitLab, Buildkite, CircleCI, Azure and others. */
export const workflow: PinFormat = {
  format: "workflow",
  matches: isPipeline,
  concerns: pipelineMayPin,
  parse: (text, file) => {
    const draft = draftManifest(file, "workflow", text);
    readYaml(traced(text, 0), { draft, folder: folderOf(file), kind: "workflow" });
    return draft.finish();
  },
  rewrite: rewritePin,
};
