import { formatRequirement, parseRequirement } from "../python/requirement.ts";
import type { GroupOf } from "./draft.ts";
import {
  type DeclaredRequirement,
  groupKey,
  type InstallCommand,
  type Manifest,
  type PlacedRequirement,
} from "./manifest.ts";
import type { Pin, PinFormatId } from "./pin.ts";
import { isLock, type Repository } from "./repository.ts";
import { folderOf } from "./repository-path.ts";
import { VLLM } from "./vllm.ts";

/** What stands together with a pin: requirements in order, and the manifests they come from. */
export interface Gathered {
  readonly file: string;
  readonly declared: readonly PlacedRequirement[];
  readonly sources: readonly Manifest[];
  /** Those that stand in the groups that are installed. */
  readonly commands: readonly InstallCommand[];
  readonly preferences: ReadonlyMap<string, string>;
}

interface Collection {
  readonly repository: Repository;
  readonly declared: PlacedRequirement[];
  readonly sources: Set<Manifest>;
  readonly commands: InstallCommand[];
  readonly preferences: Map<string, string>;
}

export function gather(pin: Pin, repository: Repository): Gathered {
  const start = startOf(pin, repository);
  const collection: Collection = {
    repository,
    declared: [],
    sources: new Set(),
    commands: [],
    preferences: new Map(),
  };
  if (start !== undefined) {
    visit(withCommandOf(pin, start), groupsAround(pin, start), "requirement", collection);
    if (start.format === "pyproject" || start.format === "pipfile") addWorkspace(start, collection);
  }
  const { declared, sources, commands, preferences } = collection;
  return { file: start?.file ?? pin.file, declared, sources: [...sources], commands, preferences };
}

function startOf(pin: Pin, repository: Repository): Manifest | undefined {
  const own = repository.manifest(pin.file);
  // What code asks for when it runs installs nothing.
  if (own === undefined || pin.role === "check") return undefined;
  if (own.format === "requirements") return repository.manifest(repository.top(own.file));
  if (!isLock(own.format)) return own;
  const project = repository.projectOf(own);
  if (project === undefined || asksForVllm(project)) return project ?? own;
  // The lock is the workspace's; one of its members asks for vLLM.
  const member = repository.manifests.find(
    (other) => asksForVllm(other) && repository.workspaceRoot(other) === project,
  );
  return member ?? project;
}

/** Of a file with several commands, what the pin's own installs; of one whose pin is in none (an image), nothing. */
function withCommandOf(pin: Pin, start: Manifest): Manifest {
  const { requirements } = start;
  if (requirements.every(({ command }) => command === undefined)) return start;
  const own = requirements.find(({ name, line }) => name === VLLM && line === pin.line)?.command;
  const isOwn = ({ command }: DeclaredRequirement) => command !== undefined && command === own;
  const commands = start.commands?.filter((one) => one.requirements.some(isOwn)) ?? [];
  return { ...start, requirements: requirements.filter(isOwn), commands };
}

function asksForVllm(manifest: Manifest): boolean {
  return manifest.requirements.some(({ name }) => name === VLLM);
}

/** Formats whose requirements stand in groups: extras, build stages, jobs, targets, the scripts of a manifest. */
const GROUPED: ReadonlySet<PinFormatId> = new Set([
  "pyproject",
  "setup-py",
  "setup-cfg",
  "pipfile",
  "dockerfile",
  "apptainer",
  "compose",
  "kubernetes",
  "workflow",
  "makefile",
]);

/** Groups installed with the pin; `""` is what belongs to no group. `undefined` where a format has no groups. */
function groupsAround(pin: Pin, start: Manifest): ReadonlySet<string> | undefined {
  if (!GROUPED.has(start.format)) return undefined;
  // An image in no group is a container of its own: what scripts beside it install is not in it.
  const own =
    pin.file === start.file && ((pin.group !== undefined && pin.groupKind !== undefined) || pin.role === "image");
  return groupClosure(start, own ? pin : groupOfVllm(start));
}

function groupsOfVllm(manifest: Manifest): ReadonlySet<string> | undefined {
  return manifest.format === "requirements" ? undefined : groupClosure(manifest, groupOfVllm(manifest));
}

function groupClosure(start: Manifest, holder: GroupOf | undefined): ReadonlySet<string> {
  const groups = new Set([""]);
  if (holder?.group !== undefined && holder.groupKind !== undefined)
    groups.add(groupKey(holder.groupKind, holder.group));
  for (const group of groups) for (const more of start.groupIncludes?.get(group) ?? []) groups.add(more);
  return groups;
}

/** A source, an override or a lock entry stands in no group: the requirement it is about may. */
function groupOfVllm(manifest: Manifest): GroupOf | undefined {
  const asked = manifest.requirements.filter(({ name, role }) => name === VLLM && role === "requirement");
  return asked.find(({ group }) => group === undefined) ?? asked[0];
}

function visit(
  manifest: Manifest,
  groups: ReadonlySet<string> | undefined,
  role: DeclaredRequirement["role"],
  collection: Collection,
): void {
  const { repository, declared, sources, preferences } = collection;
  if (sources.has(manifest)) return;
  sources.add(manifest);
  if (manifest.generatedFrom !== undefined) {
    for (const [name, version] of manifest.locked) preferences.set(name, version);
    for (const source of repository.sourcesOf(manifest)) visit(source, groupsOfVllm(source), role, collection);
    return;
  }
  const inGroups = ({ group, groupKind }: GroupOf) =>
    groups === undefined ||
    groups.has(group === undefined || groupKind === undefined ? "" : groupKey(groupKind, group));
  for (const requirement of manifest.requirements) {
    if (!inGroups(requirement)) continue;
    const resolved = requirement.workspaceMember ? member(requirement, repository) : requirement;
    if (resolved === undefined) continue;
    declared.push({ ...resolved, role: role === "requirement" ? resolved.role : role, file: manifest.file });
  }
  for (const command of manifest.commands ?? []) {
    if (inGroups(command)) collection.commands.push(command);
  }
  for (const include of manifest.includes) {
    const included = inGroups(include) ? repository.manifest(include.path) : undefined;
    if (included === undefined) continue;
    const groupsThere = included.format === "requirements" ? undefined : new Set([""]);
    visit(included, groupsThere, role === "requirement" ? include.role : role, collection);
  }
}

/** A dependency on a workspace member is its folder. */
function member(requirement: DeclaredRequirement, repository: Repository): DeclaredRequirement | undefined {
  const project = repository.manifests.find(({ project: name }) => name !== undefined && name === requirement.name);
  const parsed = parseRequirement(requirement.text);
  if (project === undefined || parsed === undefined) return undefined;
  const head = formatRequirement({ name: "", extras: parsed.extras });
  const folder = folderOf(project.file);
  if (folder === "") return undefined;
  return { ...requirement, text: `-e ./${folder}${head}${parsed.marker ? ` ; ${parsed.marker}` : ""}` };
}

/** uv takes overrides, constraints and indexes from the workspace's root only, and keeps one lock there. */
function addWorkspace(pyproject: Manifest, collection: Collection): void {
  const { repository, declared, sources, preferences } = collection;
  const root = repository.workspaceRoot(pyproject);
  if (root !== undefined) {
    sources.add(root);
    const settings = root.requirements.filter(({ role }) => role !== "requirement");
    declared.push(...settings.map((one) => ({ ...one, file: root.file })));
  }
  for (const [name, version] of repository.lockOf(pyproject)?.locked ?? []) preferences.set(name, version);
}
