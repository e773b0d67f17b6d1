import { type DockerInstruction, dockerInstructions } from "../../pins/docker-instructions.ts";
import { dockerfile } from "../../pins/dockerfile.ts";
import { shellCommands } from "../../pins/shell-words.ts";
import { expandAll } from "../../pins/variables.ts";
import { cut, type Traced } from "../../text/traced.ts";
import { variableUse } from "../command-line/variable-use.ts";
import { mayUse } from "../mentions.ts";
import type { RepositoryFile, UseContext, UseReader } from "../reader.ts";
import { argumentsIn, withoutReached } from "../shell/loose-arguments.ts";
import { readShell, readWords } from "../shell/read-shell.ts";
import { type ShellSite, siteOf } from "../shell/shell-site.ts";
import type { Use } from "../use.ts";
import { execWords } from "./exec-form.ts";
import { type Stage, stageCommand } from "./stage.ts";

/** Files beyond this are generated or hostile. Characters. */
const MAX_LENGTH = 200_000;

/** Dockerfile and Containerfile: what an image runs, what building it runs, and the variables it sets. */
export const dockerfiles: UseReader = {
  format: "dockerfile",
  matches: ({ path, text }) =>
    dockerfile.matches(path.replace(/\.(?:j2|jinja2?|tmpl|template)$/, "")) &&
    text.length <= MAX_LENGTH &&
    mayUse(text),
  read: readDockerfile,
};

function readDockerfile(file: RepositoryFile, context: UseContext): Use[] {
  const site = siteOf(file, "dockerfile", context);
  const globals = new Map<string, Traced>();
  const stages: Stage[] = [];
  const uses: Use[] = [];
  for (const { keyword, body, heredocs } of dockerInstructions(file.text)) {
    const stage = stages.at(-1);
    const variables = stage?.variables ?? globals;
    if (keyword === "FROM") stages.push(stageOf(body, globals, stages));
    else if (keyword === "ENV" || keyword === "ARG")
      uses.push(...setVariables(keyword, body, variables, globals, site));
    else if (stage === undefined) continue;
    else if (keyword === "RUN") uses.push(...run(body, heredocs, { ...site, variables }));
    else if (keyword === "COPY") uses.push(...copied(body, heredocs, { ...site, variables }));
    else if (keyword === "ENTRYPOINT")
      Object.assign(stage, { entrypoint: withoutOptions(body), command: undefined, starts: true });
    else if (keyword === "CMD") Object.assign(stage, { command: withoutOptions(body), starts: true });
  }
  return withoutReached([...uses, ...stages.flatMap((stage) => stageCommand(stage, site))]);
}

/** `FROM [--platform=…] image [AS name]`: a stage that it names hands on its variables, entry point and command. */
function stageOf(body: Traced, globals: ReadonlyMap<string, Traced>, stages: readonly Stage[]): Stage {
  const words = [...shellCommands(body, (name) => globals.get(name))].flat();
  const [image, as, name] = words.filter(({ text }) => !text.startsWith("--"));
  const parent = stages.find((stage) => stage.name !== "" && stage.name === image?.text.toLowerCase());
  return {
    name: as?.text.toUpperCase() === "AS" ? (name?.text.toLowerCase() ?? "") : "",
    image: parent === undefined ? image && { value: image } : parent.image,
    variables: new Map(parent?.variables),
    entrypoint: parent?.entrypoint,
    command: parent?.command,
    starts: false,
  };
}

function setVariables(
  keyword: string,
  body: Traced,
  variables: Map<string, Traced>,
  globals: ReadonlyMap<string, Traced>,
  site: ShellSite,
): Use[] {
  const lookup = (name: string) => variables.get(name);
  const set = (name: Traced, value: Traced): Use[] => {
    variables.set(name.text, value);
    const known = value.text.includes("$") ? undefined : value.text;
    return [...variableUse(name, known, site), ...argumentsIn(name.text, value, false, site)];
  };
  // `ENV NAME value`, the old form.
  const old = keyword === "ENV" ? /^\s*([A-Za-z_]\w*)[ \t]+(?=[^=\s])/.exec(body.text) : null;
  if (old?.[1] !== undefined && !/^\s*\S*=/.test(body.text)) {
    const start = old[0].search(/\S/);
    return set(cut(body, start, start + old[1].length), expandAll(cut(body, old[0].length), lookup));
  }
  return [...shellCommands(body, lookup)].flat().flatMap((word) => {
    const equals = word.text.indexOf("=");
    if (equals !== -1) return set(cut(word, 0, equals), cut(word, equals + 1));
    const given = globals.get(word.text);
    if (given !== undefined) variables.set(word.text, given);
    return [];
  });
}

function run(body: Traced, heredocs: DockerInstruction["heredocs"], site: ShellSite): Use[] {
  const command = withoutOptions(body);
  const words = execWords(command);
  if (words !== undefined) return readWords(words, site);
  const interpreter = command.text.replace(/<<-?\s*(["']?)\w+\1/g, "").trim();
  const forShell = interpreter === "" || /^(?:\/\S*\/)?(?:ba|da|z)?sh\b[\s\w+-]*$/.test(interpreter);
  return [...readShell(command, site), ...(forShell ? heredocs.flatMap((text) => readShell(text, site)) : [])];
}

/** `COPY <<EOF /start.sh`. */
function copied(body: Traced, heredocs: DockerInstruction["heredocs"], site: ShellSite): Use[] {
  return heredocs.flatMap((text) =>
    /\.sh\s*$/.test(body.text) || /^#!.*sh\b/.test(text.text) ? readShell(text, site) : [],
  );
}

/** `RUN --mount=… command`. */
function withoutOptions(body: Traced): Traced {
  return cut(body, /^(?:\s*--[a-z]+(?:=\S+)?(?=\s))*\s*/.exec(body.text)?.[0].length ?? 0);
}
