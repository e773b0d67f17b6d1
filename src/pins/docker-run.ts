import { cut, type Traced } from "../text/traced.ts";
import { type DeclareOptions, declare } from "./declare.ts";
import type { Draft } from "./draft.ts";
import { installerArguments } from "./installer.ts";
import type { Include } from "./manifest.ts";
import { applyOptions, splitArguments } from "./pip-options.ts";
import { gitReference } from "./reference.ts";
import { normalizePath } from "./repository-path.ts";
import { type Command, shellCommands } from "./shell-words.ts";
import type { Lookup } from "./variables.ts";
import { isVllmRepository } from "./vllm.ts";

const MAX_NESTED = 3;

/** Reads the commands of a `RUN`: shell form, exec form, or here-documents that a shell runs. */
export function readRun(
  draft: Draft,
  run: { readonly body: Traced; readonly heredocs: readonly Traced[] },
  outer: Lookup,
  options: DeclareOptions,
): void {
  const local = new Map<string, Traced>();
  const lookup: Lookup = (name) => local.get(name) ?? outer(name);
  const flags = /^(?:\s*--[a-z]+(?:=\S+)?)*\s*/.exec(run.body.text)?.[0].length ?? 0;
  const body = cut(run.body, flags);
  if (body.text.startsWith("[")) {
    const words = execForm(body);
    if (words !== undefined) readCommand(draft, words, lookup, local, options, 0);
    return;
  }
  readShell(draft, body, lookup, local, options, 0);
  const interpreter = body.text.replace(/<<-?\s*(["']?)\w+\1/g, "").trim();
  if (interpreter !== "" && !/^(?:\/\S*\/)?(?:ba|da|z)?sh\b[\s\w+-]*$/.test(interpreter)) return;
  for (const heredoc of run.heredocs) readShell(draft, heredoc, lookup, local, options, 0);
}

function readShell(
  draft: Draft,
  text: Traced,
  lookup: Lookup,
  local: Map<string, Traced>,
  options: DeclareOptions,
  depth: number,
): void {
  for (const command of shellCommands(text, lookup)) readCommand(draft, command, lookup, local, options, depth);
}

function readCommand(
  draft: Draft,
  command: Command,
  lookup: Lookup,
  local: Map<string, Traced>,
  options: DeclareOptions,
  depth: number,
): void {
  const words = command[0]?.text === "export" ? command.slice(1) : command;
  if (words.every(({ text }) => /^[A-Za-z_]\w*=/.test(text))) {
    for (const word of words) {
      const equals = word.text.indexOf("=");
      local.set(word.text.slice(0, equals), cut(word, equals + 1));
    }
    return;
  }
  // What these print or search is text, not an installation.
  if (/^(?:echo|printf|cat|grep|egrep|sed|awk|test|\[|\[\[|curl|wget)$/.test(words[0]?.text ?? "")) return;
  const clone = words.findIndex(({ text }, index) => text === "clone" && words[index - 1]?.text.endsWith("git"));
  if (clone !== -1) {
    readClone(draft, words.slice(clone + 1), options);
    return;
  }
  const script = nestedScript(words);
  if (script !== undefined && depth < MAX_NESTED) readShell(draft, script, lookup, local, options, depth + 1);
  const start = installerArguments(words);
  if (start === undefined) return;
  const { positional, options: given } = splitArguments(words.slice(start.from));
  const include = (path: string) => buildPath(path, options.folder);
  applyOptions(draft, given, options, include);
  for (const word of positional.slice(0, start.positional)) declare(draft, word, { ...options, hashed: false });
}

/** `git clone -b v0.31.0 https://github.com/vllm-project/vllm`: a build from source, at a tag. */
function readClone(draft: Draft, words: Command, options: DeclareOptions): void {
  const url = words.find(({ text }) => /:\/\/|^git@/.test(text));
  const flag = words.findIndex(({ text }) => /^(?:-b|--branch(?:=.*)?)$/.test(text));
  const named = words[flag];
  if (url === undefined || named === undefined || !isVllmRepository(`git+${url.text}`)) return;
  const inline = named.text.startsWith("--branch=") ? cut(named, "--branch=".length) : undefined;
  const revision = inline ?? words[flag + 1];
  if (revision === undefined) return;
  const { role, group, groupKind } = options;
  draft.pin({
    at: [revision],
    written: "",
    reference: gitReference(url.text, revision.text),
    role,
    ...(group === undefined ? {} : { group }),
    ...(groupKind === undefined ? {} : { groupKind }),
  });
}

/** `bash -lc "pip install …"`. */
function nestedScript(words: Command): Traced | undefined {
  const shell = words.findIndex(({ text }) => /^(?:\S*\/)?(?:ba|da|z)?sh$/.test(text));
  const flag = words.findIndex(({ text }, index) => index > shell && /^-[a-z]*c$/.test(text));
  return shell === -1 || flag === -1 ? undefined : words[flag + 1];
}

/** Where a path in a build may be in the repository: the build context is the Dockerfile's folder or the root. */
function buildPath(path: string, folder: string): Pick<Include, "path" | "alternatives" | "optional"> {
  const relative = path.replace(/^\/+/, "");
  const parts = normalizePath(relative).split("/");
  // `/workspace/requirements/cuda.txt` was copied from somewhere: try its tails.
  const tails = parts.map((_, index) => parts.slice(index).join("/"));
  const candidates = tails.flatMap((tail) => [normalizePath(`${folder}/${tail}`), tail]);
  const [first = relative, ...alternatives] = [...new Set(candidates)];
  return { path: first, alternatives, optional: true };
}

/** `["pip", "install", "vllm==0.31.0"]`: JSON strings, without a shell. */
function execForm(body: Traced): Command | undefined {
  const words: Traced[] = [];
  const item = /\s*(?:,\s*)?"([^"\\]*)"/y;
  item.lastIndex = 1;
  for (let match = item.exec(body.text); match !== null; match = item.exec(body.text)) {
    const end = match.index + match[0].length - 1;
    words.push(cut(body, end - (match[1] ?? "").length, end));
  }
  return words.length > 0 ? words : undefined;
}
