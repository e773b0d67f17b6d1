import type { ParsePython, ParseShell } from "../platform/syntax-parsers.ts";
import type { Use, UseFormat } from "./use.ts";

/** A file of the repository. */
export interface RepositoryFile {
  /** POSIX path relative to the repository root. */
  readonly path: string;
  readonly text: string;
}

export interface UseContext {
  readonly parsePython: ParsePython;
  readonly parseShell: ParseShell;
  /** Another file of the repository, where it is in reach: what `--config serve.yaml` names, a chart's `values.yaml`. */
  readonly text: (path: string) => string | undefined;
  /** Names of the variables that the current or the target release reads: those that are not named `VLLM_…` are told by it. */
  readonly knownVariables: ReadonlySet<string>;
  /** Told why a text of the file that is being read, which may use something, is not read. A clause. */
  readonly unread?: (why: string) => void;
}

/**
 * Finds in one kind of file what it uses of vLLM's surface. One file is read by the first reader of a list that takes it; the
 * readers of metrics (`METRIC_READERS`) are a list of their own, asked beside the others.
 */
export interface UseReader {
  readonly format: UseFormat;
  /** By its name, and by a cheap look at its text: most files of a repository have nothing for us. */
  matches(file: RepositoryFile): boolean;
  read(file: RepositoryFile, context: UseContext): Use[];
}
