import { traced } from "../text/traced.ts";
import type { Draft } from "./draft.ts";
import { noteRevision } from "./git-checkout.ts";
import { folderOf } from "./repository-path.ts";

const URL = "https://github.com/vllm-project/vllm";
/** `"url": "https://github.com/vllm-project/vllm", "commit": "0a1b…"` in one object, call or table. */
const PAIR =
  /\b(?:\w{0,20}(?:url|repo|repository|git))["']?\s{0,4}[:=]\s{0,4}["'](?:git\+)?(?:https?:\/\/github\.com\/)?vllm-project\/vllm(?:\.git)?["'][^{}()[\]]{0,200}?\b(?:\w{0,20}(?:commit|rev|revision|ref|tag|branch|sha))["']?\s{0,4}[:=]\s{0,4}["']([\w./-]{2,80})["']/g;
/** Nix's `fetchFromGitHub { owner = "vllm-project"; repo = "vllm"; rev = "v0.31.0"; }`, in its usual order. */
const FETCHED =
  /\bowner\s{1,4}=\s{1,4}"vllm-project";\s{1,40}repo\s{1,4}=\s{1,4}"vllm";\s{1,40}(?:rev|tag)\s{1,4}=\s{1,4}"([^"\n]{2,100})"/g;

/** Notes the revision that stands beside vLLM's repository, in code and data. */
export function readCheckoutPairs(draft: Draft): void {
  if (!draft.text.includes("vllm-project")) return;
  for (const pattern of [PAIR, FETCHED]) {
    for (const { index, 0: whole, 1: revision = "" } of draft.text.matchAll(pattern)) {
      const line = draft.text.slice(draft.text.lastIndexOf("\n", index) + 1, index);
      if (/^\s*(?:#|\/\/|\*)/.test(line)) continue;
      const at = index + whole.length - revision.length - 1;
      const options = { role: "requirement", folder: folderOf(draft.file), pinOnly: true } as const;
      noteRevision(draft, traced(revision, at), URL, options);
    }
  }
}
