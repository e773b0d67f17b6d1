import { CannotTell } from "../checks/cannot-tell.ts";
import type { Event } from "../event.ts";
import type { Exec } from "./exec.ts";
import { runGit } from "./git-command.ts";
import { ensureCommit, gitTree } from "./git-tree.ts";
import type { FileTree } from "./tree.ts";

type Environment = Readonly<Record<string, string>>;

/**
 * The repository as it was before the event's change. `undefined` where the event changes nothing, or begins a branch.
 *
 * @throws {CannotTell} `base-missing` when the clone is too shallow and the commit cannot be fetched
 */
export async function baseTree(
  root: string,
  event: Event,
  exec: Exec,
  env: Environment,
): Promise<FileTree | undefined> {
  if (!("base" in event) || event.base === undefined) return undefined;
  const base = event.name === "pull_request" ? await pullRequestBase(root, event, exec, env) : event.base;
  const commit = await ensureCommit(root, base, exec, env);
  if (commit.status !== "missing") return gitTree(root, base, exec, env);
  throw new CannotTell(
    "base-missing",
    `The commit before this change (${base.slice(0, 12)}) is not in the clone and cannot be fetched: ${commit.reason}.`,
    "Set `fetch-depth: 2` on actions/checkout (0 for merge queues and pushes of several commits), or name the release with `current-version`.",
  );
}

/**
 * What the pull request would be merged onto. The payload's base is the branch's tip when the event fired; the checked out
 * merge commit's first parent is what was really merged with, and a branch that lags must not look like a downgrade.
 */
async function pullRequestBase(
  root: string,
  event: Extract<Event, { name: "pull_request" }>,
  exec: Exec,
  env: Environment,
): Promise<string> {
  // Without git at all (a job container) `ensureCommit` says so.
  const commit = await runGit(root, ["cat-file", "commit", "HEAD"], exec, env).catch(() => undefined);
  if (commit === undefined) return event.base;
  const parents = [...(commit.stdout.split("\n\n", 1)[0]?.matchAll(/^parent ([0-9a-f]{40,64})$/gm) ?? [])].map(
    (match) => match[1],
  );
  const [first, second] = parents;
  if (first !== undefined && second === event.head) return first;
  const known = await mergeBase(root, event, exec, env);
  if (known !== undefined) return known;
  const shallow = await runGit(root, ["rev-parse", "--is-shallow-repository"], exec, env);
  if (shallow.stdout.trim() !== "true") return event.base;
  const fetch = ["fetch", `--deepen=${DEEPEN}`, "--no-tags", "--no-recurse-submodules", "--quiet", "origin"];
  await runGit(root, [...fetch, event.base, event.head], exec, env, { timeoutMs: DEEPEN_TIMEOUT_MS });
  const fetched = await mergeBase(root, event, exec, env);
  if (fetched !== undefined) return fetched;
  throw new CannotTell(
    "base-missing",
    "Where this branch left its base is not in the clone, and the branch's tip may be ahead of it.",
    "Leave `ref` out of actions/checkout, so that the merge commit is checked out, or set `fetch-depth: 0`.",
  );
}

/** Commits fetched where a shallow clone of the head does not reach back to the base. */
const DEEPEN = 500;
const DEEPEN_TIMEOUT_MS = 180_000;

async function mergeBase(
  root: string,
  { base, head }: { readonly base: string; readonly head: string },
  exec: Exec,
  env: Environment,
): Promise<string | undefined> {
  const { exitCode, stdout } = await runGit(root, ["merge-base", base, head], exec, env);
  const sha = stdout.trim();
  return exitCode === 0 && /^[0-9a-f]{40,64}$/.test(sha) ? sha : undefined;
}
