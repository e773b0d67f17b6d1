import { cut, type Traced, trim } from "../text/traced.ts";
import type { DeclareOptions } from "./declare.ts";
import { type CopiedFiles, copiedFrom, noteCopied } from "./docker-copy.ts";
import { imageOf } from "./docker-image.ts";
import { dockerInstructions } from "./docker-instructions.ts";
import { readRun } from "./docker-run.ts";
import { type Draft, draftManifest, type GroupOf } from "./draft.ts";
import { changeFolder, type GitState, gitState } from "./git-checkout.ts";
import { isTooLong } from "./length-limit.ts";
import { type BuildStage, groupKey, type Manifest, type PinFormat } from "./manifest.ts";
import { fileName, folderOf } from "./repository-path.ts";
import { rewritePin } from "./rewrite.ts";
import { shellCommands } from "./shell-words.ts";
import { expandAll, type Lookup } from "./variables.ts";
import { versionVariable } from "./version-variable.ts";
import { mentionsVllm } from "./vllm.ts";

/** Dockerfile and Containerfile: the image a stage starts from, and what its `RUN` lines install. */
export const dockerfile: PinFormat = {
  format: "dockerfile",
  matches: (path) => {
    const name = fileName(path);
    if (/\.(?:dockerignore|md|rst|txt|sh|py|ya?ml|json|toml)$/i.test(name)) return false;
    return /^(?:Docker|Dock|Container)file(?:[._-].*)?$/i.test(name) || /.\.(?:Dockerfile|Containerfile)$/i.test(name);
  },
  parse: parseDockerfile,
  rewrite: rewritePin,
};

interface Stage {
  readonly name: string;
  readonly variables: Map<string, Traced>;
  /** What its `RUN` lines have cloned, and where they stand. */
  readonly git: GitState;
  readonly copied: CopiedFiles;
  readonly base: BuildStage["base"] | undefined;
  readonly platform: string | undefined;
  /** The texts of its `RUN` lines and of their here-documents. */
  readonly commands: string[];
}

function parseDockerfile(text: string, file: string): Manifest {
  const draft = draftManifest(file, "dockerfile", text);
  // vLLM may come in through a file, or with the project itself.
  const relevant = mentionsVllm(text) || /\s-{1,2}r(?:equirements?)?\b|\b(?:pip\d*|uv)\s+(?:install|sync)\b/.test(text);
  if (!relevant || isTooLong(draft)) return draft.finish();
  const globals = new Map<string, Traced>();
  const stages: Stage[] = [];
  for (const { keyword, body, heredocs } of dockerInstructions(text)) {
    const stage = stages.at(-1);
    if (keyword === "FROM") stages.push(readFrom(draft, body, globals, stages));
    else if (keyword === "ARG" || keyword === "ENV") {
      readVariables(draft, body, stage, globals, keyword);
    } else if (stage === undefined) continue;
    else if (keyword === "COPY" || keyword === "ADD") {
      readCopyFrom(draft, body, stage);
      const words = [...shellCommands(body, lookupIn(stage.variables))].flat();
      noteCopied(
        words.map(({ text }) => text),
        stage.copied,
      );
    } else if (keyword === "WORKDIR") changeFolder(stage.git, expandAll(trim(body), lookupIn(stage.variables)).text);
    else if (keyword === "RUN") {
      stage.commands.push(body.text, ...heredocs.map((heredoc) => heredoc.text));
      const options: DeclareOptions = { role: "requirement", ...groupOfStage(stage.name), folder: folderOf(file) };
      readMountFrom(draft, body, stage);
      // Each `RUN` starts where `WORKDIR` has left it.
      const { folder } = stage.git;
      const before = draft.includes.length;
      readRun({ body, heredocs }, { draft, outer: lookupIn(stage.variables), git: stage.git, options });
      changeFolder(stage.git, folder);
      const named = draft.includes.splice(before);
      draft.includes.push(...named.map((include) => copiedFrom(include, stage.copied, file)));
    }
  }
  return draft.finish({ stages: stages.flatMap(buildStage) });
}

