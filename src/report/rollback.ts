import type { Pin } from "../pins/pin.ts";
import type { ChangedFile } from "../platform/changed-files.ts";
import { withoutCredentials } from "../url-text.ts";
import { type FileTexts, pinDiff } from "./pin-diff.ts";
import type { PinEdit, Rollback } from "./report.ts";
import {
  baseName,
  folderOf,
  type InstallRoot,
  installerOf,
  isLock,
  lockAbove,
  type ToolSigns,
  toolFiles,
} from "./repository-tools.ts";
import {
  checkoutCommand,
  placeOf,
  pullCommand,
  removeCommand,
  TOOL_COMMANDS,
  verifyCommands,
} from "./rollback-commands.ts";

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
  /** Configuration that changed for the target. Needs `base`. */
  readonly configuration?: readonly ChangedFile[];
  readonly rehearsedSeconds?: number;
}

/** The way back from the target, written for this repository. Every name in a command is quoted for the shell. */
export function buildRollback(input: RollbackInput): Rollback {
  const { current, rehearsedSeconds } = input;
  const signs: ToolSigns = {
    files: toolFiles([...(input.repositoryFiles ?? []), ...[...input.texts, ...input.pinsNow].map(({ file }) => file)]),
    texts: new Map(input.texts.map(({ file, currentText, targetText }) => [file, currentText ?? targetText ?? ""])),
  };
  const steps = installRoots(input).map((root, index) => {
    const installer = installerOf(root, signs);
    const place = placeOf(root, current, index === 0 ? "vllm-rollback" : `vllm-rollback-${index + 1}`);
    return { installer, place };
  });
  const locked = steps.filter(({ installer, place: { file } }) =>
    lockAbove(file, installer === "poetry" ? "poetry.lock" : "uv.lock", signs),
  );
  const first = steps.find(({ installer }) => installer !== "docker") ?? steps[0];
  return {
    edits: input.texts.flatMap((texts) => editOf(texts, input)),
    lock: distinct(locked.flatMap(({ installer, place }) => TOOL_COMMANDS[installer].lock?.(place) ?? [])),
    install: distinct(
      steps.length === 0
        ? [`python -m pip install vllm==${current}`]
        : steps.map(({ installer, place }) => TOOL_COMMANDS[installer].install(place)),
    ),
    image: distinct(imagePins(input).flatMap((pin) => pullCommand(pin, input.target, current) ?? [])),
    configuration: configurationCommands(input),
    verify: first === undefined ? [] : verifyCommands(first.installer, first.place),
    ...(rehearsedSeconds === undefined ? {} : { rehearsedSeconds }),
  };
}

/** Where an installation starts: the resolved sets, else every file that asks for vLLM. */
function installRoots({ sets, pinsNow }: RollbackInput): InstallRoot[] {
  const asking = sets ?? pinsNow.filter(({ role }) => role !== "lock").map((pin) => ({ file: pin.file, pin }));
  const roots = new Map<string, InstallRoot>();
  for (const root of asking) {
    const { group, groupKind } = root.pin;
    const key = JSON.stringify([root.file, groupKind === "stage" ? "" : (group ?? "")]);
    if (!roots.has(key)) roots.set(key, root);
  }
  return [...roots.values()];
}

/** An image that stays where it is has nothing to go back to. */
function imagePins({ pinsNow, pinsBefore }: RollbackInput): Pin[] {
  const stays = (pin: Pin) => pinsNow.some((now) => now.file === pin.file && now.raw === pin.raw);
  return (pinsBefore?.filter((pin) => !stays(pin)) ?? pinsNow).filter(({ role }) => role === "image");
}

function editOf(texts: FileTexts, { base, current, compiled = [], pinsNow }: RollbackInput): PinEdit[] {
  const { file } = texts;
  const diff = pinDiff(texts);
  if (diff === undefined) return [];
  const checkout = checkoutCommand(base ?? "HEAD", [file]);
  if (isLock(file)) {
    const tool = { "uv.lock": TOOL_COMMANDS["uv-project"], "poetry.lock": TOOL_COMMANDS.poetry }[baseName(file)];
    const command = tool?.lock?.({ folder: folderOf(file), current }) ?? checkout;
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

function configurationCommands({ base, configuration = [], texts }: RollbackInput): string[] {
  if (base === undefined) return [];
  const others = configuration.filter(({ file }) => !texts.some((pinned) => pinned.file === file));
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
