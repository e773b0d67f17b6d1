import { deploymentName, isProject, PROJECT_FORMATS } from "./deployment-name.ts";
import { type FileGroup, fileGroups, type NamedDeployment } from "./file-groups.ts";
import { homeFolder, isBesideThePoint, isScriptLock, namesBuild } from "./path-meaning.ts";
import type { Pin } from "./pin.ts";
import { pulledIn } from "./pulled-in.ts";
import type { PinReading } from "./read.ts";
import { type Repository, repositoryOf } from "./repository.ts";
import { folderOf } from "./repository-path.ts";

/** Pins that are deployed together: they have to name one release. A pin that several deployments install stands in each of them. */
export interface Deployment {
  /** As a person would call it: `docker/Dockerfile.rocm`, `helm/`, `the repository's package`, or the configured name. */
  readonly name: string;
  /** Its own files; POSIX, relative to the repository root. */
  readonly files: readonly string[];
  /** Sorted as the reading has them. */
  readonly pins: readonly Pin[];
}

/**
 * Which pins are deployed together, by what the files say and where they lie. Without guessing from versions: two files that are at
 * one version by chance are not one deployment, and files that belong together do not fall apart when they stop agreeing.
 *
 * - what the configuration names, first match first;
 * - what lies in one folder under plain names: a package, its lock, its Dockerfile (also in `docker/`), its compose file and `.env`;
 *   a Helm chart's values and templates;
 * - with each file what it pulls in: `-r`, `-c`, a local project, the lock of its workspace, what a lock or a compiled file was made from;
 * - a variant by name (`Dockerfile.rocm`, `requirements-cu128.txt`, `values-prod.yaml`) alone, with what it pulls in;
 * - each script, workflow, notebook and manifest alone: they are run one at a time;
 * - a version that code asks for when it runs with the package that the code is in.
 *
 * Sorted: what is beside the point last, builds for a platform or version and scripts' locks before it, else from the root down.
 */
export function deploymentsOf(
  { manifests, pins }: Pick<PinReading, "manifests" | "pins">,
  named: readonly NamedDeployment[] = [],
): readonly Deployment[] {
  const repository = repositoryOf(manifests);
  const groups = fileGroups(manifests, pins, named);
  for (const group of groups) {
    for (const file of group.own) for (const more of pulledIn(file, repository)) group.files.add(more);
  }
  const asking = new Set(pins.flatMap(({ file, role }) => (role === "check" ? [] : [file])));
  const packages = groups.filter(({ files }) => [...files].some((file) => asking.has(file)));
  const made = groups.map((group) => ({
    group,
    pins: pins.filter((pin) =>
      pin.role === "check" ? packageOf(pin, groups, packages) === group : group.files.has(pin.file),
    ),
  }));
  const filled = made.filter((one) => one.pins.length > 0);
  return filled
    .filter((one) => !isPartOf(one, filled, repository))
    .map(({ group, pins: own }) => ({
      name: deploymentName(group, own, repository),
      files: [...group.own].sort(),
      pins: own,
    }))
    .sort((a, b) => compareKeys(sortKey(a), sortKey(b)));
}

/** The package that code is in: the nearest folder above it with a pin of its own. Without one it stands alone. */
function packageOf({ file }: Pin, groups: readonly FileGroup[], packages: readonly FileGroup[]): FileGroup | undefined {
  const own = groups.find((group) => group.own.has(file));
  if (own?.named !== undefined) return own;
  for (let folder = folderOf(file); ; folder = folderOf(folder)) {
    const above = packages.find(({ key }) => key === `${folder}/`);
    if (above !== undefined) return above;
    if (folder === "") return own;
  }
}

interface Made {
  readonly group: FileGroup;
  readonly pins: readonly Pin[];
}

/**
 * What one other deployment contains is a part of it (a requirements file that one Dockerfile installs); what several contain is a
 * deployment of its own, and so is a project. A file without a pin that pulls in what stands together anyway adds nothing.
 */
function isPartOf(made: Made, all: readonly Made[], repository: Repository): boolean {
  if (made.group.named !== undefined) return false;
  const others = all.filter((other) => other !== made && made.pins.every((pin) => other.pins.includes(pin)));
  const wider = others.filter((other) => other.pins.length > made.pins.length);
  // A project and its lock pull in each other: it goes by the project's name.
  const order = (one: Made) => (isProject(one.group, repository) ? 0 : all.length) + all.indexOf(one);
  if (others.some((other) => !wider.includes(other) && order(other) < order(made))) return true;
  if (!made.pins.some((pin) => made.group.own.has(pin.file) || pin.role === "check")) return wider.length > 0;
  return !isPinnedProject(made) && wider.length === 1;
}

function isPinnedProject({ group, pins }: Made): boolean {
  return pins.some(({ file, format }) => group.own.has(file) && PROJECT_FORMATS.has(format));
}

type Key = readonly (number | string)[];

function sortKey({ name, files }: Deployment): Key {
  const [first = name] = files;
  return [
    Number(isBesideThePoint(first)),
    Number(namesBuild(first) || isScriptLock(first)),
    homeFolder(first).split("/").filter(Boolean).length,
    name,
  ];
}

function compareKeys(a: Key, b: Key): number {
  const position = a.findIndex((value, index) => value !== b[index]);
  const [left = 0, right = 0] = [a[position], b[position]];
  return position < 0 ? 0 : left < right ? -1 : 1;
}
