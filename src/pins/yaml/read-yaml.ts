import { isMap, isScalar, isSeq } from "yaml";
import type { Traced } from "../../text/traced.ts";
import { matrixOf } from "../../uses/workflow/matrix.ts";
import { yamlDocuments } from "../../uses/yaml/documents.ts";
import { aliases, type Entry, entriesOf, plainText, valueAt } from "../../uses/yaml/entries.ts";
import { mayPinVllm, pipelineMayPin } from "../may-pin.ts";
import { environmentOf, noteNamed } from "./environment.ts";
import { noteCheckout } from "./git-pair.ts";
import { imagePair } from "./image-pair.ts";
import type { YamlScope, YamlShared, YamlTarget, YamlWalk } from "./reading.ts";
import { readScalar } from "./scalar.ts";
import { isScriptKey, readList } from "./scripts.ts";

/** No file has more; what nests in a text nests no deeper. */
const MAX_NODES = 200_000;
const MAX_NESTED = 3;

/**
 * Notes vLLM's pins in a YAML text: images, also with the tag apart, versions under a name, and what scripts and commands in it install.
 * Comments are none. Each place is read once: what an anchor holds stands where the anchor is.
 */
export function readYaml(source: Traced, target: YamlTarget): void {
  readTexts(source, target, { scripts: 0, clones: new Map() }, 0);
}

function readTexts(source: Traced, target: YamlTarget, shared: YamlShared, depth: number): void {
  const isPinning = (text: string) => isWanted(text, target.kind);
  for (const { document, source: part } of yamlDocuments(source, isPinning, target.draft.passedOver)) {
    walk(document.contents, {
      ...target,
      source: part,
      resolve: aliases(document.contents),
      shared,
      nested: (text) => {
        if (depth < MAX_NESTED) readTexts(text, target, shared, depth + 1);
      },
    });
  }
}

/** A schema of custom resources has images and scripts in its prose only. */
function isWanted(text: string, kind: YamlTarget["kind"]): boolean {
  return (
    (kind === "workflow" ? pipelineMayPin(text) : mayPinVllm(text)) &&
    !/^kind:\s*["']?CustomResourceDefinition\b/m.test(text)
  );
}

function walk(root: unknown, room: YamlWalk): void {
  const start: YamlScope = { key: "", variables: new Map(), group: {}, matrix: false };
  const open: { readonly node: unknown; readonly scope: YamlScope }[] = [{ node: root, scope: start }];
  for (let count = 0; open.length > 0 && count < MAX_NODES; count += 1) {
    const next = open.pop();
    if (next === undefined) break;
    const { node, scope } = next;
    if (isScalar(node)) readScalar(node, scope, room);
    else if (isSeq(node)) {
      const read = isScriptKey(scope.key) && readList(node, scope, room);
      for (const item of [...node.items].reverse()) {
        if (!read || !isScalar(item)) open.push({ node: item, scope });
      }
    } else if (isMap(node)) {
      const entries = entriesOf(node, room.resolve);
      const inner = scopeIn(entries, scope, room);
      const paired = imagePair(entries, inner.group, room);
      for (const { key, value } of [...node.items].reverse()) {
        const name = isScalar(key) ? String(key.value) : "";
        if (name === paired || isForOthers(name, entries, room)) continue;
        const matrix = inner.matrix || (room.kind === "workflow" && name === "matrix");
        open.push({ node: value, scope: { ...inner, key: name, matrix } });
      }
    }
  }
}

/** Notes what a mapping says as a whole, and gives back what holds within it. */
function scopeIn(entries: readonly Entry[], scope: YamlScope, room: YamlWalk): YamlScope {
  const group = jobOf(entries, scope, room);
  noteNamed(entries, group, room);
  noteCheckout(entries, group, room);
  const variables = new Map(scope.variables);
  if (room.kind === "workflow") {
    const strategy = valueAt(entries, "strategy");
    for (const [name, value] of matrixOf(strategy, room)) variables.set(name, value);
  }
  for (const { key, value } of entries) {
    if (!/^(?:env|environment|variables)$/.test(key)) continue;
    for (const [name, text] of environmentOf(value, room)) variables.set(name, text);
  }
  return { ...scope, group, variables: variables.size === scope.variables.size ? scope.variables : variables };
}

/** A job of a pipeline is one machine: what its steps install comes together. */
function jobOf(entries: readonly Entry[], scope: YamlScope, room: YamlWalk): YamlScope["group"] {
  if (room.kind !== "workflow" || scope.group.group !== undefined) return scope.group;
  if (!entries.some(({ key }) => key === "steps" || isScriptKey(key))) return scope.group;
  if (scope.key !== "" && scope.key !== "steps") return { group: scope.key, groupKind: "stage" };
  room.shared.scripts += 1;
  return { group: `step ${room.shared.scripts}`, groupKind: "stage" };
}

/** What `actions/github-script` and a step with `shell: python` are given is no shell's. */
function isForOthers(key: string, entries: readonly Entry[], { kind }: YamlWalk): boolean {
  if (kind !== "workflow") return false;
  const text = (name: string) => plainText(valueAt(entries, name)) ?? "";
  if (key === "run") return /^(?:python|pwsh|powershell|cmd|perl|node)/.test(text("shell"));
  return key === "with" && /github-script@/.test(text("uses"));
}
