import { cut, type Traced } from "../text/traced.ts";
import { startsAsShell } from "../uses/shell/shell-path.ts";
import { imageOf, isTaggedVllmImage } from "./docker-image.ts";
import type { Draft } from "./draft.ts";
import { gitState } from "./git-checkout.ts";
import { hereDocuments } from "./here-documents.ts";
import { folderOf } from "./repository-path.ts";
import { isManifest, readScript } from "./script.ts";
import { versionVariable } from "./version-variable.ts";
import { mentionsVllm } from "./vllm.ts";
import { readYaml } from "./yaml/read-yaml.ts";

/** A string or a comment, one that is not closed to the end: `"bucket/*"` begins none. */
const TOKEN = /"(?:[^"\\\n]|\\[^\n])*"|\/\*[\s\S]*?(?:\*\/|(?![\s\S]))|(?:#|\/\/)[^\n]*/g;

/** What a string is the value of: an attribute (`VLLM_REF = "v0.31.0"`), or a variable by its default. */
function nameOf(text: string, index: number): string | undefined {
  const before = text.slice(Math.max(0, index - 400), index);
  const name = /([\w-]{1,80})[ \t]{0,40}=[ \t]{0,40}$/.exec(before)?.[1];
  if (name !== "default") return name;
  return [...before.matchAll(/\bvariable[ \t]{1,4}"([\w-]{1,80})"/g)].at(-1)?.[1];
}

/** Files in HashiCorp's language: Terraform, OpenTofu, Nomad, Docker Bake. */
export function isHcl(path: string): boolean {
  return /\.(?:tf|tfvars|tofu|hcl|nomad)$/.test(path);
}

/**
 * Notes images that strings are, versions under vLLM's name, and what here-documents hold: manifests and scripts of machines
 * (https://developer.hashicorp.com/terraform/language/expressions/strings#heredoc-strings).
 */
export function readHcl(source: Traced, draft: Draft): void {
  const { script, documents } = hereDocuments(source);
  for (const { 0: token, index } of script.text.matchAll(TOKEN)) {
    const text = token.startsWith('"') ? token.slice(1, -1) : "";
    if (text === "") continue;
    const value = cut(script, index + 1, index + 1 + text.length);
    if (isTaggedVllmImage(text)) imageOf(draft, value);
    else if (/^v?\d|^[0-9a-f]{40}$|^main$|vllm/i.test(text)) {
      const name = nameOf(script.text, index);
      if (name !== undefined) versionVariable(draft, name, value);
    }
  }
  const folder = folderOf(draft.file);
  const yaml = (text: Traced) => readYaml(text, { draft, folder, kind: "kubernetes" });
  for (const { text } of documents) {
    if (!mentionsVllm(text.text)) continue;
    if (isManifest(text.text)) yaml(text);
    else if (startsAsShell(text.text)) {
      const options = { role: "requirement", folder } as const;
      readScript(text, { draft, outer: () => undefined, variables: new Map(), git: gitState(), options, yaml });
    }
  }
}
