import { coversFile } from "./file-groups.ts";
import type { PinReading } from "./read.ts";

/**
 * A reading without what the configuration says is nobody's business. The files stay: what others include of them is still installed.
 *
 * @param globs from the root; one that ends in `/` means everything below
 */
export function withoutIgnored(reading: PinReading, globs: readonly string[] = []): PinReading {
  if (globs.length === 0) return reading;
  const counts = ({ file }: { readonly file: string }) => !globs.some((glob) => coversFile(glob, file));
  return {
    ...reading,
    pins: reading.pins.filter(counts),
    mentions: reading.mentions.filter(counts),
    problems: reading.problems.filter(counts),
  };
}
