import { mayUse } from "../mentions.ts";
import type { UseReader } from "../reader.ts";
import { isPipeline } from "./pipeline-path.ts";
import { readPipeline } from "./read-pipeline.ts";

/** Workflows and actions of GitHub, and pipelines of GitLab, Buildkite, CircleCI and others. */
export const workflows: UseReader = {
  format: "workflow",
  matches: ({ path, text }) => isPipeline(path) && mayUse(text),
  read: readPipeline,
};
