import type { FileTree } from "./tree.ts";

/** A tree whose files are read once, whoever asks: several checks look at the same ones. */
export function rememberingTree(tree: FileTree): FileTree {
  const texts = new Map<string, Promise<string | undefined>>();
  const said = new Map<string, Promise<ReadonlySet<string> | undefined>>();
  return {
    ...tree,
    saying(word) {
      const known = said.get(word) ?? tree.saying?.(word) ?? Promise.resolve(undefined);
      said.set(word, known);
      return known;
    },
    read(path) {
      const known = texts.get(path) ?? tree.read(path);
      texts.set(path, known);
      return known;
    },
  };
}
