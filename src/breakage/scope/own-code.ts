import { outsideVendored, vendoredFolder } from "./exclusions.ts";
import type { ModuleIndex } from "./module-index.ts";
import type { ImportingFile } from "./reach.ts";

/**
 * Folders below `third_party/` and its like that hold the repository's own code all the same: what was copied from elsewhere knows
 * nothing of the repository, and a file of such a folder imports what stands outside of it. So do people name where they keep what
 * they wrote for a library.
 */
export function ownFolders(files: readonly ImportingFile[], modules: ModuleIndex): ReadonlySet<string> {
  const own = new Set<string>();
  for (const { path, imports } of files) {
    const folder = vendoredFolder(path);
    if (folder === undefined || own.has(folder)) continue;
    const leaves = imports.some(({ module, names, level }) => {
      // A copy's own absolute imports may be named like something of the repository's: only a dotted path is sure to mean that.
      const dotted = level === 0 ? module : modules.absolute(module, level, path);
      if (dotted === undefined || dotted === "") return false;
      const wanted = [dotted, ...names.map((name) => `${dotted}.${name}`)].filter((each) => each.includes("."));
      return wanted.some((each) => modules.find(each, path).some(outsideVendored));
    });
    if (leaves) own.add(folder);
  }
  return own;
}
