import type { Node } from "web-tree-sitter";
import { cut, type Traced } from "../../text/traced.ts";
import { isShell } from "../command-line/inner-shell.ts";
import { baseName } from "../command-line/program.ts";
import type { TracedWord } from "../command-line/traced-word.ts";
import { readVariables } from "../dotenv/read-variables.ts";
import type { Script } from "./script.ts";

/**
 * Reads a here-document that makes a file (`cat > run.sh <<EOF`, `tee serve.yaml <<EOF`) or is a program's input that is no shell's
 * (`kubectl apply -f - <<EOF`, `python - <<EOF`).
 */
export function readHereDocument(
  words: readonly TracedWord[],
  text: Traced,
  redirects: readonly Node[],
  script: Script,
): void {
  const plain = words.filter(({ value }) => value.text !== "sudo" && !/^[A-Za-z_]\w*=/.test(value.text));
  const program = baseName(plain[0]?.value.text ?? "");
  if (isShell(program)) return;
  const name = fileName(program, plain, redirects, script);
  const first = /^#!.*/.exec(text.text)?.[0] ?? "";
  if (/\.(?:sh|bash|sbatch|slurm)$/.test(name) || /\b(?:ba|da|z|k)?sh\b/.test(first))
    script.uses.push(...script.commandSite.shell(text));
  else if (isEnvironment(name)) script.uses.push(...readVariables(text, script.site));
  else if (name !== "") script.uses.push(...(script.site.embedded?.(name, text) ?? []));
}

/** `echo "VLLM_X=1" >> "$GITHUB_ENV"`: variables of later steps, of a login shell, of a container. */
export function readEchoed(words: readonly TracedWord[], redirects: readonly Node[], script: Script): void {
  const program = words[0]?.value.text ?? "";
  if (program !== "echo" && program !== "printf") return;
  const name = fileName(program, words, redirects, script);
  if (isEnvironment(name))
    for (const { value } of words.slice(1)) script.uses.push(...readVariables(value, script.site));
}

/** Files of variables, GitHub's for later steps (`$GITHUB_ENV`) and those that a login shell reads. */
function isEnvironment(name: string): boolean {
  return /GITHUB_ENV\b|BASH_ENV\b|\.env$|(?:^|\/)env\.list$|\/environment$|\.(?:bashrc|zshrc|profile|bash_profile)$/.test(
    name,
  );
}

function fileName(program: string, words: readonly TracedWord[], redirects: readonly Node[], script: Script): string {
  if (program === "kubectl" || program === "oc") return "manifest.yaml";
  if (/^python[\d.]*$/.test(program)) return "script.py";
  if (program === "tee") return words.slice(1).find(({ value }) => !value.text.startsWith("-"))?.value.text ?? "";
  const target = redirects.find(
    (node) => node.type === "file_redirect" && /^\d?>>?\|?/.test(node.text) && !/^2/.test(node.text),
  );
  const word = target?.namedChildren.at(-1);
  return word === undefined || word === null
    ? ""
    : cut(script.source, word.startIndex, word.endIndex).text.replace(/["']/g, "");
}
