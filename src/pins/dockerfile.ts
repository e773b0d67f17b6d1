import { DockerfileParser, type Instruction, Run } from "dockerfile-ast";
import { lineStarts } from "../text/line-index.ts";
import { concat, cut, type Traced, traced } from "../text/traced.ts";
import { imageOf, stageVariables } from "./docker-image.ts";
import { readRun } from "./docker-run.ts";
import { type Draft, draftManifest } from "./draft.ts";
import { groupKey, type Manifest, type PinFormat } from "./manifest.ts";
import { fileName, folderOf } from "./repository-path.ts";
import { rewritePin } from "./rewrite.ts";
import { shellCommands } from "./shell-words.ts";
import { expandAll, type Lookup } from "./variables.ts";
import { mentionsVllm } from "./vllm.ts";

/** Dockerfile and Containerfile: the image a stage starts from, and what its `RUN` lines install. */
export const dockerfile: PinFormat = {
  format: "dockerfile",
  matches: (path) => {
    const name = fileName(path);
    if (/\.(?:dockerignore|md|rst|txt|sh|py|ya?ml|json|toml)$/i.test(name)) return false;
    return /^(?:Dockerfile|Containerfile)(?:[._-].*)?$/i.test(name) || /.\.(?:Dockerfile|Containerfile)$/i.test(name);
  },
  parse: parseDockerfile,
  rewrite: rewritePin,
};

/** Files beyond this are generated or hostile. Characters. */
const MAX_LENGTH = 200_000;

interface Stage {
  readonly name: string;
  readonly variables: Map<string, Traced>;
}

function parseDockerfile(text: string, file: string): Manifest {
  const draft = draftManifest(file, "dockerfile", text);
  const relevant = mentionsVllm(text) || /\s-{1,2}r(?:equirements?)?\b/.test(text);
  if (!relevant) return draft.finish();
  if (text.length > MAX_LENGTH) {
    if (mentionsVllm(text)) draft.problem(0, "The file is too long to be read", "Split it, or leave it out.");
    return draft.finish();
  }
  // Same length, so offsets stay; a lone carriage return would count as a line for the parser, and for nobody else.
  const parsed = DockerfileParser.parse(text.replace(/^\uFEFF|\r(?!\n)/g, " "));
  const starts = lineStarts(text);
  const offsetAt: OffsetAt = ({ line, character }) => (starts[line] ?? text.length) + character;
  const globals = new Map<string, Traced>();
  const stages: Stage[] = [];
  for (const instruction of parsed.getInstructions()) {
    const keyword = instruction.getKeyword().toUpperCase();
    const body = instructionBody(text, instruction, parsed.getEscapeCharacter(), offsetAt);
    const stage = stages.at(-1);
    if (keyword === "FROM") stages.push(readFrom(draft, body, globals, stages));
    else if (keyword === "ARG" || keyword === "ENV") {
      readVariables(body, stage?.variables ?? globals, stage === undefined ? undefined : globals, keyword);
    } else if (stage === undefined) continue;
    else if (keyword === "COPY") readCopyFrom(draft, body, stage);
    else if (keyword === "RUN") {
      readRun(draft, { body, heredocs: heredocs(text, instruction, offsetAt) }, lookupIn(stage.variables), {
        role: "requirement",
        group: stage.name,
        groupKind: "stage",
        folder: folderOf(file),
      });
    }
  }
  return draft.finish();
}

/** `FROM image AS name`: variables come from the `ARG`s before the first stage; a stage it names is its parent. */
function readFrom(draft: Draft, body: Traced, globals: ReadonlyMap<string, Traced>, stages: readonly Stage[]): Stage {
  const words = [...shellCommands(body, lookupIn(globals))].flat();
  const [image, as, name] = words.filter(({ text }) => !text.startsWith("--"));
  const stage = as?.text.toUpperCase() === "AS" && name !== undefined ? name.text : `stage ${stages.length}`;
  const parent = stages.find((other) => other.name.toLowerCase() === image?.text.toLowerCase());
  if (parent !== undefined) draft.groupIncludes.set(groupKey("stage", stage), [groupKey("stage", parent.name)]);
  else if (image !== undefined) imageOf(draft, image, stage);
  return { name: stage, variables: stageVariables(parent?.variables) };
}

/** `ARG NAME` in a stage takes the value given before the first one; a later value replaces an earlier. */
function readVariables(
  body: Traced,
  variables: Map<string, Traced>,
  globals: ReadonlyMap<string, Traced> | undefined,
  keyword: "ARG" | "ENV",
): void {
  const lookup = lookupIn(variables);
  const legacy = keyword === "ENV" ? /^\s*([A-Za-z_][A-Za-z0-9_]*)[ \t]+(?=[^=\s])/.exec(body.text) : null;
  if (legacy?.[1] !== undefined && !/^\s*\S*=/.test(body.text)) {
    variables.set(legacy[1], expandAll(cut(body, legacy[0].length), lookup));
    return;
  }
  for (const word of [...shellCommands(body, lookup)].flat()) {
    const equals = word.text.indexOf("=");
    const name = equals === -1 ? word.text : word.text.slice(0, equals);
    // What `ENV` set, a later `ARG` of the same name does not change.
    const value = equals === -1 ? globals?.get(name) : cut(word, equals + 1);
    if (value !== undefined) variables.set(name, value);
  }
}

/** `COPY --from=vllm/vllm-openai:v0.31.0`. */
function readCopyFrom(draft: Draft, body: Traced, stage: Stage): void {
  const flag = /^\s*(?:--\S+\s+)*?--from=(\S+)/.exec(body.text);
  if (flag?.[1] === undefined) return;
  const end = flag[0].length;
  imageOf(draft, expandAll(cut(body, end - flag[1].length, end), lookupIn(stage.variables)), stage.name);
}

function lookupIn(variables: ReadonlyMap<string, Traced>): Lookup {
  return (name) => variables.get(name);
}

/** Offset of a zero-based position of the Dockerfile parser. */
type OffsetAt = (position: { readonly line: number; readonly character: number }) => number;

/** What follows the keyword, as Docker joins it: continued lines are one, comment and empty lines between them are none. */
function instructionBody(text: string, instruction: Instruction, continuation: string, offsetAt: OffsetAt): Traced {
  const range = instruction.getRange();
  const heredoc = instruction instanceof Run ? heredocRanges(instruction)[0] : undefined;
  const end = offsetAt(heredoc === undefined ? range.end : { line: heredoc.start.line, character: 0 });
  const from = offsetAt(range.start) + instruction.getKeyword().length;
  const parts: Traced[] = [];
  for (let at = from; at < end; ) {
    const next = text.indexOf("\n", at);
    const stop = next === -1 ? end : Math.min(next, end);
    const line = text.slice(at, stop).trimEnd();
    const skipped = at > from && /^\s*(?:#|$)/.test(line);
    if (!skipped) parts.push(traced(line.endsWith(continuation) ? line.slice(0, -1) : line, at));
    at = stop + 1;
  }
  return concat(parts);
}

function heredocs(text: string, instruction: Instruction, offsetAt: OffsetAt): readonly Traced[] {
  if (!(instruction instanceof Run)) return [];
  return heredocRanges(instruction).map(({ start, end }) => {
    const from = offsetAt(start);
    return traced(text.slice(from, offsetAt(end)), from);
  });
}

function heredocRanges(run: Run) {
  return run.getHeredocs().flatMap((heredoc) => heredoc.getContentRange() ?? []);
}
