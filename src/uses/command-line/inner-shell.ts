import { concat, type Traced } from "../../text/traced.ts";
import { baseName } from "./program.ts";
import type { TracedWord } from "./traced-word.ts";

const SHELL = /^(?:ba|da|z|k|a|fi)?sh(?:\.exe)?$/;
/** Options of `ssh` that take the next word (ssh(1)). */
const SSH_VALUED = /^-[bcDEeFIiJLlmOopQRSWw]$/;

export function isShell(program: string): boolean {
  return SHELL.test(program);
}

/** The texts of a shell that a command holds: of `bash -c`, `eval`, `ssh host`, `tmux new-session`, `screen -X stuff`, … */
export function innerTexts(words: readonly TracedWord[], stdin: Traced | undefined): readonly Traced[] {
  const program = baseName(words[0]?.value.text ?? "");
  const given = words.slice(1);
  if (isShell(program)) return shellTexts(given, stdin);
  if (program === "eval") return joined(given);
  if (program === "ssh" || program === "sshpass") return sshTexts(given, program, stdin);
  if (
    /^(?:tmux|screen|byobu|script|su|runuser|watch|parallel|flock|pdsh|clush|salloc|sbatch|docker-compose)$/.test(
      program,
    )
  ) {
    return given.flatMap(({ value }) => (/\s/.test(value.text) ? [value] : []));
  }
  return [];
}

/** `-c`, also in a cluster (`-lc`, `-euxc`); without it, a script that is a file, or standard input. */
function shellTexts(given: readonly TracedWord[], stdin: Traced | undefined): readonly Traced[] {
  for (let at = 0; at < given.length; at += 1) {
    const text = given[at]?.value.text ?? "";
    if (/^-[a-z]*c[a-z]*$/i.test(text)) {
      // `bash -c -- "…"`, `bash -c -e "…"`
      const inner = given.slice(at + 1).find(({ value }) => !/^[-+]/.test(value.text));
      return inner === undefined ? [] : [inner.value];
    }
    if (/^[-+][a-z]*o$/i.test(text)) at += 1;
    else if (!/^[-+]/.test(text)) return text === "/dev/stdin" && stdin !== undefined ? [stdin] : [];
  }
  return stdin === undefined ? [] : [stdin];
}

/** What `ssh` is given behind the host is joined with blanks, and read by the shell over there. */
function sshTexts(given: readonly TracedWord[], program: string, stdin: Traced | undefined): readonly Traced[] {
  let words = given;
  if (program === "sshpass") {
    const ssh = given.findIndex(({ value }) => value.text === "ssh");
    if (ssh === -1) return [];
    words = given.slice(ssh + 1);
  }
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at];
    const text = word?.value.text ?? "";
    if (SSH_VALUED.test(text)) at += 1;
    else if (!text.startsWith("-") && word?.spread !== true) {
      const command = words.slice(at + 1);
      return command.length > 0 || stdin === undefined ? joined(command) : [stdin];
    }
  }
  return [];
}

function joined(words: readonly TracedWord[]): readonly Traced[] {
  const [first] = words;
  if (first === undefined) return [];
  const blank: Traced = { text: " ", pieces: [] };
  return [concat(words.flatMap(({ value }, index) => (index === 0 ? [value] : [blank, value])))];
}
