import { placer, type Site } from "../command-line/site.ts";
import type { TracedWord } from "../command-line/traced-word.ts";
import type { RepositoryFile, UseContext, UseReader } from "../reader.ts";
import type { Use } from "../use.ts";
import { readYaml } from "../yaml/read-yaml.ts";
import { shellRoom } from "../yaml/shell-room.ts";
import { NO_VARIABLES } from "../yaml/yaml-room.ts";
import { configArchitectures } from "./architectures.ts";
import { BENCHMARK, benchmarkServers } from "./benchmark-servers.ts";
import { objectsOf, plainJson } from "./json-source.ts";
import { launchUses } from "./launches.ts";
import { requestBodies } from "./request-bodies.ts";
import { taskCommands } from "./task-definitions.ts";

/** Longer ones are data. UTF-16 units. */
const LONGEST = 1_000_000;
/** What starts a server or sets its variables. */
const STARTS = /VLLM_[A-Z]|api_server|vllm-openai|\bserve\b|--(?:max|tensor|served|gpu|enable|disable)[-_][a-z]/;

/** JSON: editors' launch configurations, containers of any service, a model's `config.json`, bodies of requests, servers of benchmarks. */
export const jsonReader: UseReader = {
  format: "json",
  matches: (file) =>
    /\.(?:json|jsonc|code-workspace)$/.test(file.path) &&
    (isLaunch(file) || isRequest(file) || BENCHMARK.test(file.text) || file.text.includes('"architectures"')),
  read: readJsonFile,
};

function readJsonFile(file: RepositoryFile, context: UseContext): Use[] {
  if (file.text.length > LONGEST) {
    if (isLaunch(file)) context.unread?.("it is JSON of more than 1,000,000 characters");
    return [];
  }
  const text = plainJson(file.text);
  const site: Site = { format: "json", place: placer(file.path, file.text), knownVariables: context.knownVariables };
  const objects = objectsOf(text);
  const uses: Use[] = [...configArchitectures(objects, text, site), ...benchmarkServers(objects, text, site)];
  if (isRequest(file)) uses.push(...requestBodies(objects, text, site));
  if (objects.length === 0 || !isLaunch(file)) return uses;
  const room = shellRoom(site, context);
  const command = (words: readonly TracedWord[]) => room.command(words, NO_VARIABLES);
  const launched = [...launchUses(objects, text, command), ...taskCommands(objects, text, room.site, command)];
  // JSON is YAML (YAML 1.2.2, 1.2): containers, environments and texts of a shell have the same shapes in both.
  const places = new Set(launched.flatMap(wordPlaces));
  const read = readYaml({ path: file.path, text }, context, "json");
  return [...uses, ...launched, ...read.filter((use) => !wordPlaces(use).some((place) => places.has(place)))];
}

/** By them, one command that was read twice is told. */
function wordPlaces(use: Use): string[] {
  return use.kind === "command" ? use.words.map(({ place }) => `${place.line}:${place.column}`) : [];
}

function isLaunch({ text }: RepositoryFile): boolean {
  return /vllm/i.test(text) && STARTS.test(text) && !/"(?:panels|targets)"\s*:\s*\[/.test(text);
}

/** A body does not say by itself whom it is for. */
function isRequest({ path, text }: RepositoryFile): boolean {
  return (text.includes('"messages"') || text.includes('"prompt"')) && (/vllm/i.test(path) || /vllm/i.test(text));
}
