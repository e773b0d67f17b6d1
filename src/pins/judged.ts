import type { PinChanges } from "./changed.ts";
import type { Deployment } from "./deployments.ts";
import type { Pin } from "./pin.ts";

/** What of the repository a comparison is about. */
export interface Judged {
  /** The deployment whose pin decides the version; absent where the versions were given and nothing is pinned. */
  readonly checked?: Deployment;
  /** Others that the change moved too: their pins have to agree as well. */
  readonly moved: readonly Deployment[];
  /** Those that stay as they are. */
  readonly others: readonly Deployment[];
}

/**
 * @param pin the pin that the side's version was read from
 * @param changes of the pins between the two sides; none where the move is imagined
 */
export function judgedDeployments(
  deployments: readonly Deployment[],
  pin: Pin | undefined,
  { changed, removed }: PinChanges,
): Judged {
  const holding = deployments.filter(({ pins }) => pin !== undefined && pins.includes(pin));
  const checked = holding.find(({ files }) => pin !== undefined && files.includes(pin.file)) ?? holding[0];
  const touched = new Set(
    [...changed.flatMap(({ before, after }) => (before === undefined ? [after] : [before, after])), ...removed].map(
      ({ file }) => file,
    ),
  );
  const rest = deployments.filter((deployment) => deployment !== checked);
  const isMoved = ({ pins }: Deployment) => pins.some(({ file }) => touched.has(file));
  return {
    ...(checked === undefined ? {} : { checked }),
    moved: rest.filter(isMoved),
    others: rest.filter((deployment) => !isMoved(deployment)),
  };
}
