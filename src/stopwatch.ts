import type { Report } from "./report/report.ts";

/** Measures the stages of one run. */
export interface Stopwatch {
  stage<T>(name: string, work: () => Promise<T>): Promise<T>;
  timings(): Report["timings"];
}

export function stopwatch(): Stopwatch {
  const started = performance.now();
  const stages: { name: string; ms: number }[] = [];
  return {
    async stage(name, work) {
      const begun = performance.now();
      try {
        return await work();
      } finally {
        stages.push({ name, ms: Math.round(performance.now() - begun) });
      }
    },
    timings: () => ({ totalMs: Math.round(performance.now() - started), stages: [...stages] }),
  };
}
