import { cut, type Traced, trim } from "../text/traced.ts";
import { type CommandRoom, readCommands } from "./commands.ts";
import { declare } from "./declare.ts";
import { groupOf } from "./draft.ts";
import { type HereDocument, hereDocuments } from "./here-documents.ts";
import { tooLong } from "./length-limit.ts";
import { mayPinVllm } from "./may-pin.ts";
import { expandAll } from "./variables.ts";
import { versionVariable } from "./version-variable.ts";
import { looksLikeVllm, mentionsVllm } from "./vllm.ts";

/** Commands beyond this are generated or hostile. What is longer and written by people is so by the manifests that it holds. Characters. */
const MAX_COMMANDS = 200_000;
/** A script may write others: no deeper than this. */
const MAX_NESTED = 3;

export interface ScriptRoom extends CommandRoom {
  /** Takes a YAML text that the script writes or applies. */
  readonly yaml?: (text: Traced) => void;
  /** Takes a Python text that the script runs or writes. */
  readonly python?: (text: Traced) => void;
}

/** Notes what a script installs, pulls or checks out, also by the scripts and the files that it writes. */
export function readScript(source: Traced, room: ScriptRoom, depth = 0): void {
  const { script, documents } = hereDocuments(source);
  if (script.text.length <= MAX_COMMANDS) readAllCommands(script, room);
  else if (mayPinVllm(script.text)) room.draft.passedOver(tooLong(MAX_COMMANDS));
  if (depth >= MAX_NESTED) return;
  for (const document of documents) if (mentionsVllm(document.text.text)) readDocument(document, room, depth);
}

function readAllCommands(script: Traced, room: ScriptRoom): void {
  // `: ${VLLM_VERSION:=0.31.0}`
  for (const match of script.text.matchAll(/\$\{([A-Za-z_]\w*):?=([^}$"'\n]{1,200})\}/g)) {
    const [whole, name = "", written = ""] = match;
    const end = match.index + whole.length - 1;
    const value = cut(script, end - written.length, end);
    if (!room.variables.has(name)) room.variables.set(name, value);
    versionVariable(room.draft, name, value, groupOf(room.options));
  }
  readCommands(script, room);
}

/** By what its command does with it: a shell runs it, a file takes it, or people read it. */
function readDocument({ command, text }: HereDocument, room: ScriptRoom, depth: number): void {
  const target = /(?:>{1,2}\|?|\btee\b(?:\s+-\S+)*)\s*["']?([^\s"'<>|;&]+)/.exec(command)?.[1] ?? "";
  const yaml =
    /\.ya?ml$/i.test(target) || /\b(?:kubectl|oc|helm|yq)\b|docker[- ]compose/.test(command) || isManifest(text.text);
  if (yaml) room.yaml?.(expandAll(text, (name) => room.variables.get(name) ?? room.outer(name)));
  else if (/(?:requirement|constraint|override)[^/]*\.(?:txt|in)$/i.test(target)) readRequirements(text, room);
  else if (isForPython(command, target)) room.python?.(text);
  else if (isForShell(command, target)) readScript(text, room, depth + 1);
}

/** Whether a text is a manifest: what prints or holds one says nothing of who applies it. */
export function isManifest(text: string): boolean {
  return /^[ \t]*apiVersion:/m.test(text) && /^[ \t]*kind:/m.test(text);
}

/** `cat > job.py <<EOF`, `python3 - <<EOF`. */
function isForPython(command: string, target: string): boolean {
  return /\.py$/i.test(target) || /\bpython[\d.]*\b[^|;&]{0,200}<</.test(command);
}

/** Whether a script has such a text. It may say yes too often. */
export function hasPythonDocument(text: string): boolean {
  return /<<[^\n]{0,200}\.py\b|(?:\.py|\bpython[\d.]{0,5})\b[^\n]{0,200}<</i.test(text);
}

function isForShell(command: string, target: string): boolean {
  if (/\.(?:py|json|toml|md|txt|cfg|ini|conf|sql|js|ts|html)$/i.test(target)) return false;
  if (/\b(?:ba|da|z|k)?sh\b|\b(?:ssh|sbatch|qsub|srun|eval|env)\b/.test(command)) return true;
  return target !== "" && !/^(?:&?\d|\/dev\/\S+)$/.test(target);
}

function readRequirements(text: Traced, { draft, options }: ScriptRoom): void {
  for (const match of text.text.matchAll(/^[ \t]*([^\s#][^\n#]*)/gm)) {
    const line = trim(cut(text, match.index, match.index + match[0].length));
    if (looksLikeVllm(line.text)) declare(draft, line, options);
  }
}
