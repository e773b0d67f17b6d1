/** `./libs/a`, `../b`, `.`, `/opt/c`, `file:…`, `dist/d.whl`: a path, not a name from an index. */
export function isLocalPath(text: string): boolean {
  if (/^[a-z][a-z0-9+.-]+:/i.test(text)) return /^file:/i.test(text);
  return /^(?:\.{0,2}\/|\.{1,2}(?:$|[[\s;])|~\/)/.test(text) || /^[^\s@;]*\.(?:whl|tar\.gz|zip)(?:$|[[\s;])/.test(text);
}

/**
 * A local path made relative to the repository root, `./` first; absolute paths and addresses stay as they are.
 * `undefined` for the folder itself: the project, or the root.
 */
export function fromRoot(path: string, folder: string): string | undefined {
  if (/^(?:\/|~|[a-z]+:\/\/)/i.test(path)) return path;
  const joined = normalizePath(`${folder}/${path.replace(/^file:/i, "")}`);
  if (joined === normalizePath(folder)) return undefined;
  return joined.startsWith("..") ? joined : `./${joined}`;
}

/** POSIX path without `.` and inner `..`; starts with `..` when it leaves the root, `""` is the root. */
export function normalizePath(path: string): string {
  const parts: string[] = [];
  for (const part of path.replaceAll("\\", "/").split("/")) {
    if (part === "" || part === ".") continue;
    if (part === ".." && parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else parts.push(part);
  }
  return parts.join("/");
}

/** The folder of a file, `""` for the root. */
export function folderOf(file: string): string {
  return file.includes("/") ? file.slice(0, file.lastIndexOf("/")) : "";
}

export function fileName(file: string): string {
  return file.slice(file.lastIndexOf("/") + 1);
}
