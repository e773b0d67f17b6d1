import { cut, type Traced } from "../text/traced.ts";
import type { DeclareOptions } from "./declare.ts";
import { type Draft, groupOf } from "./draft.ts";
import { gitReference, gitRevision } from "./reference.ts";
import type { Command } from "./shell-words.ts";
import { isVllmRepository } from "./vllm.ts";

/** What a sequence of commands has cloned, and where it stands. */
export interface GitState {
  /** Name of the folder that a clone of vLLM made → its address. */
  readonly clones: Map<string, string>;
  /** The folder it stands in, as written. */
  folder: string;
}

export function gitState(from?: GitState): GitState {
  return { clones: new Map(from?.clones), folder: from?.folder ?? "" };
}

/** `cd vllm`, `WORKDIR /src/vllm`. */
export function changeFolder(state: GitState, path: string): void {
  state.folder = path.replace(/\/+$/, "");
}

/**
 * A build from source, at a tag: `git clone -b v0.31.0 https://github.com/vllm-project/vllm`; `git checkout v0.31.0` and
 * `git fetch origin v0.31.0` where vLLM was cloned.
 * @param words what follows `git`
 */
export function readGit(draft: Draft, words: Command, state: GitState, options: DeclareOptions): void {
  let folder = state.folder;
  let at = 0;
  for (; at < words.length && words[at]?.text.startsWith("-"); at += 1) {
    const { text } = words[at] ?? { text: "" };
    if (text === "-C") folder = words[at + 1]?.text.replace(/\/+$/, "") ?? folder;
    if (/^-[Cc]$/.test(text)) at += 1;
  }
  const [command, ...rest] = words.slice(at);
  if (command?.text === "clone") readClone(draft, rest, state, options);
  const url = state.clones.get(lastPart(folder));
  if (url === undefined) return;
  if (/^(?:checkout|switch|reset|pull|fetch)$/.test(command?.text ?? "")) {
    const revision = revisionOf(rest, command?.text ?? "");
    if (revision !== undefined) noteRevision(draft, revision, url, options);
  }
}

/** Options of `git clone` whose value is the next word. */
const VALUED =
  /^(?:-[bou]|--(?:branch|origin|upload-pack|depth|reference|template|config|jobs|filter|separate-git-dir|shallow-\w+))$/;

function readClone(draft: Draft, words: Command, state: GitState, options: DeclareOptions): void {
  const positional = words.filter(
    ({ text }, index) => !text.startsWith("-") && !VALUED.test(words[index - 1]?.text ?? ""),
  );
  const at = positional.findIndex(({ text }) => /:\/\/|^git@/.test(text));
  const url = positional[at]?.text;
  if (url === undefined || !isVllmRepository(`git+${url}`)) return;
  state.clones.set(lastPart(positional[at + 1]?.text ?? "vllm"), url);
  const flag = words.findIndex(({ text }) => /^(?:-b|--(?:branch|revision)(?:=.*)?)$/.test(text));
  const named = words[flag];
  if (named === undefined) return;
  const equals = named.text.indexOf("=");
  const revision = equals === -1 ? words[flag + 1] : cut(named, equals + 1);
  if (revision !== undefined) noteRevision(draft, revision, url, options);
}

/**
 * A source whose revision stands apart, as `uv add` takes it: `git+https://github.com/vllm-project/vllm --tag v0.31.0`. Gives back the
 * address that it told of.
 */
export function readGitSource(draft: Draft, words: Command, options: DeclareOptions): Traced | undefined {
  const address = words.find(({ text }) => isVllmRepository(text) && gitRevision(text) === undefined);
  const flag = words.findIndex(({ text }) => /^--(?:tag|branch|rev)(?:=|$)/.test(text));
  const named = words[flag];
  if (address === undefined || named === undefined) return undefined;
  const equals = named.text.indexOf("=");
  const revision = equals === -1 ? words[flag + 1] : cut(named, equals + 1);
  if (revision === undefined) return undefined;
  noteRevision(draft, revision, address.text.replace(/^git\+/, ""), options);
  return address;
}

/** A script's own function that is given vLLM's repository and a commit: `clone_commit https://github.com/vllm-project/vllm 0a1b…`. */
export function readCheckoutBy(draft: Draft, words: Command, options: DeclareOptions): void {
  const address = words.find(({ text }) => /^(?:https?:|git@)/.test(text) && isVllmRepository(`git+${text}`));
  const commits = words.filter(({ text }) => /^[0-9a-f]{40}$/.test(text));
  const [commit] = commits;
  if (address !== undefined && commit !== undefined && commits.length === 1)
    noteRevision(draft, commit, address.text, options);
}

/** The revision that a command names; paths, new branches and what was fetched before are none. */
function revisionOf(words: Command, command: string): Traced | undefined {
  if (words.some(({ text }) => text === "--" || /^--(?:ours|theirs|patch)$/.test(text))) return undefined;
  const named = words.filter(({ text }, index) => {
    if (text.startsWith("-")) return false;
    return !/^(?:-[bBcC]|--(?:orphan|depth|jobs|create))$/.test(words[index - 1]?.text ?? "");
  });
  // `git fetch origin tag v0.31.0`: the first word is the remote.
  const remote = command === "fetch" || command === "pull" ? 1 : 0;
  const revision = named.slice(remote).findLast(({ text }) => text !== "tag");
  if (revision === undefined) return undefined;
  const { text } = revision;
  const branch = /^(?:HEAD|FETCH_HEAD|ORIG_HEAD)\b|^\.|^pull\/|[:*?~^\s]/.test(text);
  return branch ? undefined : revision;
}

/** Notes a revision of vLLM's repository, by the text that says it. */
export function noteRevision(draft: Draft, written: Traced, url: string, options: DeclareOptions): void {
  const revision = cut(written, /^(?:refs\/)?tags\//.exec(written.text)?.[0].length ?? 0);
  const known = !/[$`{\uFFFC]/.test(revision.text);
  // Of `v${VERSION}` or `releases/${TAG}` a person edits what the variable holds.
  const number = /^(.*\/)?v?(?=\d)/.exec(revision.text);
  const parts = number === null ? [] : [cut(revision, number[1]?.length ?? 0), cut(revision, number[0].length)];
  draft.pin({
    at: [revision, ...parts],
    written: `git ${draft.source(revision)}`,
    reference: known ? gitReference(url, revision.text) : { kind: "unpinned" },
    role: options.role,
    ...groupOf(options),
  });
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
