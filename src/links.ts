import type { Event } from "./event.ts";
import type { Links } from "./report/markdown/findings-section.ts";

type Environment = Readonly<Record<string, string | undefined>>;

export interface ReportLinks extends Links {
  /** Markdown that says where the whole report is. */
  readonly whole: string;
  /** This action's own repository at the version used; absent where nobody knows. */
  readonly home?: string;
}

/**
 * Where a reader can go from the report: the files at the commit checked, each rule's page in this action's repository at the
 * version used, and the run. GitHub's default variables tell; without them there is no link.
 *
 * @param folder where the checked folder lies in the repository
 */
export function reportLinks(event: Event, env: Environment, folder: string): ReportLinks {
  const server = env["GITHUB_SERVER_URL"] ?? "https://github.com";
  const [repository, action, ref, run] = [
    env["GITHUB_REPOSITORY"],
    env["GITHUB_ACTION_REPOSITORY"],
    env["GITHUB_ACTION_REF"],
    env["GITHUB_RUN_ID"],
  ];
  const commit = "head" in event ? event.head : env["GITHUB_SHA"];
  return {
    whole: repository && run ? `[the run](${server}/${repository}/actions/runs/${run})` : "the JSON report",
    ...(repository && commit
      ? {
          file: (path, line) =>
            `${server}/${repository}/blob/${commit}/${encodePath([folder, path])}${line === undefined ? "" : `#L${line}`}`,
        }
      : {}),
    ...(action && ref
      ? {
          home: `${server}/${action}/tree/${encodePath([ref])}`,
          rule: (rule) => `${server}/${action}/blob/${encodePath([ref])}/docs/rules/${rule}.md`,
        }
      : {}),
  };
}

function encodePath(parts: readonly string[]): string {
  const path = parts.filter((part) => part !== "").join("/");
  // Parentheses end a Markdown link.
  return path
    .split("/")
    .map((part) => encodeURIComponent(part).replace(/[()]/g, (character) => `%${character.charCodeAt(0).toString(16)}`))
    .join("/");
}
