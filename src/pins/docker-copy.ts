import { UNKNOWN } from "../uses/use.ts";
import type { Include } from "./manifest.ts";
import { fileName, folderOf, normalizePath } from "./repository-path.ts";

/** By the name that a file has in the image: the path it was copied from, relative to the build's context. */
export type CopiedFiles = Map<string, string>;

/**
 * Notes what a `COPY` or `ADD` puts into the image ("Dockerfile reference", COPY: a destination that is a folder keeps the names). What comes
 * from another image or stage, and what a pattern or a variable names, is not known.
 *
 * @param words of the instruction, behind its keyword
 */
export function noteCopied(words: readonly string[], copied: CopiedFiles): void {
  if (words.some((word) => word.startsWith("--from="))) return;
  const paths = words.filter((word) => !word.startsWith("--"));
  const destination = paths.at(-1) ?? "";
  const sources = paths.slice(0, -1);
  const renamed = sources.length === 1 && isFile(destination);
  for (const source of sources) {
    if (!isFile(source) || /[*?[$<]|:\/\//.test(source) || source.includes(UNKNOWN)) continue;
    copied.set(fileName(renamed ? destination : source), source);
  }
}

/**
 * An include of a build, at the places that the file it names may have been copied from: the context is a folder around the Dockerfile. A
 * path that says more than the name (`requirements/gpu.txt`) is looked for as it is first.
 */
export function copiedFrom(include: Include, copied: CopiedFiles, file: string): Include {
  const [name, folder] = [fileName(include.path), folderOf(file)];
  const source = copied.get(name);
  if (source === undefined) return include;
  const bare = [name, normalizePath(`${folder}/${name}`)];
  const written = [include.path, ...(include.alternatives ?? [])].filter((path) => !bare.includes(path));
  const around = folder.split("/").map((_, index, parts) => parts.slice(0, parts.length - index).join("/"));
  const contexts = [...around, ""].map((context) => normalizePath(`${context}/${source}`));
  const [path = source, ...alternatives] = new Set([...written, ...contexts]);
  return { ...include, path, alternatives };
}

/** By its extension: `requirements.txt`, not `src` or `/app/`. */
function isFile(path: string): boolean {
  return /[^/.]\.\w+$/.test(path);
}
