const PIPELINES =
  /(?:^|\/)(?:\.github\/(?:workflows|actions)\/.*\.ya?ml|\.buildkite\/.*\.ya?ml|\.gitlab-ci[^/]*\.ya?ml|\.gitlab\/.*\.ya?ml|\.circleci\/.*\.ya?ml|action\.ya?ml|azure-pipelines[^/]*\.ya?ml|bitbucket-pipelines\.ya?ml|\.drone\.ya?ml|cloudbuild[^/]*\.ya?ml)$/;

/** Workflows and actions of GitHub, and pipelines of GitLab, Buildkite, CircleCI, Azure and others, by where they stand. */
export function isPipeline(path: string): boolean {
  return PIPELINES.test(path);
}
