import { isMap, isScalar, isSeq, type Node } from "yaml";
import { cut, type Traced } from "../../text/traced.ts";
import { assignmentUse, variableUse } from "../command-line/variable-use.ts";
import { UNKNOWN, type VariableUse } from "../use.ts";
import { type Entry, entriesOf, valueAt } from "./entries.ts";
import { textOf } from "./word-list.ts";
import type { NodeRoom, Variables } from "./yaml-room.ts";

/** Keys that hold the variables of a process: `env`, `environment`, `envs`, `extraEnv`, `env_vars`, `envVars`. */
export function isEnvironmentKey(key: string): boolean {
  return /(?:^|[a-z_-])env(?:s|ironment|ironments)?(?:[_-]?(?:vars|variables|dict|list))?$/i.test(key);
}

/** A variable that is set, with where its name and its value are written. */
export interface Setting {
  readonly name: Traced;
  /** Absent where it comes from elsewhere: a secret, the host. */
  readonly value?: Traced;
  /** The whole text, where name and value are one: `- VLLM_USE_V1=1`. */
  readonly assignment?: Traced;
}

/** The variables of `NAME: value`, `- NAME=value`, and `- name: NAME` with `value:`. */
export function settingsOf(node: Node | undefined, room: NodeRoom): Setting[] {
  if (isMap(node)) return entriesOf(node, room.resolve).flatMap((entry) => settingOf(entry, room));
  if (!isSeq(node)) return [];
  return node.items.slice(0, 5_000).flatMap((item): Setting[] => {
    const element = room.resolve(item);
    if (isMap(element)) return namedSetting(entriesOf(element, room.resolve), room);
    const text = textOf(element, room);
    if (text === undefined) return [];
    const equals = text.text.indexOf("=");
    if (equals === -1) return [{ name: text, assignment: text }];
    return [{ name: cut(text, 0, equals), value: cut(text, equals + 1), assignment: text }];
  });
}

export function settingOf({ keyNode, value }: Entry, room: NodeRoom): Setting[] {
  const name = textOf(keyNode, room);
  const text = textOf(value, room);
  return name === undefined ? [] : [{ name, ...(text === undefined ? {} : { value: text }) }];
}

/** `{ name: NAME, value: text }`, as Kubernetes has it. */
export function namedSetting(entries: readonly Entry[], room: NodeRoom): Setting[] {
  const name = textOf(valueAt(entries, "name"), room);
  const value = textOf(valueAt(entries, "value"), room);
  return name === undefined ? [] : [{ name, ...(value === undefined ? {} : { value }) }];
}

export function settingUse({ name, value, assignment }: Setting, room: NodeRoom): VariableUse[] {
  return assignment === undefined ? variableUse(name, value?.text, room.site) : assignmentUse(assignment, room.site);
}

export function variablesOf(settings: readonly Setting[]): Variables {
  return new Map(settings.map(({ name, value }) => [name.text, value?.text.includes(UNKNOWN) ? undefined : value]));
}

/** Whether a scalar is a variable's name that is vLLM's by its prefix. */
export function isVllmVariable(node: unknown): boolean {
  return isScalar(node) && typeof node.value === "string" && /^VLLM_[A-Z0-9_]+$/.test(node.value);
}
