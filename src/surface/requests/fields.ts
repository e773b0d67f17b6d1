import type { ClassField, ClassSource } from "../classes/class-source.ts";
import type { Classes } from "../classes/classes.ts";
import { defaultOf, wrapperKeyword } from "../classes/field-default.ts";
import type { Field } from "../surface.ts";
import { commentsAbove } from "../syntax/comments.ts";
import { makeEvaluate } from "../values/evaluate.ts";
import type { Evaluate } from "../values/scope.ts";
import { pythonSource } from "../values/value.ts";

/**
 * The fields that a pydantic model takes, by the name that a request has them under: an alias stands in place of the field's own
 * name, unless the model takes both (`populate_by_name`). Annotations of plain mixins are fields too; `ClassVar` is none.
 */
export function modelFields(of: ClassSource, classes: Classes): Record<string, Field> {
  const evaluate = makeEvaluate(classes);
  const lineage = classes.lineage(of);
  const both = lineage.some((one) => /\b(?:populate_by_name|validate_by_name)\s*=\s*True\b/.test(configOf(one)));
  const own = new Map<string, ClassField>();
  for (const one of [...lineage].reverse()) {
    for (const [name, field] of one.fields) if (isField(field)) own.set(name, field);
  }
  const fields: Record<string, Field> = {};
  for (const [name, field] of own) {
    const aliases = aliasesOf(field);
    const described = describe(field, classes, evaluate);
    for (const taken of aliases.length === 0 || both ? [name, ...aliases] : aliases) fields[taken] = described;
  }
  return fields;
}

function configOf(of: ClassSource): string {
  const config = of.fields.get("model_config")?.value;
  return config === undefined ? "" : of.module.source(config);
}

function isField({ name, annotation, module }: ClassField): boolean {
  if (annotation === undefined || name.startsWith("_")) return false;
  return !/^["']?(?:\w+\.)?ClassVar\b/.test(module.source(annotation));
}

/** `Field(alias="schema")`, `Annotated[…, Field(validation_alias=AliasChoices("a", "b"))]`. */
function aliasesOf({ annotation, value, module }: ClassField): string[] {
  const written = [annotation, value].map((node) => (node === undefined ? "" : module.source(node))).join("\n");
  if (!written.includes("alias")) return [];
  const choices = /\bvalidation_alias\s*=\s*(?:\w+\.)?AliasChoices\(([^)]*)\)/.exec(written)?.[1];
  if (choices !== undefined) return [...choices.matchAll(/["']([^"']+)["']/g)].map(([, one = ""]) => one);
  const plain = (keyword: string) => new RegExp(`\\b${keyword}\\s*=\\s*["']([^"']+)["']`).exec(written)?.[1];
  const alias = plain("validation_alias") ?? plain("alias");
  return alias === undefined ? [] : [alias];
}

function describe(field: ClassField, classes: Classes, evaluate: Evaluate): Field {
  const value = defaultOf(classes, field, evaluate);
  const fallback = value === undefined ? undefined : pythonSource(value);
  const deprecated = deprecationOf(field, evaluate);
  return {
    file: field.module.file,
    line: field.line,
    ...(fallback === undefined ? {} : { default: fallback }),
    ...(deprecated === undefined ? {} : { deprecated }),
  };
}

/** `Field(deprecated="…")`, a description that says so, or the comment above the field. */
function deprecationOf(field: ClassField, evaluate: Evaluate): string | undefined {
  const isCall = field.value?.type === "call";
  const flag = isCall ? wrapperKeyword(field, "deprecated", evaluate) : undefined;
  if (flag?.kind === "text") return flag.text;
  const text = isCall ? wrapperKeyword(field, "description", evaluate) : undefined;
  const description = text?.kind === "text" ? text.text.replace(/\s+/g, " ").trim() : "";
  if (/\bdeprecated\b|\bwill be removed\b/i.test(description)) return description;
  if (flag?.kind === "truth" && flag.truth) return description === "" ? "deprecated" : description;
  const comment = commentsAbove(field.module, field.line).join(" ");
  return /\bdeprecated\b|\bwill be removed\b/i.test(comment) ? comment : undefined;
}
