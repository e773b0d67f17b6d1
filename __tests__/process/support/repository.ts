import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A git repository in a temporary folder, with real commits. */
export interface Repository {
  readonly path: string;
  /** Writes files, commits them, and returns the commit's SHA. */
  commit(files: Readonly<Record<string, string>>): string;
  git(...args: readonly string[]): string;
  remove(): void;
}

export function createRepository(): Repository {
  const path = mkdtempSync(join(tmpdir(), "repository-"));
  const git = (...args: readonly string[]) =>
    execFileSync("git", args, {
      cwd: path,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
      env: { PATH: process.env["PATH"], HOME: path, GIT_CONFIG_NOSYSTEM: "1" },
    }).trim();
  git("init", "--quiet", "--initial-branch=main");
  git("config", "user.name", "Test");
  git("config", "user.email", "test@example.invalid");
  // Where a local runner reads the repository's name.
  git("remote", "add", "origin", "https://github.com/octo/app.git");
  return {
    path,
    git,
    commit(files) {
      for (const [file, text] of Object.entries(files)) {
        mkdirSync(dirname(join(path, file)), { recursive: true });
        writeFileSync(join(path, file), text);
      }
      git("add", "--all");
      git("commit", "--quiet", "--allow-empty", "--message", "Change");
      return git("rev-parse", "HEAD");
    },
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}

/** What GitHub's `pull_request` payload says of it, reduced to what is read. */
export function pullRequestPayload(from: { readonly base: string; readonly head: string; readonly fork?: boolean }) {
  const repository = { full_name: "octo/app" };
  return {
    action: "synchronize",
    number: 7,
    repository: { name: "app", full_name: "octo/app", owner: { login: "octo" }, default_branch: "main" },
    pull_request: {
      number: 7,
      user: { login: "maintainer" },
      base: { ref: "main", sha: from.base, repo: repository },
      head: { ref: "upgrade", sha: from.head, repo: from.fork ? { full_name: "stranger/app" } : repository },
    },
  };
}
