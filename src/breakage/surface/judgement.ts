import type { Finding } from "../../checks/finding.ts";
import type { CommandAnswers } from "../../surface/parser-answer.ts";
import type { Surface } from "../../surface/surface.ts";
import type { CommandUse } from "../../uses/use.ts";
import type { ChangedDefault } from "./changed-default.ts";

/** What the move between two releases does to what a repository uses of vLLM's surface. */
export interface SurfaceJudgement {
  /** Sorted by path, line and column. */
  readonly findings: readonly Finding[];
  readonly defaults: readonly ChangedDefault[];
}

export interface SurfaceContext {
  readonly current: Surface;
  readonly target: Surface;
  /** Final releases strictly between, oldest first. PEP 440. */
  readonly between: readonly string[];
  /** Whether the repository's own Python uses vLLM: only then do the defaults of its classes matter to it. */
  readonly usesPython: boolean;
  /** The surface of another release; `undefined` when it cannot be read. Costs about a second the first time. */
  surface(version: string): Promise<Surface | undefined>;
  /** What the releases' own parsers said of a command; `undefined` where they were not asked. */
  parsed(command: CommandUse): CommandAnswers | undefined;
  /** A line of a file of the repository, by its 1-based number, without its end. */
  line(path: string, line: number): string | undefined;
}
