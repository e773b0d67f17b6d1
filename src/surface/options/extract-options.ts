import type { ClassSource } from "../classes/class-source.ts";
import type { Classes } from "../classes/classes.ts";
import { isEnum } from "../classes/members.ts";
import type { Field, Fields, ServeOption, Surface } from "../surface.ts";
import { makeEvaluate } from "../values/evaluate.ts";
import type { Evaluate } from "../values/scope.ts";
import { type AcceptedField, acceptedFields, takesMore } from "./accepted-fields.ts";
import { serveParser } from "./serve-parser.ts";

type Part = Pick<Surface, "options" | "configs" | "parameters">;

const PARAMETERS = ["EngineArgs", "AsyncEngineArgs", "SamplingParams", "PoolingParams"];

/** The command line of `vllm serve`, the config classes and the parameters of a release, out of its source. */
export function extractOptions(classes: Classes): Part {
  const evaluate = makeEvaluate(classes);
  const accepts = (of: ClassSource) => acceptedFields(of, classes, evaluate);
  const whole = publicClass(classes, "VllmConfig");
  const wholeFields: ReadonlyMap<string, AcceptedField> = whole === undefined ? new Map() : accepts(whole);

  const found = serveParser(classes);
  const reached: ClassSource[] = [];
  const options = found.map(({ option, config, free }): ServeOption => {
    const taken = config ?? (free ? wholeFields.get(option.destination)?.config : undefined);
    if (taken !== undefined) reached.push(taken);
    return taken === undefined ? option : { ...option, config: taken.name };
  });
  const byDestination = new Map(options.map((option) => [option.destination, option]));

  const parameters: Record<string, Fields> = {};
  for (const name of PARAMETERS) {
    const of = publicClass(classes, name);
    if (of === undefined) continue;
    const fields: Record<string, Field> = {};
    for (const [key, { field, config }] of accepts(of)) {
      if (config !== undefined) reached.push(config);
      fields[key] = name.endsWith("EngineArgs") ? withOption(field, byDestination.get(key)) : field;
    }
    parameters[name] = fields;
  }
  const llm = publicClass(classes, "LLM");
  if (llm !== undefined) parameters["LLM"] = llmFields(llm, parameters["EngineArgs"] ?? {}, classes, evaluate);
  return { options, configs: configs(reached, classes, evaluate), parameters };
}

/** What the package gives out under this name; where it gives none, the only class of the name. */
function publicClass(classes: Classes, name: string): ClassSource | undefined {
  const top = classes.modules.module("vllm");
  return (top === undefined ? undefined : classes.classAt(top, name)) ?? classes.named(name)[0];
}

/** The command line says what the dataclass does not: that a field goes, and that a dictionary makes a config. */
function withOption(field: Field, option: ServeOption | undefined): Field {
  const deprecated = field.deprecated ?? option?.deprecated;
  const config = field.config ?? option?.config;
  return {
    ...field,
    ...(deprecated === undefined ? {} : { deprecated }),
    ...(config === undefined ? {} : { config }),
  };
}

/** What `LLM` names, then what its `**kwargs` hands on to `EngineArgs`. */
function llmFields(llm: ClassSource, engine: Fields, classes: Classes, evaluate: Evaluate): Fields {
  const named = [...acceptedFields(llm, classes, evaluate)].map(([key, { field }]): [string, Field] => {
    const { deprecated, config } = engine[key] ?? {};
    return [
      key,
      { ...field, ...(deprecated === undefined ? {} : { deprecated }), ...(config === undefined ? {} : { config }) },
    ];
  });
  return { ...(takesMore(llm, classes) ? engine : {}), ...Object.fromEntries(named) };
}

/** The classes of `vllm.config`, those an option or engine argument takes, and what these nest. */
function configs(reached: readonly ClassSource[], classes: Classes, evaluate: Evaluate): Record<string, Fields> {
  const rest = [...reached, ...classesOf(classes, "vllm.config")];
  const made: Record<string, Fields> = {};
  const seen = new Set<ClassSource>();
  for (let at = 0; at < rest.length; at += 1) {
    const of = rest[at];
    if (of === undefined || seen.has(of)) continue;
    seen.add(of);
    const accepted = acceptedFields(of, classes, evaluate);
    for (const { config } of accepted.values()) if (config !== undefined) rest.push(config);
    if (accepted.size > 0) made[of.name] ??= Object.fromEntries([...accepted].map(([key, { field }]) => [key, field]));
  }
  return made;
}

function classesOf(classes: Classes, name: string): ClassSource[] {
  return classes.modules.filesOf(name).flatMap((file) => {
    const module = classes.modules.file(file);
    return [...(module?.bindings ?? [])].flatMap(([key, { kind, typing }]) => {
      const of = module === undefined || kind !== "class" || typing ? undefined : classes.classAt(module, key);
      return of === undefined || isEnum(classes, of) || isInterface(classes, of) ? [] : of;
    });
  });
}

function isInterface(classes: Classes, of: ClassSource): boolean {
  return classes.foreignBases(of).some((base) => /(^|\.)(Protocol|TypedDict|NamedTuple|ABC)$/.test(base));
}
