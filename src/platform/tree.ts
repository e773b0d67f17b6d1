/**
 * A snapshot of the repository's files: the working directory, or one git revision.
 * Paths are POSIX, relative to the repository root, without a leading `./`.
 */
export interface FileTree {
  /** The commit, where it is one's snapshot. */
  readonly commit?: string;
  /** Every file git tracks or would track (ignored files left out), sorted. */
  list(): Promise<readonly string[]>;
  /** The text of one file, or `undefined` when the snapshot has none at that path. */
  read(path: string): Promise<string | undefined>;
  /**
   * The files that say a word, in any case of its letters, and perhaps more. Others need not be read to know that they do not.
   * Absent, or `undefined`, where nobody can tell without reading.
   */
  saying?(word: string): Promise<ReadonlySet<string> | undefined>;
  /** Why `read` answers as if there were no such file: bytes, where it is one that is too large to read. */
  tooLarge(path: string): Promise<number | undefined>;
}
