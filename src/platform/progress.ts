/** Tells a person what is going on. Text may be untrusted: implementations neutralise workflow commands and control characters. */
export interface Progress {
  /** Announces a stage, beats at least every 15 s while it runs, and closes with seconds and what `done` says (sizes, counts). */
  stage<T>(title: string, work: () => Promise<T>, done?: (value: T) => string): Promise<T>;
  info(message: string): void;
  warning(message: string): void;
}
