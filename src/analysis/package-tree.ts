import type { FileTree } from "../platform/tree.ts";

/** Python of several packages, as they lie beside each other where they are installed. */
export interface PackageTree extends FileTree {
  /** The package that a path is of. */
  packageOf(path: string): string | undefined;
}

/** @param packages the Python of each by path in its wheel; where two have one path, it is the first one's */
export function packageTree(packages: ReadonlyMap<string, Readonly<Record<string, string>>>): PackageTree {
  const files = new Map<string, { readonly name: string; readonly text: string }>();
  for (const [name, texts] of packages) {
    for (const [path, text] of Object.entries(texts)) if (!files.has(path)) files.set(path, { name, text });
  }
  return {
    list: async () => [...files.keys()].sort(),
    read: async (path) => files.get(path)?.text,
    tooLarge: async () => undefined,
    packageOf: (path) => files.get(path)?.name,
  };
}
