import { cut, type Traced } from "../text/traced.ts";
import { isComputed, readAssignments, readGiven } from "./assignments.ts";
import { condaRequirements } from "./conda-command.ts";
import { type DeclareOptions, declare } from "./declare.ts";
import { type Draft, groupOf } from "./draft.ts";
import { changeFolder, type GitState, readCheckoutBy, readGit, readGitSource } from "./git-checkout.ts";
import { imageWords } from "./image-words.ts";
import { installerArguments } from "./installer.ts";
import type { Include } from "./manifest.ts";
import { applyOptions, splitArguments } from "./pip-options.ts";
import { isLocalPath, normalizePath } from "./repository-path.ts";
import { type Command, shellCommands } from "./shell-words.ts";
import { type Lookup, matching } from "./variables.ts";
import { isVllmUrl, mentionsVllm } from "./vllm.ts";

/** What the commands of one text share: a script, a step, the `RUN` lines of a stage. */
export interface CommandRoom {
  readonly draft: Draft;
  /** Variables that are set around the text. */
  readonly outer: Lookup;
  /** Variables that its own commands set. */
  readonly variables: Map<string, Traced>;
  readonly git: GitState;
  readonly options: DeclareOptions;
}

const MAX_NESTED = 3;
const KEYWORDS = /^(?:if|then|else|elif|do|while|until|time|!|\{|exec|sudo|command|nohup)$/;
/** What these print or search is text, not an installation. */
const QUIET =
  /^(?:echo|printf|cat|[ef]?grep|rg|sed|awk|test|\[|\[\[|read|jq|yq|log|log_?\w+|info|warn|error|die|fail|usage|case|for|return|:|true|git-commit)$/;

/** Notes what the commands of a shell's text install, pull or check out. */
export function readCommands(text: Traced, room: CommandRoom, depth = 0): void {
  const lookup: Lookup = (name) => {
    const own = room.variables.get(name);
    const value = own ?? room.outer(name);
    // What a command prints only the run knows.
    return value !== undefined && !isComputed(value.text) ? value : undefined;
  };
  let list = false;
  for (const command of shellCommands(text, lookup)) {
    if (list || isRequirement(command[0]))
      for (const word of command) if (isRequirement(word)) declare(room.draft, word, room.options);
    // The words of a list, `PACKAGES=("vllm==0.31.0" …)`, stand behind its name.
    list = command.length === 1 && /^\w+\+?=$/.test(command[0]?.text ?? "");
    readCommand(command, room, depth);
  }
}

/** Notes what one command installs, pulls or checks out. */
export function readCommand(command: Command, room: CommandRoom, depth = 0): void {
  const { draft, options } = room;
  const words = readAssignments(withoutKeywords(command), room);
  for (const word of command) {
    substitutions(word, room, depth);
    const kept = keptCommand(word);
    if (kept !== undefined && depth < MAX_NESTED) readCommands(kept, room, depth + 1);
  }
  const [first] = words;
  const program = first?.text.replace(/^.*\//, "") ?? "";
  if (first === undefined || QUIET.test(program)) return;
  if (/^(?:cd|pushd)$/.test(program)) {
    const folder = words.slice(1).find(({ text }) => !text.startsWith("-"));
    if (folder !== undefined) changeFolder(room.git, folder.text);
    return;
  }
  if (program === "popd") changeFolder(room.git, "");
  const git = words.findIndex(({ text }) => /^(?:.*\/)?git$/.test(text));
  if (git !== -1 && /^(?:-|clone$|checkout$|switch$|fetch$|pull$|reset$)/.test(words[git + 1]?.text ?? "")) {
    readGit(draft, words.slice(git + 1), room.git, options);
    return;
  }
  if (/^[A-Za-z_]\w*$/.test(program)) readCheckoutBy(draft, words, options);
  if (/^(?:curl|wget|aria2c)$/.test(program)) {
    for (const word of words) if (/^https?:/.test(word.text) && isVllmUrl(word.text)) declare(draft, word, options);
    return;
  }
  const script = nestedScript(words, program);
  if (script !== undefined && depth < MAX_NESTED) readCommands(script, room, depth + 1);
  if (words.some(({ text }) => mentionsVllm(text))) {
    readGiven(words, room);
    imageWords(draft, words, groupOf(options));
    for (const word of condaRequirements(draft, words, options)) declare(draft, word, options);
  }
  const start = installerArguments(words);
  if (start === undefined) return;
  const { positional, options: given } = splitArguments(words.slice(start.from));
  const local = [...positional, ...given.flatMap(({ kind, value }) => (kind === "editable" ? [value] : []))];
  draft.command({ ...groupOf(options), projects: projectFolders(local, options.folder) }, () => {
    applyOptions(draft, given, options, (path) => buildPath(path, options.folder));
    const source = readGitSource(draft, words.slice(start.from), options);
    for (const word of positional.slice(0, start.positional)) {
      if (word === source) continue;
      // What a variable holds that nothing here sets is no requirement that could be resolved.
      if (!/^["']?[$`\uFFFC]/.test(word.text)) declare(draft, word, { ...options, hashed: false });
    }
  });
}

function isRequirement(word: Traced | undefined): boolean {
  return word !== undefined && /^vllm(?:\[[^\]]*\])?(?:[=<>~!]=|[<>])/i.test(word.text);
}

function withoutKeywords(command: Command): Command {
  const start = command.findIndex(({ text }) => !KEYWORDS.test(text));
  return start === -1 ? [] : command.slice(start);
}

/** `ID=$(docker run …)`: what stands in a command substitution runs too. */
function substitutions(word: Traced, room: CommandRoom, depth: number): void {
  if (depth >= MAX_NESTED || !/vllm/i.test(word.text)) return;
  for (let at = word.text.indexOf("$("); at !== -1; ) {
    const close = word.text.charAt(at + 2) === "(" ? undefined : matching(word.text, at + 1, "(", ")");
    if (close !== undefined) readCommands(cut(word, at + 2, close), room, depth + 1);
    at = word.text.indexOf("$(", close ?? at + 2);
  }
}

/** `INSTALL="uv pip install vllm==0.31.0"`: a command that is kept is one that is run. */
function keptCommand(word: Traced): Traced | undefined {
  const name = /^[A-Za-z_]\w*\+?=(?=(?:sudo )?(?:uv |python[\d.]* -m )?pip[\d.]* install\s)/.exec(word.text)?.[0];
  return name === undefined || !mentionsVllm(word.text) ? undefined : cut(word, name.length);
}

/** Programs whose words are commands for another shell. */
const REMOTE = /^(?:eval|ssh|gcloud|tmux|screen|srun|docker|podman|kubectl|su|script|parallel|watch|timeout|pdsh)$/;

/** `bash -lc "pip install …"`, `ssh host "pip install …"`. */
function nestedScript(words: Command, program: string): Traced | undefined {
  const shell = words.findIndex(({ text }) => /^(?:\S*\/)?(?:ba|da|z)?sh$/.test(text));
  const flag = words.findIndex(({ text }, index) => index > shell && /^-[a-z]*c$/.test(text));
  if (shell !== -1 && flag !== -1) return words[flag + 1];
  return REMOTE.test(program) ? words.find(({ text }) => /\s/.test(text) && /vllm/i.test(text)) : undefined;
}

/** Folders that words name which are paths: from where the file lies, or from the root. */
function projectFolders(words: readonly Traced[], folder: string): readonly string[] {
  const paths = words.flatMap(({ text }) => (isLocalPath(text) ? [text.replace(/[[;\s].*$/s, "")] : []));
  return [...new Set(paths.flatMap((path) => [normalizePath(`${folder}/${path}`), normalizePath(path)]))];
}

/** Where a path in a build or a script may be in the repository: it starts from the file's folder or the root. */
function buildPath(path: string, folder: string): Pick<Include, "path" | "alternatives" | "optional"> {
  const relative = path.replace(/^\/+/, "");
  const parts = normalizePath(relative).split("/");
  // `/workspace/requirements/cuda.txt` was copied from somewhere: try its tails.
  const tails = parts.map((_, index) => parts.slice(index).join("/"));
  const candidates = tails.flatMap((tail) => [normalizePath(`${folder}/${tail}`), tail]);
  const [first = relative, ...alternatives] = [...new Set(candidates)];
  return { path: first, alternatives, optional: true };
}
