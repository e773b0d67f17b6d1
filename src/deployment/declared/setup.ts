import { fileName, folderOf } from "../../pins/repository-path.ts";
import { isSpecifier } from "../../python/version.ts";
import { declaredAt, type PythonReader } from "./reader.ts";

/** `python_requires` of `setup.py` (read, never run) and of `setup.cfg`. */
export const setup: PythonReader = {
  matches: (path) => /^setup\.(?:py|cfg)$/.test(fileName(path)),
  read: (text, path, projects) => {
    if (!projects.asks(path) && !projects.isIn(folderOf(path))) return [];
    const found = /\bpython_requires[ \t]*=[ \t]*(?:(["'])([^"'\n]{1,200})\1|([^"'\s#][^\n#"']{0,200}))/.exec(text);
    const specifier = (found?.[2] ?? found?.[3])?.trim();
    if (found === null || specifier === undefined || !isSpecifier(specifier)) return [];
    const offset = found.index + found[0].indexOf(specifier, "python_requires".length);
    return [declaredAt(text, path, { raw: specifier, offset }, { python: { specifier }, by: "python_requires" })];
  },
};
