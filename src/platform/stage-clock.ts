/** Time as progress needs it; injected, so that tests do not wait. */
export interface Clock {
  /** Milliseconds, monotonic. */
  now(): number;
  /** Calls `beat` every `ms`; returns what stops it. */
  every(ms: number, beat: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  every: (ms, beat) => {
    const timer = setInterval(beat, ms);
    // A heartbeat alone must not keep the process alive.
    timer.unref();
    return () => clearInterval(timer);
  },
};

/** `0.4 s`, `12 s`, `1 min 30 s`. */
export function formatDuration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 10) return `${(ms / 1000).toFixed(1)} s`;
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
