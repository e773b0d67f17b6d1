import { isAlias, isMap, isScalar, isSeq, type Node, type Scalar, type YAMLMap } from "yaml";

/** A key of a mapping with its value. */
export interface Entry {
  readonly key: string;
  readonly keyNode: Scalar;
  /** An alias is what it stands for; `undefined` where there is nothing. */
  readonly value: Node | undefined;
}

/** What a node is when it is an alias (`*name`); `undefined` for nothing at all. */
export type Resolve = (node: unknown) => Node | undefined;

/** Mappings that one merges, those that they merge included. */
const MAX_BASES = 50;

/**
 * The entries of a mapping, those that it merges (`<<: *base`, https://yaml.org/type/merge.html) last; a key of its own comes
 * before a merged one of the same name.
 */
export function entriesOf(map: YAMLMap, resolve: Resolve, merging = new Set<unknown>()): Entry[] {
  const entries: Entry[] = [];
  const merged: Entry[] = [];
  for (const { key, value } of map.items) {
    if (!isScalar(key)) continue;
    const target = resolve(value);
    if (key.source !== "<<" && typeof key.value !== "symbol") {
      entries.push({ key: String(key.value), keyNode: key, value: target });
      continue;
    }
    const bases = isSeq(target) ? target.items.slice(0, MAX_BASES).map(resolve) : [target];
    for (const base of bases) {
      // What was merged before adds nothing, and a mapping that merges itself has no end.
      if (!isMap(base) || merging.has(base) || merging.size > MAX_BASES) continue;
      merging.add(base);
      merged.push(...entriesOf(base, resolve, merging));
    }
  }
  if (merged.length === 0) return entries;
  const own = new Set(entries.map(({ key }) => key));
  return [...entries, ...merged.filter(({ key }) => !own.has(key))];
}

/** The value of the first of some keys that has one. */
export function valueAt(entries: readonly Entry[], ...keys: readonly string[]): Node | undefined {
  return entries.find(({ key, value }) => keys.includes(key) && value !== undefined)?.value;
}

/** The text of a scalar, as a program that loads the file has it; `undefined` for anything else. */
export function plainText(node: Node | undefined): string | undefined {
  if (!isScalar(node) || node.value === null) return undefined;
  return typeof node.value === "string" ? node.value : (node.source ?? String(node.value));
}

/** Each node of a tree in the order of the text, without recursion: a text may nest as deep as it likes. Aliases are not followed. */
export function* nodesOf(root: unknown): Generator<Node> {
  const open: unknown[] = [root];
  while (open.length > 0) {
    const node = open.pop();
    if (isMap(node)) {
      yield node;
      for (const { key, value } of [...node.items].reverse()) open.push(value, key);
    } else if (isSeq(node)) {
      yield node;
      for (const item of [...node.items].reverse()) open.push(item);
    } else if (isScalar(node) || isAlias(node)) yield node;
  }
}

/** Finds what each alias of a tree stands for: the last node before it that has its anchor (YAML 1.2.2, 7.1). */
export function aliases(root: unknown): Resolve {
  const targets = new Map<unknown, Node | undefined>();
  const anchors = new Map<string, Node>();
  for (const node of nodesOf(root)) {
    if (isAlias(node)) targets.set(node, anchors.get(node.source));
    else if ("anchor" in node && typeof node.anchor === "string") anchors.set(node.anchor, node);
  }
  return (node) => {
    const target = isAlias(node) ? targets.get(node) : node;
    return isMap(target) || isSeq(target) || isScalar(target) ? target : undefined;
  };
}
