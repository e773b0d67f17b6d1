import type { ClassField, ClassSource } from "../classes/class-source.ts";
import type { Classes } from "../classes/classes.ts";
import { defaultOf, wrapperKeyword } from "../classes/field-default.ts";
import type { Field } from "../surface.ts";
import { parametersOf } from "../syntax/functions.ts";
import { type Evaluate, moduleScope } from "../values/scope.ts";
import { pythonSource } from "../values/value.ts";
import { configOf, takesFields } from "./config-class.ts";
import { deprecationIn } from "./deprecation.ts";

/** What a class takes as a keyword, and the class of its value. */
export interface AcceptedField {
  readonly field: Field;
  readonly config: ClassSource | undefined;
}

/**
 * What `Class(…)` takes by name: the parameters of the nearest `__init__`, otherwise the annotated fields of the class and its bases
 * (dataclasses, pydantic and msgspec alike), without `ClassVar`, `field(init=False)` and `PrivateAttr`. Private names are left out: they are
 * the release's own affair.
 */
export function acceptedFields(
  of: ClassSource,
  classes: Classes,
  evaluate: Evaluate,
): ReadonlyMap<string, AcceptedField> {
  const line = classes.lineage(of);
  const own = line.findIndex((one) => one.methods.has("__init__") || takesFields(one, classes));
  const start = line[own]?.methods.get("__init__");
  const found = new Map<string, AcceptedField>();
  if (start === undefined || parametersOf(start).every(({ kind, name }) => kind === "keywords" || name === "self")) {
    for (const one of [...line].reverse()) {
      for (const field of one.fields.values()) {
        const accepted = fromField(field, one, classes, evaluate);
        if (accepted === undefined || field.name.startsWith("_")) found.delete(field.name);
        else found.set(field.name, accepted);
      }
    }
    return found;
  }
  for (const { name, kind, node, annotation, value } of parametersOf(start)) {
    if (kind !== "plain" || name === "self" || name.startsWith("_")) continue;
    const source = value === undefined ? undefined : pythonSource(evaluate(value, moduleScope(start.module)));
    const config = annotation === undefined ? undefined : configOf(classes.hints(start.module, annotation), classes);
    const field = {
      file: start.module.file,
      line: start.module.line(node.start),
      ...(source === undefined ? {} : { default: source }),
      ...(config === undefined ? {} : { config: config.name }),
    };
    found.set(name, { field, config });
  }
  return found;
}

/** Whether the `__init__` of a class hands on what it does not name. */
export function takesMore(of: ClassSource, classes: Classes): boolean {
  const start = classes.lineage(of).flatMap((one) => one.methods.get("__init__") ?? [])[0];
  return start !== undefined && parametersOf(start).some(({ kind }) => kind === "keywords");
}

function fromField(
  field: ClassField,
  owner: ClassSource,
  classes: Classes,
  evaluate: Evaluate,
): AcceptedField | undefined {
  const { annotation, value, module } = field;
  if (annotation === undefined) return undefined;
  const hints = classes.hints(module, annotation);
  if (hints.some(({ name }) => name === "ClassVar")) return undefined;
  if (value !== undefined && /^(\w+\.)?PrivateAttr\b/.test(module.source(value))) return undefined;
  const init = wrapperKeyword(field, "init", evaluate);
  if (init?.kind === "truth" && !init.truth) return undefined;
  const standard = defaultOf(classes, field, evaluate);
  const source = standard === undefined ? undefined : pythonSource(standard);
  const doc = field.doc === undefined ? undefined : evaluate(field.doc, moduleScope(module));
  const said = wrapperKeyword(field, "deprecated", evaluate);
  const deprecated =
    said?.kind === "text" ? said.text : deprecationIn(doc?.kind === "text" ? doc.text : undefined, field.name);
  const nested = hints.flatMap(({ name }) => owner.nested.get(name) ?? [])[0];
  const config = configOf(hints, classes) ?? nested;
  return {
    config,
    field: {
      file: module.file,
      line: field.line,
      ...(source === undefined ? {} : { default: source }),
      ...(deprecated === undefined ? {} : { deprecated }),
      ...(config === undefined ? {} : { config: config.name }),
    },
  };
}
