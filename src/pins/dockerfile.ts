import { cut, type Traced } from "../text/traced.ts";
import { imageOf, stageVariables } from "./docker-image.ts";
import { dockerInstructions } from "./docker-instructions.ts";
import { readRun } from "./docker-run.ts";
import { type Draft, draftManifest } from "./draft.ts";
import { type BuildStage, groupKey, type Manifest, type PinFormat } from "./manifest.ts";
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
  readonly base: BuildStage["base"] | undefined;
  readonly platform: string | undefined;
  /** The texts of its `RUN` lines and of their here-documents. */
  readonly commands: string[];
}

function parseDockerfile(text: string, file: string): Manifest {
  const draft = draftManifest(file, "dockerfile", text);
  // vLLM may come in through a file, or with the project itself.
  const relevant = mentionsVllm(text) || /\s-{1,2}r(?:equirements?)?\b|\b(?:pip\d*|uv)\s+(?:install|sync)\b/.test(text);
  if (!relevant) return draft.finish();
  if (text.length > MAX_LENGTH) {
    if (mentionsVllm(text)) draft.problem(0, "The file is too long to be read", "Split it, or leave it out.");
    return draft.finish();
  }
  const globals = new Map<string, Traced>();
  const stages: Stage[] = [];
  for (const { keyword, body, heredocs } of dockerInstructions(text)) {
    const stage = stages.at(-1);
    if (keyword === "FROM") stages.push(readFrom(draft, body, globals, stages));
    else if (keyword === "ARG" || keyword === "ENV") {
      readVariables(body, stage?.variables ?? globals, stage === undefined ? undefined : globals, keyword);
    } else if (stage === undefined) continue;
    else if (keyword === "COPY") readCopyFrom(draft, body, stage);
    else if (keyword === "RUN") {
      stage.commands.push(body.text, ...heredocs.map((heredoc) => heredoc.text));
      readRun(draft, { body, heredocs }, lookupIn(stage.variables), {
        role: "requirement",
        group: stage.name,
        groupKind: "stage",
        folder: folderOf(file),
      });
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
  else if (image !== undefined) imageOf(draft, image, stage);
  const platform = words.find(({ text }) => text.startsWith("--platform="))?.text.slice("--platform=".length);
  const at = image && draft.place([image]);
  const base = parent !== undefined ? { stage: parent.name } : image && at ? { image: image.text, at } : undefined;
  return { name: stage, variables: stageVariables(parent?.variables), base, platform, commands: [] };
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
