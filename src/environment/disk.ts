import { CannotTell } from "../checks/cannot-tell.ts";
import type { Build } from "../report/report.ts";
import type { LockedPackage } from "./pylock.ts";

/**
 * Bytes on disk for one byte of wheel, measured on 0.31.0 and 0.32.0: the CPU build unpacks 0.9 GB to 3.1 GB, the release
 * (CUDA) build 3.9 GB to 8.4 GB. uv unpacks into its cache and links the environments to it, so a package counts once.
 */
const EXPANSION: Readonly<Record<Build, number>> = { release: 2.3, cpu: 3.5 };
const MARGIN_BYTES = 512 * 1024 ** 2;
/** For packages whose lock entry tells no size (git revisions, local folders). */
const UNKNOWN_SIZE_BYTES = 20 * 1024 ** 2;

/** Bytes that installing these environments needs. A package that several share counts once. */
export function bytesNeeded(
  environments: readonly { readonly build: Build; readonly packages: readonly LockedPackage[] }[],
): number {
  const unpacked = new Map<string, number>();
  for (const { build, packages } of environments) {
    for (const { name, version, size = UNKNOWN_SIZE_BYTES } of packages) {
      unpacked.set(`${name}==${version}`, size * EXPANSION[build]);
    }
  }
  return Math.round([...unpacked.values()].reduce((sum, bytes) => sum + bytes, MARGIN_BYTES));
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
