import { join } from "node:path";
import { expect } from "vitest";
import { formatOfPath } from "../../src/pins/formats.ts";
import type { Manifest } from "../../src/pins/manifest.ts";
import type { Pin } from "../../src/pins/pin.ts";
import { type PinReading, readManifests } from "../../src/pins/read.ts";
import { execute } from "../../src/platform/exec.ts";
import type { FileTree } from "../../src/platform/tree.ts";
import { workTree } from "../../src/platform/work-tree.ts";
import { loadPython } from "../support/python-grammar.ts";

/** A tree of texts, in memory. */
export function memoryTree(files: Readonly<Record<string, string>>): FileTree {
  return {
    list: async () => Object.keys(files).sort(),
    read: async (path) => files[path],
    tooLarge: async () => undefined,
  };
}

/** A mini-repository of `__tests__/fixtures/pins`, read as the action reads a checkout. */
export function fixture(name: string): FileTree {
  const path = process.env["PATH"] ?? "/usr/bin:/bin";
  return workTree(join(import.meta.dirname, "../fixtures/pins", name), execute, { PATH: path });
}

export function read(files: Readonly<Record<string, string>>): Promise<PinReading> {
  return readManifests(memoryTree(files), loadPython);
}

const python = await loadPython();

/** One file, parsed by the format its path chooses, with every pin checked to stand where it says. */
export function parse(file: string, text: string): Manifest {
  const format = formatOfPath(file);
  if (format === undefined) throw new Error(`${file} has no format`);
  const manifest = format.parse(text, file, { python, beside: () => undefined });
  for (const pin of manifest.pins) expectInPlace(text, pin);
  return manifest;
}

/** `raw` is one line and stands at the pin's line and column, counted the way an editor counts. */
export function expectInPlace(text: string, pin: Pin): void {
  expect(pin.raw).not.toMatch(/[\r\n]/);
  expect(pin.raw).not.toBe("");
  const line = text.split("\n")[pin.line - 1] ?? "";
  expect(line.slice(pin.column - 1, pin.column - 1 + pin.raw.length)).toBe(pin.raw);
}

/** Pins as short lines: `12:3 requirement/extra:audio vllm==0.31.0`. */
export function summary(manifest: Pick<Manifest, "pins">): readonly string[] {
  return manifest.pins.map(({ line, column, role, group, groupKind, raw }) => {
    return `${line}:${column} ${role}${group === undefined ? "" : `/${groupKind}:${group}`} ${raw}`;
  });
}

export function requirementTexts(manifest: Manifest): readonly string[] {
  return manifest.requirements.map(({ text }) => text);
}
