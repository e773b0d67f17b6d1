import { traced } from "../text/traced.ts";
import { isShellName, startsAsShell } from "../uses/shell/shell-path.ts";
import { draftManifest } from "./draft.ts";
import { gitState } from "./git-checkout.ts";
import { isTooLong } from "./length-limit.ts";
import type { Manifest, PinFormat } from "./manifest.ts";
import { mayNameImage, scriptMayPin } from "./may-pin.ts";
import { fileName, folderOf } from "./repository-path.ts";
import { rewritePin } from "./rewrite.ts";
import { readScript } from "./script.ts";
import { readYaml } from "./yaml/read-yaml.ts";

/** Shell scripts, batch scripts, and files without an extension where scripts are kept: what they install, pull, run and check out. */
export const shell: PinFormat = {
  format: "shell",
  matches: (path) =>
    isShellName(path) || (/(?:^|\/)(?:bin|scripts?|hack|tools)\//.test(path) && !fileName(path).includes(".")),
  concerns: scriptMayPin,
  parse: parseShell,
  rewrite: rewritePin,
};

function parseShell(text: string, file: string): Manifest {
  const draft = draftManifest(file, "shell", text);
  if (!isShellName(file) && !startsAsShell(text)) return draft.finish();
  // What is longer is so by the manifests that it holds: of vLLM they name images.
  if (!mayNameImage(text) && isTooLong(draft)) return draft.finish();
  const folder = folderOf(file);
  readScript(traced(text, 0), {
    draft,
    outer: () => undefined,
    variables: new Map(),
    git: gitState(),
    options: { role: "requirement", folder },
    yaml: (document) => readYaml(document, { draft, folder, kind: "kubernetes" }),
  });
  return draft.finish();
}
