import type { Release } from "../release/release.ts";
import { admitsPython, fitsPlatform, fitsPython } from "../release/wheel-tags.ts";
import type { Check, CheckContext, Side } from "./check.ts";
import type { Finding } from "./finding.ts";
import { findingAtPin } from "./finding-at-pin.ts";

/** The release exists and fits: not yanked, for this Python, with a wheel for this platform. */
export const releaseCheck: Check = {
  id: "release",
  title: "Release exists and fits",
  foundation: true,
  requires: [],
  async run(context, role) {
    const side = context.sides[role];
    if (side.release.kind === "missing") {
      const finding = findingAtPin(side, "release-missing", side.release.message);
      return { status: "failed", summary: finding.message, findings: [finding] };
    }
    const { release } = side.release;
    const [first, ...rest] = [
      ...(role === "target" ? yanked(release, side) : []),
      ...pythonUnsupported(release, side, context),
      ...noWheel(release, side, context),
    ];
    if (first !== undefined) return { status: "failed", summary: first.message, findings: [first, ...rest] };
    const python = release.requiresPython === undefined ? "" : `, Python ${release.requiresPython}`;
    return {
      status: "passed",
      // Leaving a yanked release is a reason to upgrade, not to stop.
      summary: `Published ${release.uploadTime?.slice(0, 10) ?? "at an unknown date"}${release.yanked ? ", yanked since" : ""}${python}.`,
    };
  },
};

function yanked(release: Release, side: Side): Finding[] {
  if (release.yanked === false) return [];
  const reason = release.yanked.reason === "" ? "no reason given" : `“${release.yanked.reason}”`;
  return [findingAtPin(side, "release-yanked", `vLLM ${release.version} was yanked by its maintainers: ${reason}.`)];
}

function pythonUnsupported(release: Release, side: Side, { python }: CheckContext): Finding[] {
  if (release.requiresPython === undefined || admitsPython(release.requiresPython, python.version)) return [];
  return [
    findingAtPin(
      side,
      "python-unsupported",
      `vLLM ${release.version} needs Python ${release.requiresPython}, this repository runs ${python.version} (${python.from}).`,
      { requiresPython: release.requiresPython, python: python.version },
    ),
  ];
}

function noWheel(release: Release, side: Side, { platform, python }: CheckContext): Finding[] {
  const wheels = release.files.filter((file) => file.filename.endsWith(".whl"));
  // Deployment is on Linux; on another system the check is a preview and the platform is not judged.
  if (platform.os !== "linux" || wheels.length === 0) return [];
  if (wheels.some(({ filename }) => fitsPlatform(filename, platform) && fitsPython(filename, python.version)))
    return [];
  const libc = platform.glibc ? `glibc ${platform.glibc.join(".")}` : "musl";
  return [
    findingAtPin(
      side,
      "no-matching-wheel",
      `vLLM ${release.version} has no wheel for Linux ${platform.machine} with ${libc} and Python ${python.version}.`,
      { wheels: wheels.map((wheel) => wheel.filename) },
    ),
  ];
}
