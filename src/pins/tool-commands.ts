import { isCommand } from "./command-text.ts";
import { draftManifest } from "./draft.ts";
import { gitState } from "./git-checkout.ts";
import type { Pin } from "./pin.ts";
import type { PyprojectContext } from "./pyproject-context.ts";
import { readScript } from "./script.ts";
import { mentionsVllm } from "./vllm.ts";

/** Keys whose text is for people: poe's tasks have it. */
const PROSE = /^(?:help|description|message|title)$/i;

/**
 * What commands in the tables of tools install: tasks (poe, taskipy, pixi, Hatch's scripts), `before-build` of cibuildwheel, what BentoML
 * runs in an image. Each runs at a time of its own, so nothing of it is part of the project's set: its pins alone.
 */
export function toolCommandPins({ draft, strings, folder }: PyprojectContext): readonly Pin[] {
  if (!mentionsVllm(draft.text)) return [];
  const own = draftManifest(draft.file, "pyproject", draft.text);
  for (const [path, text] of strings.all()) {
    if (path[0] !== "tool" && !path.includes("tasks")) continue;
    if (PROSE.test(String(path.at(-1))) || !mentionsVllm(text.text) || !isCommand(text.text)) continue;
    readScript(text, {
      draft: own,
      outer: () => undefined,
      variables: new Map(),
      git: gitState(),
      options: { role: "requirement", folder, group: path.join("."), groupKind: "stage", pinOnly: true },
    });
  }
  return own.finish().pins;
}

/** Whether a pin stands in a command of a tool in a project's file. */
export function isTask({ format, groupKind }: Pin): boolean {
  return format === "pyproject" && groupKind === "stage";
}
