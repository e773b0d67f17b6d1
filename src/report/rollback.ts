import { pinAdmits } from "../pins/changed.ts";
import { isScriptLock } from "../pins/path-meaning.ts";
import type { Pin } from "../pins/pin.ts";
import { pinnedVersion } from "../pins/reference.ts";
import { type ChangedFile, isConfiguration } from "../platform/changed-files.ts";
import { withoutCredentials } from "../url-text.ts";
import { backupCommands } from "./backup-commands.ts";
import { type FileTexts, pinDiff } from "./pin-diff.ts";
import type { PinEdit, Rollback } from "./report.ts";
import {
  baseName,
  chartOf,
  folderOf,
  type Installer,
  type InstallRoot,
  installerOf,
  isLock,
  type LockName,
  lockAbove,
  type ToolSigns,
  toolFiles,
} from "./repository-tools.ts";
import { checkoutCommand, placeOf, pullCommand, removeCommand, type Step, TOOL_COMMANDS } from "./rollback-commands.ts";
import { whatRemains } from "./what-remains.ts";

export interface RollbackInput {
  /** The version to return to and the version to leave, PEP 440. */
  readonly current: string;
  readonly target: string;
  /** The pins as they stand at the target. */
  readonly pinsNow: readonly Pin[];
  /** The pins as they stand at the current release, where both states of the repository were read. */
  readonly pinsBefore?: readonly Pin[];
  /** Each pin file on both sides. A file that is equal on both is no edit; files without a change may be left out. */
  readonly texts: readonly FileTexts[];
  /** The requirement sets that were resolved: where an installation starts. Without them, the files with a pin. */
  readonly sets?: readonly InstallRoot[];
  /** Paths of the repository: `uv.lock`, `uv.toml` and `poetry.lock` among them tell which tools it uses. */
  readonly repositoryFiles?: readonly string[];
  /** Files that a resolver wrote: one line of them moved back would stand beside versions chosen for the target. */
  readonly compiled?: readonly string[];
  /** A commit that holds the current release: the base of the pull request. */
  readonly base?: string;
  /** Files that the event's change touches. Needs `base`. */
  readonly changed?: readonly ChangedFile[];
}

/** The way back from the target, written for this repository. Every name in a command is quoted for the shell. */
export function buildRollback(input: RollbackInput): Rollback {
  const { current } = input;
  const signs: ToolSigns = {
    files: toolFiles([...(input.repositoryFiles ?? []), ...[...input.texts, ...input.pinsNow].map(({ file }) => file)]),
    texts: new Map(input.texts.map(({ file, currentText, targetText }) => [file, currentText ?? targetText ?? ""])),
  };
  const roots = installRoots(input);
  const steps = roots.flatMap((root, index): Step[] => {
    const installer = installerOf(root, signs);
    const tag = index === 0 ? "vllm-rollback" : `vllm-rollback-${index + 1}`;
    return installer === undefined
      ? []
      : [{ installer, place: placeOf(root, current, tag, chartOf(root.file, signs)) }];
  });
  const first = steps.find(({ installer }) => installer !== "docker") ?? steps[0];
  return {
    backup: backupCommands(input, input.base ?? "HEAD", steps),
    edits: input.texts.flatMap((texts) => editOf(texts, input)),
    lock: distinct(steps.flatMap((step) => lockCommands(step, signs))),
    install: distinct(
      roots.length === 0
        ? [`python -m pip install vllm==${current}`]
        : steps.map(({ installer, place }) => TOOL_COMMANDS[installer].install(place)),
    ),
    image: distinct(imagePins(input).flatMap((pin) => pullCommand(pin, input.target, current) ?? [])),
    configuration: configurationCommands(input),
    verify: first === undefined ? [] : TOOL_COMMANDS[first.installer].verify(first.place),
    remains: whatRemains(standing(input), otherFiles(input, false)),
  };
}

