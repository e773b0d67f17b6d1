import { fileName, folderOf } from "../../pins/repository-path.ts";
import { declaredAt, type PythonReader } from "./reader.ts";

/** `.python-version` (pyenv, uv) and `runtime.txt` (Heroku's build packs, and hosts that follow them), beside a file that asks for vLLM. */
export const versionFile: PythonReader = {
  matches: (path) => /^(?:\.python-version|runtime\.txt)$/.test(fileName(path)),
  read: (text, path, projects) => {
    if (!projects.isIn(folderOf(path))) return [];
    const [before = "", version] = /^\s*(?:cpython[@-]|python-)?(3\.\d{1,2}(?:\.\d{1,2})?)(?![\d.])/.exec(text) ?? [];
    if (version === undefined) return [];
    const offset = before.length - version.length;
    return [declaredAt(text, path, { raw: version, offset }, { python: { version }, by: fileName(path) })];
  },
};
