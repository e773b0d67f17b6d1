import { parseRequirement } from "../python/requirement.ts";
import { gather } from "./gather.ts";
import type { DeclaredRequirement, IndexOptions, Manifest, PlacedRequirement } from "./manifest.ts";
import type { Pin } from "./pin.ts";
import { type Repository, repositoryOf } from "./repository.ts";
import { setIndexes, vllmIndexes } from "./set-indexes.ts";
import { VLLM } from "./vllm.ts";

/** The repository's whole requirement set around one vLLM pin, as the resolver takes it: pure data, no files. */
export interface RequirementSet {
  /** The file the set starts from. */
  readonly file: string;
  /** The vLLM pin it is built around. */
  readonly pin: Pin;
  /**
   * Lines of a requirements file without any vLLM line: vLLM is added at the version under test. Local paths start with
   * `./` (or `-e ./`) and are relative to the repository root.
   */
  readonly requirements: readonly string[];
  readonly constraints: readonly string[];
  readonly overrides: readonly string[];
  /** All of these as they were declared, with their places; vLLM's own lines too. */
  readonly declared: readonly PlacedRequirement[];
  /** vLLM's own extras and marker as written, to be kept when it moves: `{extras: ["audio"], marker: "sys_platform == 'linux'"}`. */
  readonly vllm: { readonly extras: readonly string[]; readonly marker?: string };
  /** Where the set is resolved from. */
  readonly options: IndexOptions;
  /** Where vLLM itself is taken from: without what stands on commands that install something else. */
  readonly vllmOptions: IndexOptions;
  /** name → version the lock file holds. */
  readonly preferences: ReadonlyMap<string, string>;
  readonly requiresPython?: string;
}

/**
 * Everything that is installed together with the vLLM of a pin.
 *
 * - requirements file: the top-most file that includes it, with all its includes. What a resolver wrote (pip-compile,
 *   `uv pip compile`) counts as preferences, and the files it was made from as the demands: else nothing could move.
 * - pyproject: the project's dependencies and the extra or group that holds the pin, with what that pulls in; overrides,
 *   constraints and the lock of its uv workspace.
 * - uv.lock: its pyproject's set around vLLM.
 * - Dockerfile, Apptainer definition: what the stage, and the stages it builds on, install.
 * - pipeline: what the steps of the job install; makefile: the target's recipe; shell: the script; other YAML: the script in it.
 */
export function requirementSet(pin: Pin, manifests: readonly Manifest[]): RequirementSet {
  const repository = repositoryOf(manifests);
  const gathered = gather(pin, repository);
  const { declared, sources } = gathered;
  const own = ownRequirement(pin, repository, declared);
  const lines = (role: DeclaredRequirement["role"]) => [
    ...new Set(declared.filter((item) => item.role === role && item.name !== VLLM).map(({ text }) => text)),
  ];
  const python = sources.map(({ requiresPython }) => requiresPython).find((specifier) => specifier !== undefined);
  return {
    file: gathered.file,
    pin,
    requirements: lines("requirement"),
    constraints: lines("constraint"),
    overrides: lines("override"),
    declared,
    vllm: { extras: own?.extras ?? [], ...(own?.marker === undefined ? {} : { marker: own.marker }) },
    options: setIndexes(gathered, repository),
    vllmOptions: vllmIndexes(gathered, repository),
    preferences: new Map([...gathered.preferences].filter(([name]) => name !== VLLM)),
    ...(python === undefined ? {} : { requiresPython: python }),
  };
}

/** vLLM as the pin's own line asks for it; for a lock, an image or a limit, as the set does. */
function ownRequirement(pin: Pin, repository: Repository, declared: readonly DeclaredRequirement[]) {
  const inFile = repository
    .manifest(pin.file)
    ?.requirements.filter(({ name, role }) => name === VLLM && role === "requirement");
  const atLine = inFile?.filter(({ line }) => line === pin.line) ?? [];
  const own =
    atLine.find(({ group }) => group === pin.group) ??
    atLine[0] ??
    declared.find(({ name, role }) => name === VLLM && role === "requirement");
  return own && parseRequirement(own.text);
}
