import { type Document, isAlias, isScalar, type Node } from "yaml";
import type { Reading } from "./settings.ts";

/** Where the structured parts of the configuration file are read from. */
export interface Source {
  readonly document: Document;
  /** Path for messages, relative to the root. */
  readonly file: string;
  /** 1-based place of a node. */
  place(node: Node | null | undefined): { readonly line: number; readonly column: number };
}

/** What is wrong, and at which node. */
export interface Problem {
  readonly node: Node | null | undefined;
  readonly problem: string;
}

export type Scalar = string | number | undefined;

/** A path or glob inside the repository, relative to its root: `docs/`, `src/*.py`, `tests/**`. */
export function readPath(value: Scalar): Reading<string> {
  const reading = text(value);
  if ("problem" in reading) return reading;
  const path = reading.value.replace(/^\.?\//, "");
  if (!/[^/.\s]/.test(path) || path.split("/").includes("..")) {
    return { problem: "a path inside the repository is expected, relative to its root." };
  }
  return { value: path };
}

export function text(value: Scalar): Reading<string> {
  const trimmed = typeof value === "string" ? value.trim() : "";
  return trimmed === "" ? { problem: "text is expected." } : { value: trimmed };
}

export function scalar(node: Node | null | undefined): Scalar {
  if (!isScalar(node)) return undefined;
  return typeof node.value === "string" || typeof node.value === "number" ? node.value : undefined;
}

export function resolve(node: Node | null | undefined, { document }: Source): Node | null | undefined {
  return isAlias(node) ? node.resolve(document) : node;
}