function buildStage({ name, base, platform, commands }: Stage): BuildStage[] {
  if (base === undefined) return [];
  return [{ name, base, ...(platform === undefined ? {} : { platform }), commands }];
}

/** `FROM image AS name`: variables come from the `ARG`s before the first stage; a stage it names is its parent. */
function readFrom(draft: Draft, body: Traced, globals: ReadonlyMap<string, Traced>, stages: readonly Stage[]): Stage {
  const words = [...shellCommands(body, lookupIn(globals))].flat();
  const [image, as, name] = words.filter(({ text }) => !text.startsWith("--"));
  const stage = as?.text.toUpperCase() === "AS" && name !== undefined ? name.text : `stage ${stages.length}`;
  const parent = stages.find((other) => other.name.toLowerCase() === image?.text.toLowerCase());
  if (parent !== undefined) draft.groupIncludes.set(groupKey("stage", stage), [groupKey("stage", parent.name)]);
  else if (image !== undefined) imageOf(draft, image, groupOfStage(stage));
  const platform = words.find(({ text }) => text.startsWith("--platform="))?.text.slice("--platform=".length);
  const at = image && draft.place([image]);
  const base = parent !== undefined ? { stage: parent.name } : image && at ? { image: image.text, at } : undefined;
  // A stage starts with what the stage it builds on has.
  return {
    name: stage,
    variables: new Map(parent?.variables),
    git: gitState(parent?.git),
    copied: new Map(parent?.copied),
    base,
    platform,
    commands: [],
  };
}

/** `ARG NAME` in a stage takes the value given before the first one; a later value replaces an earlier. */
function readVariables(
  draft: Draft,
  body: Traced,
  stage: Stage | undefined,
  globals: Map<string, Traced>,
  keyword: "ARG" | "ENV",
): void {
  const variables = stage?.variables ?? globals;
  const lookup = lookupIn(variables);
  const set = (name: string, value: Traced) => {
    variables.set(name, value);
    versionVariable(draft, name, value, stage === undefined ? {} : groupOfStage(stage.name));
  };
  const legacy = keyword === "ENV" ? /^\s*([A-Za-z_][A-Za-z0-9_]*)[ \t]+(?=[^=\s])/.exec(body.text) : null;
  if (legacy?.[1] !== undefined && !/^\s*\S*=/.test(body.text)) {
    set(legacy[1], expandAll(cut(body, legacy[0].length), lookup));
    return;
  }
  for (const word of [...shellCommands(body, lookup)].flat()) {
    const equals = word.text.indexOf("=");
    const name = equals === -1 ? word.text : word.text.slice(0, equals);
    // What `ENV` set, a later `ARG` of the same name does not change.
    const value = equals !== -1 ? cut(word, equals + 1) : stage === undefined ? undefined : globals.get(name);
    if (value !== undefined) set(name, value);
  }
}

/** `COPY --from=vllm/vllm-openai:v0.31.0`. */
function readCopyFrom(draft: Draft, body: Traced, stage: Stage): void {
  const flag = /^\s*(?:--\S+\s+)*?--from=(\S+)/.exec(body.text);
  if (flag?.[1] === undefined) return;
  const end = flag[0].length;
  imageOf(draft, expandAll(cut(body, end - flag[1].length, end), lookupIn(stage.variables)), groupOfStage(stage.name));
}

/** `RUN --mount=type=bind,from=vllm/vllm-openai:v0.31.0,target=/x …`. */
function readMountFrom(draft: Draft, body: Traced, stage: Stage): void {
  const flags = /^(?:\s*--[a-z]+(?:=\S+)?)*/.exec(body.text)?.[0] ?? "";
  for (const match of flags.matchAll(/[=,]from=([^\s,]+)/g)) {
    const end = match.index + match[0].length;
    const image = expandAll(cut(body, end - (match[1] ?? "").length, end), lookupIn(stage.variables));
    imageOf(draft, image, groupOfStage(stage.name));
  }
}

function groupOfStage(name: string): GroupOf {
  return { group: name, groupKind: "stage" };
}

function lookupIn(variables: ReadonlyMap<string, Traced>): Lookup {
  return (name) => variables.get(name);
}
