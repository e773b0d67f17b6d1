import { logText } from "../report/untrusted.ts";
import type { Progress } from "./progress.ts";
import { type Clock, formatDuration, systemClock } from "./stage-clock.ts";

const BEAT_MS = 10_000;
const REDRAW_MS = 250;
const CLEAR_LINE = "\r\u001b[2K";

/** The part of a stream that is used; standard error in practice, since standard output carries the report. */
export interface TextSink {
  write(text: string): unknown;
  readonly columns?: number | undefined;
}

interface Stage {
  readonly title: string;
  readonly started: number;
}

/**
 * Progress in a terminal: finished stages stay, and one last line shows what is under way and for how long. Without a
 * terminal (a pipe, a file) the line is replaced by a heartbeat every 10 s.
 */
export function terminalProgress(
  stream: TextSink,
  options: { readonly tty: boolean; readonly clock?: Clock },
): Progress {
  const clock = options.clock ?? systemClock;
  const running = new Set<Stage>();
  const since = (stage: Stage) => formatDuration(clock.now() - stage.started);
  const status = () => [...running].map((stage) => `${stage.title}, ${since(stage)}`).join(" · ");
  const draw = () => {
    if (!options.tty || running.size === 0) return;
    stream.write(`${CLEAR_LINE}${status().slice(0, (stream.columns ?? 80) - 1)}`);
  };
  const say = (text: string) => {
    stream.write(`${options.tty && running.size > 0 ? CLEAR_LINE : ""}${logText(text)}\n`);
    draw();
  };
  return {
    async stage(title, work, done) {
      const stage = { title: logText(title), started: clock.now() };
      running.add(stage);
      if (!options.tty) say(`${title} …`);
      const stop = options.tty
        ? clock.every(REDRAW_MS, draw)
        : clock.every(BEAT_MS, () => say(`  still: ${title}, ${since(stage)}`));
      draw();
      const end = (outcome: string) => {
        stop();
        if (options.tty) stream.write(CLEAR_LINE);
        running.delete(stage);
        say(outcome);
      };
      try {
        const value = await work();
        const detail = done?.(value);
        end(`${title}: ${since(stage)}${detail ? `, ${detail}` : ""}`);
        return value;
      } catch (error) {
        end(`${title}: stopped after ${since(stage)}`);
        throw error;
      }
    },
    info: say,
    warning: (message) => say(`Warning: ${message}`),
  };
}
