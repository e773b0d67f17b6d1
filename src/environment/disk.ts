import { CannotTell } from "../checks/cannot-tell.ts";
import type { LockedPackage } from "./pylock.ts";

/**
 * Bytes on disk for one byte of wheel: measured on the CPU builds of 0.31.0 and 0.32.0 (0.9 GB of wheels, 3.1 GB installed;
 * uv unpacks into its cache and links the environment to it, so each package counts once).
 */
const EXPANSION = 3.5;
const MARGIN_BYTES = 512 * 1024 ** 2;
/** For packages whose lock entry tells no size (git revisions, local folders). */
const UNKNOWN_SIZE_BYTES = 20 * 1024 ** 2;

/** Bytes that installing these environments needs. A package that several share counts once. */
export function bytesNeeded(environments: readonly (readonly LockedPackage[])[]): number {
  const sizes = new Map<string, number>();
  for (const { name, version, size } of environments.flat()) sizes.set(`${name}==${version}`, size ?? UNKNOWN_SIZE_BYTES);
  const download = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  return Math.round(download * EXPANSION) + MARGIN_BYTES;
}

export function diskFull(needed: number, free: number): CannotTell {
  return new CannotTell(
    "disk-full",
    `The environments need ${gigabytes(needed)} of disk, ${gigabytes(free)} are free.`,
    "Free space on the runner, use a larger one, or install less: `builds: cpu`, or `checks: static`.",
  );
}

/** `3.1 GB`. */
export function gigabytes(bytes: number): string {
  return `${(bytes / 1000 ** 3).toFixed(1)} GB`;
}
