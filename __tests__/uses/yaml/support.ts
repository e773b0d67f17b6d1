import { expect } from "vitest";
import type { UseContext } from "../../../src/uses/reader.ts";
import type { Use } from "../../../src/uses/use.ts";
import { yamlReaders } from "../../../src/uses/yaml/readers.ts";
import { summary, textAt, useContext } from "../support/shell.ts";

let context: UseContext | undefined;

/** The uses of a YAML file, read by the one reader that takes it. */
export async function usesOf(
  path: string,
  text: string,
  files: Readonly<Record<string, string>> = {},
): Promise<readonly Use[]> {
  context ??= await useContext(["CUDA_VISIBLE_DEVICES"]);
  const readers = yamlReaders.filter((reader) => reader.matches({ path, text }));
  expect(readers.length).toBeLessThan(2);
  const inReach = { ...context, text: (name: string) => files[name] };
  return readers.flatMap((reader) => reader.read({ path, text }, inReach));
}

/** `line:column format use` of each, in the order of their places. Words are checked to stand where they say. */
export async function linesOf(
  path: string,
  text: string,
  files: Readonly<Record<string, string>> = {},
): Promise<string[]> {
  const uses = await usesOf(path, text, files);
  for (const use of uses) {
    expect(use.place.path).toBe(path);
    for (const word of use.kind === "command" ? use.words : []) {
      const written = textAt(text, word.place);
      if (/^[\w./-]+$/.test(word.text) && !/[${]/.test(written)) expect(written).toContain(word.text);
    }
    for (const { key, place } of use.kind === "config-file" ? use.keys : []) expect(textAt(text, place)).toContain(key);
    if (use.kind === "variable") expect(textAt(text, use.place)).toContain(use.name);
  }
  return [...uses]
    .sort((a, b) => a.place.line - b.place.line || a.place.column - b.place.column)
    .map((use) => `${use.place.line}:${use.place.column} ${use.format} ${summary(use)}`);
}
