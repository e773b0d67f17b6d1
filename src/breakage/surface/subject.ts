import type { Origin, Surface } from "../../surface/surface.ts";

/** What a release says of one thing that its surface has. */
export interface Entry extends Origin {
  readonly deprecated?: string;
}

/** What the target has in the place of something that is gone. */
export interface Successor {
  /** As it is written there: `--attention-config.backend`. */
  readonly name: string;
  /** The same under another name: it may be written in the place of the old one, and nothing else changes. */
  readonly plain: boolean;
}

/** One thing that a release accepts, so that its history and its successor can be looked for in the same way for all kinds. */
export interface Subject {
  /** As a person writes it: `--swap-space`, `VLLM_USE_V1`, `CompilationConfig.level`. */
  readonly name: string;
  /** Tells apart what goes by one name: the endpoint of a request's field. */
  readonly scope?: string;
  has(surface: Surface): boolean;
  entry(surface: Surface): Entry | undefined;
  /** All of its kind, for the nearest name. */
  names(surface: Surface): Iterable<string>;
  /** What a text of the release that had it last names, where the target has that. @param renamed called a rename in so many words */
  accept(said: string, renamed: boolean, last: Surface, target: Surface): Successor | undefined;
  /** What takes its place by the way it is built, without a text: another name of the same option. */
  twin?(last: Surface, target: Surface): Successor | undefined;
}
