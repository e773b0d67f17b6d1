import type { Traced } from "../../text/traced.ts";
import { UNKNOWN, type Use } from "../use.ts";
import { curlFields } from "./curl.ts";
import { dockerRun } from "./docker-run.ts";
import { declared, givenVariables, isDeclaration, optionVariables } from "./exported.ts";
import { forwardingServer } from "./forwarding-server.ts";
import { innerTexts } from "./inner-shell.ts";
import { commandIn, isLauncher } from "./launched.ts";
import { podRun } from "./pod-run.ts";
import { baseName, pythonServer, serverAt } from "./program.ts";
import { runtimeVariables } from "./runtime-variables.ts";
import { serveCommand } from "./serve-command.ts";
import type { CommandSite } from "./site.ts";
import type { TracedWord } from "./traced-word.ts";
import { assignmentUse, isAssignment } from "./variable-use.ts";
import { unwrapped } from "./wrappers.ts";

/** Wrappers around wrappers: no command has more. */
const MAX_WRAPPERS = 20;
/** A command beyond this is data. Words. */
const MAX_WORDS = 2_000;

/**
 * What one command uses: variables set for it, the server's command line, a request's fields. Wrappers (`env`, `nohup`, `docker run`,
 * `bash -c`, …) are peeled off. Programs of others give nothing.
 * @param argv its words: those that set variables (`A=1 …`) first, redirections left out
 * @param stdin what a here-document or a pipe gives it, where that is known
 */
export function readCommand(argv: readonly TracedWord[], site: CommandSite, stdin?: Traced): Use[] {
  return peel(argv.slice(0, MAX_WORDS), site, stdin, MAX_WRAPPERS);
}

function peel(argv: readonly TracedWord[], site: CommandSite, stdin: Traced | undefined, depth: number): Use[] {
  const set = argv.findIndex(({ value }) => !isAssignment(value.text));
  const words = set === -1 ? [] : argv.slice(set);
  const uses: Use[] = argv.slice(0, argv.length - words.length).flatMap(({ value }) => assignmentUse(value, site));
  const first = words[0]?.value.text;
  if (first === undefined || depth === 0) return uses;
  const read = (inner: readonly TracedWord[]) => peel(inner, site, stdin, depth - 1);
  const program = baseName(first);
  const inner = unwrapped(words);
  if (isDeclaration(program)) uses.push(...declared(words, site));
  else if (inner !== undefined) uses.push(...read(inner));
  else if (isLauncher(program)) uses.push(...readLauncher(words, program, site, stdin, read));
  else uses.push(...readProgram(words, program, site, stdin));
  return uses;
}

function readLauncher(
  words: readonly TracedWord[],
  program: string,
  site: CommandSite,
  stdin: Traced | undefined,
  read: (inner: readonly TracedWord[]) => Use[],
): Use[] {
  const sub = words[1]?.value.text;
  if (/^(?:docker|podman|nerdctl)$/.test(program)) {
    if (sub === "run" || sub === "create") return dockerRun(words.slice(2), site, read);
    if (sub === "container" && words[2]?.value.text === "run") return dockerRun(words.slice(3), site, read);
  }
  const pod = podRun(words, program, site, read);
  if (pod !== undefined) return pod;
  const at = commandIn(words);
  const own = at === -1 ? words : words.slice(0, at);
  const texts = innerTexts(own, at === -1 ? stdin : undefined).flatMap((text) => site.shell(text));
  const uses = [...optionVariables(own.slice(1), site), ...runtimeVariables(own, site), ...texts];
  if (at === -1) {
    const server = forwardingServer(words, site);
    return server === undefined ? uses : [...uses, ...serveCommand(words.slice(server.from), server, words[0], site)];
  }
  const inner = words.slice(at);
  if (inner[0]?.value.text === "-m") {
    const server = pythonServer(inner, 0);
    return server === undefined ? uses : [...uses, ...serveCommand(inner.slice(server.from), server, words[0], site)];
  }
  const more: TracedWord = {
    value: { text: UNKNOWN, pieces: [] },
    at: words[0]?.value.pieces[0]?.at ?? 0,
    spread: true,
  };
  return [...uses, ...read(program === "xargs" ? [...inner, more] : inner)];
}

/** A program that runs no other, as far as is known. */
function readProgram(
  words: readonly TracedWord[],
  program: string,
  site: CommandSite,
  stdin: Traced | undefined,
): Use[] {
  const server = serverAt(words, 0) ?? (/^python[\d.]*$/.test(program) ? forwardingServer(words, site) : undefined);
  if (server !== undefined) return serveCommand(words.slice(server.from), server, words[0], site);
  if (program === "curl" || program === "wget") return curlFields(words.slice(1), stdin, site);
  const given = [...givenVariables(words.slice(1), site), ...runtimeVariables(words, site)];
  return [...given, ...innerTexts(words, stdin).flatMap((text) => site.shell(text))];
}
