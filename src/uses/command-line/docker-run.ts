import type { Use } from "../use.ts";
import { type Container, containerCommand } from "./container-command.ts";
import { isServerImage } from "./image.ts";
import type { CommandSite } from "./site.ts";
import { names, rest, type TracedWord } from "./traced-word.ts";
import { assignmentUse } from "./variable-use.ts";

/** Options of `docker run` and `podman run` that take no value. Of the others, the next word is the value. */
const SWITCHES = new Set(
  (
    "--detach --interactive --tty --rm --init --privileged --read-only --publish-all --no-healthcheck --oom-kill-disable " +
    "--sig-proxy --quiet --disable-content-trust --replace --rmi --no-hosts --no-hostname --env-host --http-proxy --tls-verify"
  ).split(" "),
);
const SHORT_SWITCHES = /^-[ditPq]+$/;

/**
 * `docker run [options] IMAGE [words]`: variables that are set with `-e`, and the command.
 * @param words what follows `run`
 */
export function dockerRun(
  words: readonly TracedWord[],
  site: CommandSite,
  read: (words: readonly TracedWord[]) => Use[],
): Use[] {
  const uses: Use[] = [];
  let entrypoint: readonly TracedWord[] | undefined;
  let at = 0;
  for (; at < words.length; at += 1) {
    const word = words[at];
    if (word === undefined) break;
    const { text } = word.value;
    if (text === "--") continue;
    if (!text.startsWith("-")) {
      // `$GPU_OPTIONS` without quotes may be any options.
      if (word.spread === true && !names(word, /image|img/i) && words.slice(at + 1).some(isImage)) continue;
      break;
    }
    const equals = text.startsWith("--") ? text.indexOf("=") : -1;
    const name = equals === -1 ? text : text.slice(0, equals);
    if (equals === -1 && (SWITCHES.has(name) || SHORT_SWITCHES.test(name))) continue;
    const glued = /^-[evpwuhmlc](?=[^-])./.test(text) && !text.startsWith("--");
    const value = equals !== -1 ? rest(word, equals + 1) : glued ? rest(word, 2) : words[at + 1];
    if (equals === -1 && !glued) at += 1;
    if (value === undefined) continue;
    if (name === "--env" || /^-[dit]*e/.test(name)) uses.push(...assignmentUse(value.value, site));
    if (name === "--entrypoint") entrypoint = value.value.text === "" ? [] : [value];
  }
  const container: Container = {
    image: words[at],
    arguments: words.slice(at + 1),
    ...(entrypoint === undefined ? {} : { entrypoint }),
  };
  return [...uses, ...containerCommand(container, site, read)];
}

function isImage(word: TracedWord): boolean {
  return isServerImage(word.value.text) || names(word, /image|img/i);
}
