import { join } from "node:path";
import { loadPythonParser } from "../../src/platform/syntax-parsers.ts";

export const parsePython = await loadPythonParser(join(import.meta.dirname, "..", ".."));

/** A release's Python, written as `{"vllm/envs.py": "…"}`. */
export const release = (files: Readonly<Record<string, string>>): ReadonlyMap<string, string> =>
  new Map(Object.entries(files));
