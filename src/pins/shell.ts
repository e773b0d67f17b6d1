import { traced } from "../text/traced.ts";
import { isShellName, startsAsShell } from "../uses/shell/shell-path.ts";
import { type Draft, draftManifest } from "./draft.ts";
import { gitState } from "./git-checkout.ts";
import { batchImages } from "./image-words.ts";
import { isTooLong } from "./length-limit.ts";
import type { Manifest, ParseContext, PinFormat } from "./manifest.ts";
import { mayNameImage, scriptMayPin } from "./may-pin.ts";
import { readPythonDocument } from "./python/here-document.ts";
import { fileName, folderOf } from "./repository-path.ts";
import { rewritePin } from "./rewrite.ts";
import { hasPythonDocument, readScript } from "./script.ts";
import { versionVariable } from "./version-variable.ts";
import { readYaml } from "./yaml/read-yaml.ts";

/** Shell scripts, batch scripts, and files without an extension where scripts are kept: what they install, pull, run and check out. */
export const shell: PinFormat = {
  format: "shell",
  matches: (path) =>
    isScriptName(path) || (/(?:^|\/)(?:bin|scripts?|hack|tools)\//.test(path) && !fileName(path).includes(".")),
  concerns: scriptMayPin,
  hasPython: hasPythonDocument,
  parse: parseShell,
  rewrite: rewritePin,
};

/** What Windows runs is read line by line as well. */
function isScriptName(path: string): boolean {
  return isShellName(path) || /\.(?:ps1|bat|cmd)$/i.test(path);
}

/** `$image = "vllm/vllm-openai:v0.31.0"`, also as a parameter's default. */
function readPowerShellVariables(draft: Draft): void {
  for (const match of draft.text.matchAll(/\$(\w{1,80})[ \t]{0,20}=[ \t]{0,20}["']([^"'\r\n]{1,300})["']/g)) {
    const [whole, name = "", value = ""] = match;
    versionVariable(draft, name, traced(value, match.index + whole.length - value.length - 1));
  }
}

/** PowerShell continues a line by a backtick, a batch file by a caret. Offsets stay. */
function withContinuedLines(text: string, file: string): string {
  if (/\.ps1$/i.test(file)) return text.replace(/`(?=\r?\n)/g, "\\");
  return /\.(?:bat|cmd)$/i.test(file) ? text.replace(/\^(?=\r?\n)/g, "\\") : text;
}

function parseShell(text: string, file: string, { python }: ParseContext): Manifest {
  const draft = draftManifest(file, "shell", text);
  if (!isScriptName(file) && !startsAsShell(text)) return draft.finish();
  // What is longer is so by the manifests that it holds: of vLLM they name images.
  if (!mayNameImage(text) && isTooLong(draft)) return draft.finish();
  const folder = folderOf(file);
  batchImages(draft);
  if (/\.ps1$/i.test(file)) readPowerShellVariables(draft);
  readScript(traced(withContinuedLines(text, file), 0), {
    draft,
    outer: () => undefined,
    variables: new Map(),
    git: gitState(),
    options: { role: "requirement", folder },
    yaml: (document) => readYaml(document, { draft, folder, kind: "kubernetes" }),
    python: (document) => readPythonDocument(document, draft, python),
  });
  return draft.finish();
}
