import type { ReleaseRuntime } from "../../analysis/release-runtime.ts";
import type { InstalledOn } from "../../deployment/deployment.ts";
import type { InstallingImage } from "../../deployment/installing-images.ts";
import { neededGlibc } from "../../release/wheel-tags.ts";
import type { Side } from "../check.ts";
import type { Finding } from "../finding.ts";
import { placeOf } from "../finding-at-pin.ts";

/** The C library of each image on which vLLM is installed, against the wheels of the release and of the torch it pins. */
export function imagesTooOld(
  { version, release }: Side,
  { images }: InstalledOn,
  runtime: ReleaseRuntime | undefined,
): readonly Finding[] {
  if (release.kind !== "release") return [];
  const wheels = [
    { of: `vLLM ${version}`, files: release.release.files },
    ...(runtime === undefined
      ? []
      : [{ of: `torch ${runtime.torch} (pinned by vLLM ${version})`, files: runtime.files }]),
  ];
  return images.flatMap((image): readonly Finding[] => {
    const libc = image.facts.distribution?.libc;
    if (libc === undefined) return [];
    for (const { of, files } of wheels) {
      const needs = neededGlibc(
        files.map(({ filename }) => filename),
        image.machine,
      );
      if (needs === undefined) continue;
      if ("musl" in libc)
        return [
          finding(
            image,
            `${of} has wheels for glibc only; ${nameOf(image)} has musl. Build on a Debian, Ubuntu or UBI image.`,
            needs,
          ),
        ];
      const [major, minor] = libc.glibc;
      if (major > needs[0] || (major === needs[0] && minor >= needs[1])) continue;
      const message = `${of} has no wheel for glibc ${libc.glibc.join(".")} (${nameOf(image)}): the oldest that fits is ${needs.join(".")}.`;
      return [finding(image, message, needs)];
    }
    return [];
  });
}

function nameOf({ image, facts }: InstallingImage): string {
  return `${facts.distribution?.name}, ${image}`;
}

function finding({ at, image }: InstallingImage, message: string, needs: readonly [number, number]): Finding {
  const data = { subject: `${at.file} ${at.raw}`, image, glibc: needs.join(".") };
  return { rule: "glibc-too-old", severity: "error", message, ...placeOf(at), data };
}
