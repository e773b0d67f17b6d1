import { pinAdmits } from "./changed.ts";
import { isKind } from "./format-kind.ts";
import { homeFolder, isBesideThePoint, isVariant, namesBuild } from "./path-meaning.ts";
import type { Pin } from "./pin.ts";
import { pinnedVersion } from "./reference.ts";
import { isTask } from "./tool-commands.ts";

/**
 * The pin that decides. First what people deploy before examples, tests and documents; what says something of a version before an
 * open range; other names before those of a build (`Dockerfile.rocm`); what declares before scripts; the folder nearest to the root. Within
 * one folder an exact requirement before a lock, an image, a constraint; any of these before a range; a range before no version at
 * all; what names no release last. Among equals the file nearest to the root, then the first.
 *
 * @param version when the version is known already, pins that admit it come first
 */
export function pinToFollow(pins: readonly Pin[], version?: string): Pin | undefined {
  return [...pins]
    .map((pin, position) => ({
      pin,
      key: [
        version === undefined || pinAdmits(pin, version) ? 0 : 1,
        Number(isBesideThePoint(pin.file)),
        Number(isOpen(pin)),
        Number(namesBuild(pin.file)),
        Number(isKind(pin.format, "script", "document") || isTask(pin)),
        depth(homeFolder(pin.file)),
        Number(isVariant(pin.file)),
        rank(pin),
        depth(pin.file),
        position,
      ],
    }))
    .sort((a, b) => compareKeys(a.key, b.key))
    .at(0)?.pin;
}

/** Admits whatever comes: it says nothing of the release in use. */
function isOpen({ reference, role }: Pin): boolean {
  if (role === "check" || reference.kind === "unpinned") return true;
  if (reference.kind !== "range") return pinnedVersion(reference) === undefined;
  return !/[<=~]/.test(reference.specifier.replace(/[>!]=/g, ""));
}

function rank({ reference, role }: Pin): number {
  switch (reference.kind) {
    case "exact":
      return { requirement: 0, lock: 1, image: 2, constraint: 3, override: 3, index: 4, check: 5 }[role];
    case "url":
    case "git":
      return reference.version === undefined ? 8 : 4;
    case "range":
      return role === "check" ? 7 : 5;
    case "unpinned":
      return role === "check" || role === "index" ? 7 : 6;
  }
}

function depth(path: string): number {
  return path === "" ? 0 : path.split("/").length;
}

function compareKeys(a: readonly number[], b: readonly number[]): number {
  const position = a.findIndex((value, index) => value !== b[index]);
  return position < 0 ? 0 : (a[position] ?? 0) - (b[position] ?? 0);
}