/** Where an installation starts: the resolved sets, else every file that asks for vLLM. */
function installRoots({ sets, pinsNow }: RollbackInput): InstallRoot[] {
  // A project's lock is installed by the project.
  const starts = (pin: Pin) => pin.role !== "lock" || isScriptLock(pin.file);
  const asking = sets ?? pinsNow.filter(starts).map((pin) => ({ file: pin.file, pin }));
  const roots = new Map<string, InstallRoot>();
  for (const root of asking) {
    const { group, groupKind } = root.pin;
    const key = JSON.stringify([root.file, groupKind === "stage" ? "" : (group ?? "")]);
    if (!roots.has(key)) roots.set(key, root);
  }
  return [...roots.values()];
}

/** The pins that move, or could: those of another deployment stand at a version of their own. */
function standing({ pinsNow, current, target }: RollbackInput): Pin[] {
  return pinsNow.filter(
    (pin) => pinnedVersion(pin.reference) === undefined || pinAdmits(pin, current) || pinAdmits(pin, target),
  );
}

/** The locks, and what writes them. */
const LOCKS: Readonly<Record<LockName, Installer>> = {
  "uv.lock": "uv-project",
  "poetry.lock": "poetry",
  "pdm.lock": "pdm",
  "Pipfile.lock": "pipenv",
};

function lockCommands({ installer, place }: Step, signs: ToolSigns): string[] {
  const locks = Object.keys(LOCKS) as LockName[];
  const own = locks.find((lock) => LOCKS[lock] === installer);
  const refresh = TOOL_COMMANDS[installer].lock;
  if (installer === "uv-script" && refresh !== undefined) return [refresh(place)];
  return own !== undefined && refresh !== undefined && lockAbove(place.file, own, signs) ? [refresh(place)] : [];
}

/** An image that stays where it is, or names no version, has nothing to go back to. */
function imagePins(input: RollbackInput): Pin[] {
  const { pinsNow, pinsBefore } = input;
  const stays = (pin: Pin) => pinsNow.some((now) => now.file === pin.file && now.raw === pin.raw);
  const moving = pinsBefore?.filter((pin) => !stays(pin)) ?? standing(input);
  return moving.filter(({ role, reference }) => role === "image" && pinnedVersion(reference) !== undefined);
}

function editOf(texts: FileTexts, { base, current, compiled = [], pinsNow }: RollbackInput): PinEdit[] {
  const { file } = texts;
  const diff = pinDiff(texts);
  if (diff === undefined) return [];
  const checkout = checkoutCommand(base ?? "HEAD", [file]);
  if (isLock(file)) {
    const tool = TOOL_COMMANDS[isScriptLock(file) ? "uv-script" : LOCKS[baseName(file) as LockName]];
    const command = tool?.lock?.({ file, folder: folderOf(file), current }) ?? checkout;
    const whole = base === undefined || command === checkout ? "" : ` To get the old file back whole: ${checkout}`;
    const why = `A lock file's hashes are written by its tool, not by hand.${whole}`;
    return [{ file, kind: "command", command, why }];
  }
  if (compiled.includes(file) || pinsNow.some((pin) => pin.file === file && pin.hashed)) {
    return [
      { file, kind: "command", command: checkout, why: "A resolver wrote the file: its lines go back together." },
    ];
  }
  if (withoutCredentials(diff) !== diff) {
    return [
      {
        file,
        kind: "command",
        command: checkout,
        why: "The lines around the pin hold a password, which is not shown.",
      },
    ];
  }
  return [{ file, kind: "diff", diff }];
}

/** Of the event's change, what the edits do not put back: what configures vLLM, and the rest. */
function otherFiles({ changed = [], texts }: RollbackInput, configures: boolean): ChangedFile[] {
  return changed.filter(
    ({ file }) => !texts.some((pinned) => pinned.file === file) && isConfiguration(file) === configures,
  );
}

function configurationCommands(input: RollbackInput): string[] {
  const { base } = input;
  if (base === undefined) return [];
  const others = otherFiles(input, true);
  const back = others.filter(({ change }) => change !== "added").map(({ file }) => file);
  const gone = others.filter(({ change }) => change === "added").map(({ file }) => file);
  return [
    ...(back.length === 0 ? [] : [checkoutCommand(base, back)]),
    ...(gone.length === 0 ? [] : [removeCommand(gone)]),
  ];
}

function distinct(commands: readonly string[]): string[] {
  return [...new Set(commands)];
}
