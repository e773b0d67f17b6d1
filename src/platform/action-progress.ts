import { logText } from "../report/untrusted.ts";
import type { Progress } from "./progress.ts";
import { type Clock, formatDuration, systemClock } from "./stage-clock.ts";

const BEAT_MS = 10_000;

/**
 * Progress in an action's log, one line at a time. Stages overlap, so there are no `::group::`s: the log shows groups
 * one after another only.
 *
 * @param write receives one line without its end
 * @param warn `core.warning`: a warning also shows beside the run
 */
export function actionProgress(
  write: (line: string) => void,
  warn: (message: string) => void = (message) => write(`Warning: ${message}`),
  clock: Clock = systemClock,
): Progress {
  const say = (text: string) => {
    for (const line of logText(text).split("\n")) write(line);
  };
  return {
    async stage(title, work, done) {
      const started = clock.now();
      const elapsed = () => formatDuration(clock.now() - started);
      say(`${title} …`);
      const stop = clock.every(BEAT_MS, () => say(`  still ${lowerFirst(title)}, ${elapsed()}`));
      try {
        const value = await work();
        const detail = done?.(value);
        say(`${title}: ${elapsed()}${detail ? `, ${detail}` : ""}`);
        return value;
      } catch (error) {
        say(`${title}: stopped after ${elapsed()}`);
        throw error;
      } finally {
        stop();
      }
    },
    info: say,
    warning: (message) => warn(logText(message)),
  };
}

function lowerFirst(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
