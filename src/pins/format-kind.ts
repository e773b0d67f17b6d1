import type { PinFormatId } from "./pin.ts";

/**
 * What a file of a format is, as far as it matters to how its pins belong together.
 *
 * - `declaration`: says what a folder's code needs
 * - `lock`: what a resolver chose of that
 * - `image`: how an image is built, from a base and commands
 * - `service`: what is deployed, several things in one file
 * - `variables`: values for another file
 * - `script`: commands, with branches, run when somebody runs them
 * - `document`: read by people alone
 */
export type FormatKind = "declaration" | "lock" | "image" | "service" | "variables" | "script" | "document";

const KINDS: Readonly<Record<PinFormatId, FormatKind>> = {
  requirements: "declaration",
  pyproject: "declaration",
  "setup-py": "declaration",
  "setup-cfg": "declaration",
  pipfile: "declaration",
  conda: "declaration",
  "uv-lock": "lock",
  "poetry-lock": "lock",
  "pdm-lock": "lock",
  "pipfile-lock": "lock",
  pylock: "lock",
  dockerfile: "image",
  apptainer: "image",
  compose: "service",
  kubernetes: "service",
  dotenv: "variables",
  workflow: "script",
  shell: "script",
  makefile: "script",
  python: "script",
  notebook: "script",
  literals: "script",
  document: "document",
};

export function isKind(format: PinFormatId, ...kinds: readonly FormatKind[]): boolean {
  return kinds.includes(KINDS[format]);
}
