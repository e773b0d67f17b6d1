import type { Pin, PinFormatId, PinReference, PinRole } from "../../src/pins/pin.ts";
import { type PinReading, readManifests } from "../../src/pins/read.ts";
import type { FileTree } from "../../src/platform/tree.ts";
import { loadPython } from "./python-grammar.ts";

/** A repository in memory. */
export function treeOf(files: Readonly<Record<string, string>>): FileTree {
  return {
    list: async () => Object.keys(files).sort(),
    read: async (path) => files[path],
    tooLarge: async () => undefined,
  };
}

/** The pins of a repository in memory, read by the real parsers. */
export function readingOf(files: Readonly<Record<string, string>>): Promise<PinReading> {
  return readManifests(treeOf(files), loadPython);
}

/** An exact pin in requirements.txt, unless said otherwise. */
export function pin(over: Partial<Pin> & { readonly version?: string } = {}): Pin {
  const { version = "0.31.0", ...rest } = over;
  const reference: PinReference = { kind: "exact", version };
  const role: PinRole = "requirement";
  const format: PinFormatId = "requirements";
  const specifier = `==${version}`;
  return {
    file: "requirements.txt",
    line: 1,
    column: 1,
    raw: `vllm${specifier}`,
    specifier,
    reference,
    format,
    role,
    ...rest,
  };
}
