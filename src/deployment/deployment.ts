import { isVendored } from "../pins/formats.ts";
import type { DeclaredPython, Manifest } from "../pins/manifest.ts";
import type { Pin } from "../pins/pin.ts";
import type { FileTree } from "../platform/tree.ts";
import { type BuildLabels, buildLabels } from "./build-labels.ts";
import { pythonReaderOf } from "./declared/readers.ts";
import { type InstallingImage, installingImages } from "./installing-images.ts";
import { type VllmProjects, vllmProjects } from "./vllm-projects.ts";

/** What the repository says that vLLM is installed on. */
export interface InstalledOn {
  /** Sorted by file and line. */
  readonly pythons: readonly DeclaredPython[];
  readonly images: readonly InstallingImage[];
  /** Of the pin that decides the version. */
  readonly labels: BuildLabels;
}

/** Longer ones are generated. Characters. */
const MAX_LENGTH = 500_000;

/**
 * Reads what the manifests do not tell: other files that name a Python. One that cannot be read says nothing.
 *
 * @param pin the one that decides the version; absent where the versions were given
 */
export async function readInstalledOn(
  tree: FileTree,
  manifests: readonly Manifest[],
  pin: Pin | undefined,
): Promise<InstalledOn> {
  const projects = vllmProjects(manifests);
  const paths = (await tree.list()).filter((path) => pythonReaderOf(path) !== undefined && !isVendored(path));
  const elsewhere = await Promise.all(
    paths.map(async (path) => {
      const text = await tree.read(path);
      if (text === undefined || text.length > MAX_LENGTH) return [];
      return pythonReaderOf(path)?.read(text, path, projects) ?? [];
    }),
  );
  const pythons = [...inManifests(manifests, projects), ...elsewhere.flat()];
  return {
    pythons: pythons.sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1)),
    images: installingImages(manifests, projects),
    labels: pin === undefined ? {} : buildLabels(pin, manifests),
  };
}

function inManifests(manifests: readonly Manifest[], projects: VllmProjects): readonly DeclaredPython[] {
  return manifests.flatMap(({ file, pythons = [] }) => (pythons.length > 0 && projects.asks(file) ? pythons : []));
}
