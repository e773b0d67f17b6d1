/** Where the repository's modules are, and which file an import means. */
export interface ModuleIndex {
  /** Folders where first-party modules begin, relative to the repository, the repository itself first (`""`). */
  readonly roots: readonly string[];
  /** The files that `import dotted` in a file may mean: usually one, several when roots overlap, none for other people's modules. */
  find(dotted: string, importer: string): readonly string[];
  /** `..utils` in `a/b/c.py` is `a.utils`; `undefined` when it climbs out of the repository. */
  absolute(module: string, level: number, importer: string): string | undefined;
}

/** More search folders than that cost more than they find. */
const MOST_ROOTS = 200;

/** @param paths every Python file of the repository */
export function indexModules(paths: readonly string[]): ModuleIndex {
  const files = new Set(paths);
  const roots = packageRoots(paths, files);
  const inRoot = (root: string, dotted: string): string[] => {
    const stem = join(root, dotted.replaceAll(".", "/"));
    return [`${stem}.py`, `${stem}/__init__.py`].filter((path) => files.has(path));
  };
  return {
    roots,
    find: (dotted, importer) => {
      // A script's own folder comes first, as when it is run.
      for (const root of [folderOf(importer), ...roots]) {
        const found = inRoot(root, dotted);
        if (found.length > 0) return found;
      }
      return [];
    },
    absolute: (module, level, importer) => {
      const folders = importer.split("/").slice(0, -1);
      const climbed = level - 1;
      if (climbed > folders.length) return undefined;
      const base = folders.slice(0, folders.length - climbed);
      return [...base, ...(module === "" ? [] : module.split("."))].join(".");
    },
  };
}

/** The parent of each topmost package, each `src` folder, and the repository. */
function packageRoots(paths: readonly string[], files: ReadonlySet<string>): string[] {
  const roots = new Map<string, number>([["", Number.POSITIVE_INFINITY]]);
  for (const path of paths) {
    let folder = folderOf(path);
    if (!files.has(join(folder, "__init__.py"))) {
      if (/(?:^|\/)src$/.test(folder)) count(roots, folder);
      continue;
    }
    while (folder !== "" && files.has(join(folderOf(folder), "__init__.py"))) folder = folderOf(folder);
    count(roots, folderOf(folder));
  }
  return [...roots]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, MOST_ROOTS)
    .map(([root]) => root);
}

function count(roots: Map<string, number>, root: string): void {
  roots.set(root, (roots.get(root) ?? 0) + 1);
}

function folderOf(path: string): string {
  return path.split("/").slice(0, -1).join("/");
}

function join(folder: string, name: string): string {
  return folder === "" ? name : `${folder}/${name}`;
}
