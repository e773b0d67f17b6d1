/**
 * Why a member's name must not become a path below a folder, or `undefined` when it may: APPNOTE 4.4.17.1 asks for relative
 * names with forward slashes, and an archive need not do what it is asked.
 *
 * @returns goes on after the name: "leads out of its folder"
 */
export function pathProblem(name: string): string | undefined {
  if (name === "") return "has no name";
  if (/\p{Cc}/u.test(name)) return "has a control character in its name";
  if (name.includes("\\")) return "has a backslash in its name";
  if (name.startsWith("/") || /^[A-Za-z]:/.test(name)) return "has an absolute path";
  const segments = name.split("/");
  if (segments.includes("..")) return "leads out of its folder";
  if (segments.includes("") || segments.includes(".")) return "has a path that is not in its shortest form";
  return undefined;
}

/**
 * The first name that is there twice, or is a file and also the folder of another: both cannot be in one folder.
 *
 * @param names as `pathProblem` allows them; a folder's own may end in a slash
 */
export function clashingName(names: readonly string[]): string | undefined {
  const folders = new Set<string>();
  const files = new Set<string>();
  const spelled = new Set<string>();
  for (const name of names) {
    const path = name.endsWith("/") ? name.slice(0, -1) : name;
    if (spelled.has(path)) return name;
    spelled.add(path);
    if (path === name) files.add(path);
    for (let at = path.lastIndexOf("/"); at > 0; at = path.lastIndexOf("/", at - 1)) {
      const folder = path.slice(0, at);
      // All its parents were added with it.
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  }
  return [...files].find((file) => folders.has(file));
}
