/** Between which releases a break came: it shows with `first`, not with `last`. */
export interface Removal {
  readonly first: string;
  /** The release before `first`: the last that the repository works with. */
  readonly last: string;
}

/**
 * Finds the release that brought a break by bisection. It assumes that what is gone stays gone; the two releases named were both
 * looked at (the ends are known: the break is between them).
 *
 * @param releases current, those between, target; oldest first
 * @returns `undefined` when a release could not be judged
 */
export async function findRemoval(
  releases: readonly string[],
  breaksOn: (version: string) => Promise<boolean | undefined>,
): Promise<Removal | undefined> {
  let [works, breaks] = [0, releases.length - 1];
  while (breaks - works > 1) {
    const middle = Math.floor((works + breaks) / 2);
    const broken = await breaksOn(releases[middle] ?? "");
    if (broken === undefined) return undefined;
    if (broken) breaks = middle;
    else works = middle;
  }
  const [last, first] = [releases[works], releases[breaks]];
  return last === undefined || first === undefined ? undefined : { first, last };
}
