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
  /** Why `read` answers as if there were no such file: bytes, where it is one that is too large to read. */
  tooLarge(path: string): Promise<number | undefined>;
}
