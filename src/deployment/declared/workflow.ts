import { isMap, isScalar, isSeq, type Node } from "yaml";
import type { DeclaredPython } from "../../pins/manifest.ts";
import { normalizePath } from "../../pins/repository-path.ts";
import { traced } from "../../text/traced.ts";
import { yamlDocuments } from "../../uses/yaml/documents.ts";
import { aliases, type Entry, entriesOf, nodesOf, plainText, type Resolve, valueAt } from "../../uses/yaml/entries.ts";
import type { VllmProjects } from "../vllm-projects.ts";
import { declaredAt, type PythonReader, pythonVersion } from "./reader.ts";

/** `python-version` of the steps that set Python up, in jobs of a GitHub workflow that install vLLM. */
export const workflow: PythonReader = {
  matches: (path) => /^\.github\/workflows\/[^/]+\.ya?ml$/.test(path),
  read: (text, path, projects) => {
    if (!/python-version/.test(text)) return [];
    return yamlDocuments(traced(text, 0), () => true, undefined).flatMap(({ document }) => {
      const resolve = aliases(document.contents);
      const top = mapAt(document.contents as Node | null, resolve);
      return mapAt(valueAt(top, "jobs"), resolve).flatMap(({ value }) => {
        const job = mapAt(value, resolve);
        const steps = stepsOf(valueAt(job, "steps"), resolve);
        if (!steps.some((step) => installs(step, job, { resolve, projects }))) return [];
        return versionsOf(steps, { job, top, resolve }).flatMap((node) => declared(node, text, path));
      });
    });
  },
};

type Steps = readonly (readonly Entry[])[];

function mapAt(node: Node | undefined | null, resolve: Resolve): Entry[] {
  return isMap(node) ? entriesOf(node, resolve) : [];
}

function stepsOf(node: Node | undefined, resolve: Resolve): Steps {
  return isSeq(node) ? node.items.slice(0, 1_000).map((item) => mapAt(resolve(item), resolve)) : [];
}

/** A step runs in its own `working-directory`, the job's or the root, and from a `cd` on in a folder that is not followed. */
function installs(
  step: readonly Entry[],
  job: readonly Entry[],
  { resolve, projects }: { readonly resolve: Resolve; readonly projects: VllmProjects },
): boolean {
  const script = plainText(valueAt(step, "run")) ?? "";
  const defaults = mapAt(valueAt(mapAt(valueAt(job, "defaults"), resolve), "run"), resolve);
  const written = plainText(valueAt(step, "working-directory") ?? valueAt(defaults, "working-directory")) ?? "";
  const moved = script.search(/(?:^|[;&|(\n])\s*(?:cd|pushd)\s/);
  const here = /\$/.test(written) ? "" : script.slice(0, moved === -1 ? undefined : moved);
  const folder = normalizePath(written);
  return projects.installs(script, undefined) || projects.installs(here, folder) || projects.installsFile(here, folder);
}

/** The scalars that the jobs' `python-version` is, looked up in the matrix and in the variables where it refers to one. */
function versionsOf(
  steps: Steps,
  { job, top, resolve }: { readonly job: readonly Entry[]; readonly top: readonly Entry[]; readonly resolve: Resolve },
): readonly Node[] {
  const nodes = steps.flatMap((step) => valueAt(mapAt(valueAt(step, "with"), resolve), "python-version") ?? []);
  return [...new Set(nodes)].flatMap((node): readonly Node[] => {
    const [, from, name = ""] = /^\s*\$\{\{\s*(matrix|env)\.([\w-]+)\s*\}\}\s*$/.exec(plainText(node) ?? "") ?? [];
    if (from === undefined) return [node];
    if (from === "env") {
      const variables = [...mapAt(valueAt(job, "env"), resolve), ...mapAt(valueAt(top, "env"), resolve)];
      return [valueAt(variables, name) ?? []].flat();
    }
    return inMatrix(name, valueAt(mapAt(valueAt(job, "strategy"), resolve), "matrix"), resolve);
  });
}

function inMatrix(name: string, matrix: Node | undefined, resolve: Resolve): readonly Node[] {
  const entries = mapAt(matrix, resolve);
  const included = stepsOf(valueAt(entries, "include"), resolve).flatMap((one) => valueAt(one, name) ?? []);
  return [...scalarsOf(valueAt(entries, name)), ...included];
}

function scalarsOf(node: Node | undefined): readonly Node[] {
  return isSeq(node) ? [...nodesOf(node)].filter((item) => isScalar(item)) : node === undefined ? [] : [node];
}

/** One version, or several in one text, a line each. An unquoted 3.10 is what is written, not the number 3.1: a workflow would say so itself. */
function declared(node: Node, text: string, path: string): readonly DeclaredPython[] {
  const [start = 0, end = 0] = node.range ?? [];
  const written = text.slice(start, end);
  return [...written.matchAll(/[^\s"'|>]+/g)].flatMap(({ 0: raw, index }) => {
    const version = pythonVersion(raw);
    const by = "python-version";
    return version === undefined
      ? []
      : [declaredAt(text, path, { raw, offset: start + index }, { python: { version }, by })];
  });
}
