import type { DeclaredPython } from "../../pins/manifest.ts";
import { lineIndex } from "../../text/line-index.ts";
import type { VllmProjects } from "../vllm-projects.ts";

/** A kind of file that says which Python the repository runs on. Adding one: a file in this folder and a row in `readers.ts`. */
export interface PythonReader {
  matches(path: string): boolean;
  /** What it says of the Python that vLLM runs on; nothing where it has nothing to do with vLLM. Never throws on bad input. */
  read(text: string, path: string, projects: VllmProjects): readonly DeclaredPython[];
}

/** One CPython version as people write it, `3.10` or `3.10.4`; `undefined` for what is no such version. */
export function pythonVersion(text: string): string | undefined {
  return /^3\.\d{1,2}(?:\.\d{1,2})?$/.test(text) ? text : undefined;
}

/** A declaration at an offset of the text. */
export function declaredAt(
  text: string,
  file: string,
  { raw, offset }: { readonly raw: string; readonly offset: number },
  { python, by }: Pick<DeclaredPython, "python" | "by">,
): DeclaredPython {
  return { file, ...lineIndex(text)(offset), raw, python, by };
}
