import { satisfies } from "../python/version.ts";

/** The machine as wheel tags see it. */
export interface PlatformTags {
  readonly os: "linux" | "darwin" | "win32";
  /** `x86_64`, `aarch64`, `arm64` (macOS). */
  readonly machine: string;
  /** glibc version, on Linux with glibc. */
  readonly glibc?: readonly [number, number];
  /** musl version, on Linux with musl. */
  readonly musl?: readonly [number, number];
}

/** Legacy manylinux names are aliases (PEP 600). */
const LEGACY_MANYLINUX: Readonly<Record<string, readonly [number, number]>> = {
  manylinux1: [2, 5],
  manylinux2010: [2, 12],
  manylinux2014: [2, 17],
};

/** Whether a wheel's platform part fits. Python and ABI parts are `fitsPython`'s. Source distributions fit everywhere. */
export function fitsPlatform(filename: string, platform: PlatformTags): boolean {
  if (!filename.endsWith(".whl")) return true;
  const tags = filename.slice(0, -".whl".length).split("-").at(-1) ?? "";
  return tags.split(".").some((tag) => fitsTag(tag, platform));
}

function fitsTag(tag: string, platform: PlatformTags): boolean {
  if (tag === "any") return true;
  const manylinux = /^(manylinux(?:1|2010|2014|_(\d+)_(\d+)))_(.+)$/.exec(tag);
  if (manylinux) {
    const [, name = "", major, minor, machine] = manylinux;
    const needs = major === undefined ? LEGACY_MANYLINUX[name] : [Number(major), Number(minor)];
    return platform.os === "linux" && machine === platform.machine && atLeast(platform.glibc, needs);
  }
  const musllinux = /^musllinux_(\d+)_(\d+)_(.+)$/.exec(tag);
  if (musllinux) {
    const needs = [Number(musllinux[1]), Number(musllinux[2])];
    return platform.os === "linux" && musllinux[3] === platform.machine && atLeast(platform.musl, needs);
  }
  if (tag.startsWith("linux_")) return platform.os === "linux" && tag === `linux_${platform.machine}`;
  if (tag.startsWith("macosx_")) {
    return platform.os === "darwin" && (tag.endsWith(`_${platform.machine}`) || tag.endsWith("_universal2"));
  }
  return tag.startsWith("win") && platform.os === "win32";
}

/** The oldest glibc on which one of the wheels for a machine runs; `undefined` where none names one. */
export function neededGlibc(filenames: readonly string[], machine: string): readonly [number, number] | undefined {
  const needs = filenames.flatMap((filename) => {
    const tags = filename.endsWith(".whl") ? (filename.slice(0, -".whl".length).split("-").at(-1) ?? "") : "";
    return tags.split(".").flatMap((tag): (readonly [number, number])[] => {
      const [, name = "", major, minor, on] = /^(manylinux(?:1|2010|2014|_(\d+)_(\d+)))_(.+)$/.exec(tag) ?? [];
      if (on !== machine) return [];
      return [major === undefined ? LEGACY_MANYLINUX[name] : ([Number(major), Number(minor)] as const)].filter(
        (version) => version !== undefined,
      );
    });
  });
  return needs.sort((a, b) => a[0] - b[0] || a[1] - b[1])[0];
}

function atLeast(have: readonly [number, number] | undefined, needs: readonly number[] | undefined): boolean {
  if (have === undefined || needs === undefined) return false;
  const [major = 0, minor = 0] = needs;
  return have[0] > major || (have[0] === major && have[1] >= minor);
}

/** Whether a `Requires-Python` admits a Python. `3.11` stands for any 3.11.z: it fits where its first or a late patch release does. */
export function admitsPython(requiresPython: string, python: string): boolean {
  const versions = /^\d+\.\d+$/.test(python) ? [`${python}.0`, `${python}.99`] : [python];
  return versions.some((version) => satisfies(version, requiresPython) !== false);
}

/** Whether the Python and ABI parts fit a CPython version such as `3.11`. */
export function fitsPython(filename: string, python: string): boolean {
  if (!filename.endsWith(".whl")) return true;
  const parts = filename.slice(0, -".whl".length).split("-");
  const [pythons = "", abis = ""] = parts.slice(-3);
  const [major = 3, minor = 0] = python.split(".").map(Number);
  return pythons.split(".").some((tag) => {
    const pure = /^py(\d)(\d*)$/.exec(tag);
    if (pure) return Number(pure[1]) === major && Number(pure[2]) <= minor;
    const cpython = /^cp(\d)(\d+)$/.exec(tag);
    if (cpython === null || Number(cpython[1]) !== major) return false;
    // The stable ABI (abi3) of an older Python serves every later one.
    return abis.split(".").includes("abi3") ? Number(cpython[2]) <= minor : Number(cpython[2]) === minor;
  });
}
