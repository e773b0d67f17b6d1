import type { ParsePython } from "../../platform/syntax-parsers.ts";
import { type ClassOutline, type Method, outlineDefinition } from "./class-outline.ts";
import type { Located, ReleaseModules } from "./release-modules.ts";
import type { Parameter } from "./signature.ts";

/** Something that is called: a function, a method, or a class by its `__init__` or its fields. */
export interface Callable {
  /** `init_app_state`, `AsyncLLM.from_vllm_config`, `SamplingParams`. */
  readonly label: string;
  /** Without the receiver. */
  readonly parameters: readonly Parameter[];
  /** What was found by name: the module and class to look for notices in. */
  readonly at: Located;
  /** `vllm/v1/engine/async_llm.py:181`. */
  readonly place: string;
}

interface Ancestor {
  readonly at: Located;
  readonly outline: ClassOutline;
}

/** A class and what it derives from in the release, nearest first. Bases of other packages are not in it. */
export async function ancestry(release: ReleaseModules, parse: ParsePython, first: Located): Promise<Ancestor[]> {
  const found: Ancestor[] = [];
  const pending = [first];
  for (let next = pending.shift(); next !== undefined && found.length < 30; next = pending.shift()) {
    const { module, definition } = next;
    if (definition.kind !== "class" || found.some(({ at }) => at.definition === definition)) continue;
    const outline = outlineDefinition(parse, definition);
    found.push({ at: next, outline });
    for (const base of outline.bases) {
      const located = await release.definition(module.name, base);
      if (located !== undefined) pending.push(located);
    }
  }
  return found;
}

/** The callable that a definition, and a method of it where one is named, is in a release. */
export async function callableOf(
  release: ReleaseModules,
  parse: ParsePython,
  at: Located,
  methodName?: string,
): Promise<Callable | undefined> {
  const { name, kind } = at.definition;
  if (kind === "assignment") return undefined;
  if (kind === "function") {
    const [own] = outlineDefinition(parse, at.definition).methods;
    return own === undefined
      ? undefined
      : { label: name, parameters: own.parameters, at, place: placeOf(at, own.line) };
  }
  const classes = await ancestry(release, parse, at);
  const wanted = methodName ?? "__init__";
  for (const owner of classes) {
    const method = owner.outline.methods.find((candidate) => candidate.name === wanted);
    if (method === undefined) continue;
    const label = wanted === "__init__" ? name : `${name}.${wanted}`;
    return { label, parameters: withoutReceiver(method), at, place: placeOf(owner.at, method.line) };
  }
  return wanted === "__init__" ? fromFields(at, classes) : undefined;
}

/** Dataclasses, msgspec's structures and pydantic's models take their annotated fields, those of the bases first. */
function fromFields(at: Located, classes: readonly Ancestor[]): Callable | undefined {
  const fields = new Map<string, Parameter>();
  for (const { outline } of [...classes].reverse()) {
    for (const { line: _, ...field } of outline.fields) {
      if (field.annotation !== undefined && !field.annotation.startsWith("ClassVar")) fields.set(field.name, field);
    }
  }
  const parameters = [...fields.values()];
  return parameters.length === 0
    ? undefined
    : { label: at.definition.name, parameters, at, place: placeOf(at, at.definition.line) };
}

function withoutReceiver({ decorators, parameters }: Method): readonly Parameter[] {
  return decorators.includes("staticmethod") ? parameters : parameters.slice(1);
}

function placeOf(at: Located, line: number): string {
  return `${at.module.file}:${line}`;
}
