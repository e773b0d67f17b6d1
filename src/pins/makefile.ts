import { concat, type Traced, traced } from "../text/traced.ts";
import { isMakefile, makeAssignment, withoutPrefix } from "../uses/makefile/make-assignment.ts";
import { makeLines } from "../uses/makefile/make-lines.ts";
import { expandMake, makeBudget } from "../uses/makefile/make-variables.ts";
import { draftManifest } from "./draft.ts";
import { gitState } from "./git-checkout.ts";
import { isTooLong } from "./length-limit.ts";
import type { Manifest, PinFormat } from "./manifest.ts";
import { folderOf } from "./repository-path.ts";
import { rewritePin } from "./rewrite.ts";
import { readScript } from "./script.ts";
import { versionVariable } from "./version-variable.ts";
import { mentionsVllm } from "./vllm.ts";

/** Makefiles: what the recipe of each target installs, pulls and checks out, with make's variables. */
export const makefile: PinFormat = {
  format: "makefile",
  matches: isMakefile,
  concerns: mentionsVllm,
  parse: parseMakefile,
  rewrite: rewritePin,
};

function parseMakefile(text: string, file: string): Manifest {
  const draft = draftManifest(file, "makefile", text);
  if (isTooLong(draft)) return draft.finish();
  const variables = new Map<string, Traced>();
  const recipes = new Map<string, Traced[]>();
  let target = "";
  for (const { text: line, recipe } of makeLines(traced(text, 0))) {
    if (recipe) {
      const lines = recipes.get(target);
      if (lines === undefined) recipes.set(target, [line]);
      else lines.push(line);
      continue;
    }
    target = /^([^\s:=#][^:=#\n]*?)\s*:(?!=)/.exec(line.text)?.[1] ?? target;
    const set = makeAssignment(line);
    if (set === undefined || (set.operator === "?" && variables.has(set.name.text))) continue;
    variables.set(set.name.text, set.value);
    versionVariable(draft, set.name.text, set.value);
  }
  const budget = makeBudget();
  const lineEnd: Traced = { text: "\n", pieces: [] };
  // What one target cloned, another may check out; each starts in the makefile's folder.
  const cloned = gitState();
  for (const [name, lines] of recipes) {
    // A recipe without a word of vLLM may still take it from a variable.
    const script = concat(lines.flatMap((line) => [expandMake(withoutPrefix(line), variables, budget), lineEnd]));
    if (!mentionsVllm(script.text)) continue;
    const git = gitState(cloned);
    readScript(script, {
      draft,
      outer: () => undefined,
      variables: new Map(),
      git,
      options: { role: "requirement", folder: folderOf(file), group: name, groupKind: "stage" },
    });
    for (const [folder, url] of git.clones) cloned.clones.set(folder, url);
  }
  return draft.finish();
}
