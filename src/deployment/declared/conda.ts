import { fileName } from "../../pins/repository-path.ts";
import { isSpecifier } from "../../python/version.ts";
import { declaredAt, type PythonReader, pythonVersion } from "./reader.ts";

/** `- python=3.10`, `- conda-forge::python>=3.9,<3.12`, `- python 3.10.*` of an environment that has vLLM too. */
const PYTHON = /^[ \t]*-[ \t]*["']?(?:[\w-]+::)?python[ \t]*([ =<>!~][^"'#\n]{0,100})/m;

/** conda's `environment.yml` (docs.conda.io, "Package match specifications"). */
export const conda: PythonReader = {
  matches: (path) => /^(?:[\w.-]*[-_.])?(?:environment|conda)(?:[-_.][\w.-]*)?\.ya?ml$/i.test(fileName(path)),
  read: (text, path) => {
    if (!/^[ \t]*-[ \t]*["']?vllm\b/m.test(text)) return [];
    const found = PYTHON.exec(text);
    const raw = found?.[1]?.trim();
    if (found === null || raw === undefined || raw === "") return [];
    const offset = found.index + found[0].lastIndexOf(raw);
    // `=3.10` and `3.10.*` are any 3.10.
    const version = pythonVersion(raw.replace(/^=*\s*/, "").replace(/\.\*$/, ""));
    if (version !== undefined)
      return [declaredAt(text, path, { raw, offset }, { python: { version }, by: fileName(path) })];
    if (!isSpecifier(raw)) return [];
    return [declaredAt(text, path, { raw, offset }, { python: { specifier: raw }, by: fileName(path) })];
  },
};
