import { mayUse } from "../mentions.ts";
import type { UseReader } from "../reader.ts";
import { readPipeline } from "./read-pipeline.ts";

const PIPELINES =
  /(?:^|\/)(?:\.github\/(?:workflows|actions)\/.*\.ya?ml|\.buildkite\/.*\.ya?ml|\.gitlab-ci[^/]*\.ya?ml|\.gitlab\/.*\.ya?ml|\.circleci\/.*\.ya?ml|action\.ya?ml|azure-pipelines[^/]*\.ya?ml|bitbucket-pipelines\.ya?ml|\.drone\.ya?ml|cloudbuild[^/]*\.ya?ml)$/;

/** Workflows and actions of GitHub, and pipelines of GitLab, Buildkite, CircleCI and others. */
export const workflows: UseReader = {
  format: "workflow",
  matches: ({ path, text }) => PIPELINES.test(path) && mayUse(text),
  read: readPipeline,
};
