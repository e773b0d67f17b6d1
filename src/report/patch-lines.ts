const HUNK = /^@@ -\d+(?:,\d+)? \+(\d+)(?:,\d+)? @@/;

/**
 * The lines of a file's new side that a patch shows, by their 1-based number: the added ones and those around them. Only there
 * does GitHub take a review comment with `side: RIGHT`.
 *
 * @param patch the hunks of one file, as `GET /repos/{owner}/{repo}/pulls/{n}/files` gives them
 */
export function newSideLines(patch: string): ReadonlyMap<number, string> {
  const shown = new Map<number, string>();
  let next: number | undefined;
  for (const line of patch.split("\n")) {
    const start = HUNK.exec(line)?.[1];
    if (start !== undefined) {
      next = Number(start);
    } else if (next !== undefined && (line.startsWith("+") || line.startsWith(" "))) {
      shown.set(next, line.slice(1));
      next += 1;
    }
  }
  return shown;
}
