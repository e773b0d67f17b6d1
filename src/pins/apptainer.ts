import { cut, replaceNamed, type Traced, traced, trim } from "../text/traced.ts";
import { imageOf } from "./docker-image.ts";
import { type Draft, draftManifest } from "./draft.ts";
import { gitState } from "./git-checkout.ts";
import { isTooLong } from "./length-limit.ts";
import type { Manifest, PinFormat } from "./manifest.ts";
import { fileName, folderOf } from "./repository-path.ts";
import { rewritePin } from "./rewrite.ts";
import { readScript } from "./script.ts";
import type { Lookup } from "./variables.ts";
import { versionVariable } from "./version-variable.ts";
import { mentionsVllm } from "./vllm.ts";

/** Apptainer and Singularity definitions (https://apptainer.org/docs/user/main/definition_files.html). */
export const apptainer: PinFormat = {
  format: "apptainer",
  matches: (path) => {
    const name = fileName(path);
    return (
      /\.def$/i.test(name) || /^(?:Apptainer|Singularity)(?:file)?(?:[._-](?!.*\.(?:md|sh|py|ya?ml)$).*)?$/i.test(name)
    );
  },
  concerns: mentionsVllm,
  parse: parseApptainer,
  rewrite: rewritePin,
};

/** What a stage is built from, and the text of one of its sections. */
interface Stage {
  readonly name: string;
  readonly variables: Map<string, Traced>;
}

function parseApptainer(text: string, file: string): Manifest {
  const draft = draftManifest(file, "apptainer", text);
  if (!/^\s*(?:Bootstrap|From)\s*:/im.test(text) || isTooLong(draft)) return draft.finish();
  const globals = new Map<string, Traced>();
  let stage: Stage = { name: "stage 0", variables: globals };
  let stages = 0;
  for (const { section, body } of sections(traced(text, 0))) {
    if (section === "arguments") readArguments(draft, body, globals);
  }
  for (const { section, body } of sections(traced(text, 0))) {
    if (section !== "") {
      if (/^(?:pre|setup|post|environment|runscript|startscript|test|appinstall)$/.test(section)) {
        run(draft, body, stage, file);
      }
      continue;
    }
    const header = new Map([...headers(body)].map(({ key, value }) => [key, value]));
    const bootstrap = header.get("bootstrap");
    if (bootstrap === undefined) continue;
    stage = { name: header.get("stage")?.text ?? `stage ${stages}`, variables: globals };
    stages += 1;
    const from = header.get("from");
    if (from !== undefined && /^(?:docker|docker-daemon|oras)$/i.test(bootstrap.text)) {
      imageOf(draft, expandTemplate(from, globals), { group: stage.name, groupKind: "stage" });
    }
  }
  return draft.finish();
}

/** The parts of a definition: `""` is a header, the others begin with a line `%name`. */
function* sections(source: Traced): Generator<{ readonly section: string; readonly body: Traced }> {
  let section = "";
  let start = 0;
  for (const match of source.text.matchAll(/^[ \t]*(?:%([a-z]+)\b.*|(?=Bootstrap[ \t]*:))/gim)) {
    yield { section, body: cut(source, start, match.index) };
    section = match[1]?.toLowerCase() ?? "";
    start = match.index + match[0].length;
  }
  yield { section, body: cut(source, start) };
}

function* headers(source: Traced): Generator<{ readonly key: string; readonly value: Traced }> {
  for (const match of source.text.matchAll(/^[ \t]*(Bootstrap|From|Stage)[ \t]*:[ \t]*([^\n#]*)/gim)) {
    const [whole, key = "", value = ""] = match;
    const end = match.index + whole.length;
    yield { key: key.toLowerCase(), value: trim(cut(source, end - value.length, end)) };
  }
}

/** `%arguments`: defaults of what `{{ NAME }}` stands for. */
function readArguments(draft: Draft, body: Traced, variables: Map<string, Traced>): void {
  for (const match of body.text.matchAll(/^[ \t]*([A-Za-z_]\w*)=([^\n#]*)/gm)) {
    const [whole, name = "", written = ""] = match;
    const end = match.index + whole.length;
    const value = trim(cut(body, end - written.length, end));
    variables.set(name, value);
    versionVariable(draft, name, value);
  }
}

function run(draft: Draft, body: Traced, stage: Stage, file: string): void {
  const outer: Lookup = (name) => stage.variables.get(name);
  readScript(expandTemplate(body, stage.variables), {
    draft,
    outer,
    variables: new Map(),
    git: gitState(),
    options: { role: "requirement", folder: folderOf(file), group: stage.name, groupKind: "stage" },
  });
}

/** `{{ NAME }}` where an argument has a default. It is the same as a variable of that name. */
function expandTemplate(source: Traced, variables: ReadonlyMap<string, Traced>): Traced {
  return replaceNamed(source, /\{\{\s*([A-Za-z_]\w*)\s*\}\}/g, (name) => variables.get(name));
}
