import { cut, type Traced } from "../../text/traced.ts";
import { type Entry, valueAt } from "../../uses/yaml/entries.ts";
import type { GroupOf } from "../draft.ts";
import { noteRevision } from "../git-checkout.ts";
import type { YamlWalk } from "./reading.ts";
import { textIn } from "./text.ts";

const REPOSITORY = ["repository", "repo", "git", "url"];
const REVISION = ["ref", "rev", "revision", "tag", "branch", "commit"];
/** vLLM's own; a fork of its name in an organization's list of repositories may be anything. */
const OWN = /^(?:(?:git\+)?https?:\/\/github\.com\/|git@github\.com:)?vllm-project\/vllm(?:\.git)?\/?$/i;

/** A checkout of vLLM as `actions/checkout` and others take it: `repository: vllm-project/vllm` beside `ref: v0.31.0`. */
export function noteCheckout(entries: readonly Entry[], group: GroupOf, room: YamlWalk): void {
  const repository = textIn(valueAt(entries, ...REPOSITORY), room);
  if (repository === undefined || !OWN.test(repository.text)) return;
  const revision = textIn(valueAt(entries, ...REVISION), room);
  if (revision === undefined || revision.text === "") return;
  const url = "https://github.com/vllm-project/vllm";
  noteRevision(room.draft, fallback(revision), url, { role: "requirement", folder: room.folder, ...group });
}

/** Of `${{ inputs.branch || 'main' }}`, what it is if nothing is given. */
function fallback(revision: Traced): Traced {
  const match = /^\$\{\{.*\|\|\s*'([^']+)'\s*\}\}$/.exec(revision.text);
  const start = match === null ? -1 : revision.text.lastIndexOf(`'${match[1]}'`) + 1;
  return match?.[1] === undefined ? revision : cut(revision, start, start + match[1].length);
}
