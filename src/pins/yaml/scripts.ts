import type { YAMLSeq } from "yaml";
import { concat, cut, type Traced } from "../../text/traced.ts";
import { withEnvironment } from "../../uses/workflow/pipeline-scalars.ts";
import { plainText } from "../../uses/yaml/entries.ts";
import { isCommand } from "../command-text.ts";
import { type CommandRoom, readCommand } from "../commands.ts";
import type { GroupOf } from "../draft.ts";
import { gitState } from "../git-checkout.ts";
import { readScript } from "../script.ts";
import { mentionsVllm } from "../vllm.ts";
import type { YamlScope, YamlWalk } from "./reading.ts";
import { textIn } from "./text.ts";

/** Keys whose text, or list of texts, a shell runs: GitHub, GitLab, Buildkite, CircleCI, Azure, SkyPilot and others. */
const SCRIPTS =
  /^(?:run|setup|script|before_script|after_script|commands?|cmds?|args|arguments|entrypoint|bash|shell|exec|inlineScript|install|pre_?install|post_?install|build_?commands?|setup_?commands?|worker_setup_commands|head_setup_commands|initialization_commands|postCreateCommand|onCreateCommand|updateContentCommand|postStartCommand)$/i;

export function isScriptKey(key: string): boolean {
  return SCRIPTS.test(key);
}

const PROGRAM = /^(?:\S*\/)?(?:pip3?|uvx?|pipx|python3?|conda|mamba|docker|podman|git|(?:ba|da|z)?sh)$/;

/** A list of commands of one shell, or the words of one command. `false` for a list that is neither. */
export function readList(list: YAMLSeq, scope: YamlScope, room: YamlWalk): boolean {
  const plain = list.items.slice(0, 2_000).map((item) => plainText(room.resolve(item)) ?? "");
  // What no word of it says, a variable of the job may.
  const job = room.kind === "workflow";
  if (!plain.some((text) => mentionsVllm(text) || (job && (text.includes("${{") || isCommand(text))))) return true;
  const texts = list.items.slice(0, 2_000).flatMap((item) => {
    const text = textIn(room.resolve(item), room);
    return text === undefined ? [] : [withoutBuildOptions(withEnvironment(text, scope.variables))];
  });
  const words = texts.some(({ text }) => /^-{1,2}[A-Za-z]/.test(text)) || texts.every(({ text }) => !/\s/.test(text));
  if (words) {
    // Else each is looked at by itself: `args: ["pip install vllm==0.31.0 && vllm serve …"]` behind `command: ["bash", "-c"]`.
    const command = texts.some(({ text }) => PROGRAM.test(text));
    if (command) readCommand(texts, commandRoom(scope, room));
    return command;
  }
  const lineEnd: Traced = { text: "\n", pieces: [] };
  readText(concat(texts.flatMap((text) => [text, lineEnd])), scope, room);
  return true;
}

/** Cog hands its `run` on to a Dockerfile: `--mount=type=cache,target=/cache pip install vllm==0.31.0`. */
function withoutBuildOptions(text: Traced): Traced {
  return cut(text, /^(?:--(?:mount|network|security)=\S+\s+)+(?=\S)/.exec(text.text)?.[0].length ?? 0);
}

/** A script, or a document in the document: a file of a ConfigMap, `runtimeEnvYAML: |`. */
export function readText(text: Traced, scope: YamlScope, room: YamlWalk): void {
  if (!mentionsVllm(text.text) && scope.group.group === undefined) return;
  if (isYamlText(scope.key, text.text)) room.nested(text);
  else readScript(text, { ...commandRoom(scope, room), yaml: room.nested });
}

function isYamlText(key: string, text: string): boolean {
  if (/\.(?:sh|py|env|bash)$/.test(key) || isScriptKey(key) || isCommand(text)) return false;
  if (/\.ya?ml$/.test(key)) return true;
  const start = text.slice(0, 2_000).replace(/^(?:[ \t]*(?:#[^\n]*|---[ \t]*)?\n)+/, "");
  return /^[ \t]*(?:- )?[A-Za-z][\w.-]*:[ \t]*(?:[^\n]*)\n[ \t]*[-A-Za-z#"'{]/.test(start);
}

function commandRoom({ variables, group }: YamlScope, room: YamlWalk): CommandRoom {
  const { draft, folder, kind, shared } = room;
  const own = kind === "workflow" ? group : scriptGroup(shared);
  // Each step starts in the job's folder.
  const git = gitState(shared.clones.get(own.group ?? ""));
  git.folder = "";
  shared.clones.set(own.group ?? "", git);
  return {
    draft,
    outer: (name) => variables.get(name),
    variables: new Map(),
    git,
    options: { role: "requirement", folder, ...own },
  };
}

/** Each script of a manifest runs in a container of its own. */
function scriptGroup(shared: YamlWalk["shared"]): GroupOf {
  shared.scripts += 1;
  return { group: `script ${shared.scripts}`, groupKind: "stage" };
}
