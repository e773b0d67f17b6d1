import { conda } from "./conda.ts";
import type { PythonReader } from "./reader.ts";
import { setup } from "./setup.ts";
import { versionFile } from "./version-file.ts";
import { workflow } from "./workflow.ts";

/** Every kind of file besides `pyproject.toml` that a Python is declared in; the first that matches a path reads it. */
const READERS: readonly PythonReader[] = [versionFile, setup, conda, workflow];

export function pythonReaderOf(path: string): PythonReader | undefined {
  return READERS.find((reader) => reader.matches(path));
}
