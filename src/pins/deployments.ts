import { globMatches } from "./glob.ts";
import type { Manifest } from "./manifest.ts";
import { homeFolder, isBesideThePoint, isVariant, namesBuild } from "./path-meaning.ts";
import type { Pin, PinFormatId } from "./pin.ts";
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

/** A deployment as the configuration file names it: its files by globs from the root (`deploy/**`, `docker/Dockerfile`). */
export interface NamedDeployment {
  readonly name: string;
  readonly files: readonly string[];
}

/** Files of these formats that lie in one folder, under plain names, describe one thing. */
const OF_A_FOLDER: ReadonlySet<PinFormatId> = new Set<PinFormatId>([
  "requirements",
  "pyproject",
  "setup-py",
  "setup-cfg",
  "pipfile",
  "conda",
  "uv-lock",
  "poetry-lock",
  "pdm-lock",
  "pipfile-lock",
  "pylock",
  "dockerfile",
  "apptainer",
  "compose",
  "dotenv",
]);

interface Group {
  readonly key: string;
  readonly own: Set<string>;
  readonly files: Set<string>;
  readonly named?: string;
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
 * Sorted: what is beside the point last, builds for a platform or version before it, else from the root down.
 */
export function deploymentsOf(
  { manifests, pins }: Pick<PinReading, "manifests" | "pins">,
  named: readonly NamedDeployment[] = [],
): readonly Deployment[] {
  const repository = repositoryOf(manifests);
  const groups = grouped(manifests, pins, named);
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
      name: nameOf(group, own, repository),
      files: [...group.own].sort(),
      pins: own,
    }))
    .sort((a, b) => compareKeys(sortKey(a), sortKey(b)));
}

function grouped(manifests: readonly Manifest[], pins: readonly Pin[], named: readonly NamedDeployment[]): Group[] {
  const groups = new Map<string, Group>();
  const put = (key: string, file: string, name?: string) => {
    const group = groups.get(key) ?? {
      key,
      own: new Set<string>(),
      files: new Set<string>(),
      ...(name === undefined ? {} : { named: name }),
    };
    groups.set(key, group);
    group.own.add(file);
    group.files.add(file);
  };
  const formats = new Map(manifests.map(({ file, format }) => [file, format]));
  for (const { file, format } of pins) if (!formats.has(file)) formats.set(file, format);
  for (const [file, format] of formats) {
    const chosen = named.find(({ files }) => files.some((glob) => coversFile(glob, file)));
    if (chosen !== undefined) put(`named ${chosen.name}`, file, chosen.name);
    else put(homeOf(file, format), file);
  }
  return [...groups.values()];
}

/** Globs start at the root; one that ends in `/` means everything below. */
export function coversFile(glob: string, file: string): boolean {
  return globMatches(glob.endsWith("/") ? `${glob}**` : glob, file);
}

function homeOf(file: string, format: PinFormatId): string {
  const ofFolder = OF_A_FOLDER.has(format) || isOfChart(file, format);
  return ofFolder && !isVariant(file) ? `${homeFolder(file)}/` : file;
}

function isOfChart(file: string, format: PinFormatId): boolean {
  return format === "kubernetes" && /(?:^|\/)(?:values\.ya?ml$|templates\/)/i.test(file);
}

/** The package that code is in: the nearest folder above it with a pin of its own. Without one it stands alone. */
function packageOf({ file }: Pin, groups: readonly Group[], packages: readonly Group[]): Group | undefined {
  const own = groups.find((group) => group.own.has(file));
  if (own?.named !== undefined) return own;
  for (let folder = folderOf(file); ; folder = folderOf(folder)) {
    const above = packages.find(({ key }) => key === `${folder}/`);
    if (above !== undefined) return above;
    if (folder === "") return own;
  }
}

interface Made {
  readonly group: Group;
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

const PROJECT: ReadonlySet<PinFormatId> = new Set<PinFormatId>(["pyproject", "setup-py", "setup-cfg", "pipfile"]);

function isPinnedProject({ group, pins }: Made): boolean {
  return pins.some(({ file, format }) => group.own.has(file) && PROJECT.has(format));
}

function isProject({ own }: Group, repository: Repository): boolean {
  return [...own].some((file) => {
    const format = repository.manifest(file)?.format;
    return format !== undefined && PROJECT.has(format);
  });
}

function nameOf(group: Group, pins: readonly Pin[], repository: Repository): string {
  const { key, named, own } = group;
  if (named !== undefined) return named;
  const pinned = [...own].filter((file) => pins.some((pin) => pin.file === file));
  const files = pinned.length === 0 ? [...own] : pinned;
  const [only = key] = files;
  if (files.length === 1 || !key.endsWith("/")) return only;
  const folder = files.map(folderOf).reduce(commonFolder);
  if (folder !== "") return `${folder}/`;
  return isProject(group, repository) ? "the repository's package" : "the repository's root folder";
}

function commonFolder(a: string, b: string): string {
  const [left, right] = [a.split("/"), b.split("/")];
  const end = left.findIndex((part, index) => part !== right[index]);
  return end === -1 ? a : left.slice(0, end).join("/");
}

type Key = readonly (number | string)[];

function sortKey({ name, files }: Deployment): Key {
  const [first = name] = files;
  return [
    Number(isBesideThePoint(first)),
    Number(namesBuild(first)),
    homeFolder(first).split("/").filter(Boolean).length,
    name,
  ];
}

function compareKeys(a: Key, b: Key): number {
  const position = a.findIndex((value, index) => value !== b[index]);
  const [left = 0, right = 0] = [a[position], b[position]];
  return position < 0 ? 0 : left < right ? -1 : 1;
}
