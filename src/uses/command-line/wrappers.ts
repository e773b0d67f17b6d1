import { baseName } from "./program.ts";
import type { TracedWord } from "./traced-word.ts";

/** A program that runs the command which is its arguments. */
interface Wrapper {
  /** Its options that take the next word as their value. */
  readonly valued?: string;
  /** Words of its own before the command: the duration of `timeout`. */
  readonly own?: number;
}

/** Programs of which it is known where the command begins. Sources: their manual pages (POSIX, GNU coreutils, util-linux). */
const WRAPPERS: Readonly<Record<string, Wrapper>> = {
  exec: { valued: "-a" },
  command: {},
  builtin: {},
  nohup: {},
  time: { valued: "-f -o --format --output" },
  env: { valued: "-u -C --unset --chdir" },
  timeout: { valued: "-k -s --kill-after --signal", own: 1 },
  nice: { valued: "-n --adjustment" },
  ionice: { valued: "-c -n --class --classdata" },
  chrt: { own: 1 },
  stdbuf: { valued: "-i -o -e --input --output --error" },
  setsid: {},
  unbuffer: {},
  taskset: { own: 1 },
  numactl: { valued: "-N -m -C -i -p --cpunodebind --membind --physcpubind --interleave --preferred" },
  sudo: { valued: "-u -g -h -p -C -T -r -t -D -R -U --user --group --host --chdir" },
  doas: { valued: "-u -C" },
  gosu: { own: 1 },
  "su-exec": { own: 1 },
  tini: { valued: "-p -e" },
  "docker-init": { valued: "-p -e" },
  "dumb-init": { valued: "-r" },
  catchsegv: {},
  coproc: {},
};

export function isWrapper(program: string): boolean {
  return Object.hasOwn(WRAPPERS, program);
}

/** The command that a wrapper runs, or `undefined` when the first word is none. */
export function unwrapped(words: readonly TracedWord[]): readonly TracedWord[] | undefined {
  const name = baseName(words[0]?.value.text ?? "");
  const wrapper = Object.hasOwn(WRAPPERS, name) ? WRAPPERS[name] : undefined;
  if (wrapper === undefined) return undefined;
  const valued = new Set(wrapper.valued?.split(" "));
  let own = wrapper.own ?? 0;
  let at = 1;
  for (; at < words.length; at += 1) {
    const text = words[at]?.value.text ?? "";
    if (text === "--") return words.slice(at + 1 + own);
    if (valued.has(text)) at += 1;
    else if (text.startsWith("-")) continue;
    else if (own > 0) own -= 1;
    else break;
  }
  return words.slice(at);
}
