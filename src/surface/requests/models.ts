import type { ClassSource } from "../classes/class-source.ts";
import type { Classes } from "../classes/classes.ts";

/** A request model, or a name that stands for several: `EmbeddingRequest = EmbeddingCompletionRequest | EmbeddingChatRequest`. */
export interface RequestModel {
  readonly name: string;
  /** One for a class, the alternatives for a name that stands for them. */
  readonly classes: readonly ClassSource[];
}

const SERVER = /\/entrypoints\//;
const CLASS = /^class (\w+Request)\b/gm;
const ALIAS = /^(\w+Request)(?:[ \t]*:[^=\n]+)?[ \t]*=/gm;

/**
 * The pydantic models named `…Request` of the HTTP server. A name for several of them counts where one of them is defined beside
 * it: elsewhere such names serve type checkers alone (`AnyRequest`).
 */
export function requestModels(texts: ReadonlyMap<string, string>, classes: Classes): RequestModel[] {
  const models: RequestModel[] = [];
  const server = [...texts].filter(([file, text]) => SERVER.test(file) && text.includes("Request"));
  for (const [file, text] of server) {
    for (const [, name = ""] of text.matchAll(CLASS)) {
      const own = classes.named(name).filter((one) => one.module.file === file && isModel(one, classes));
      if (own.length > 0) models.push({ name, classes: own });
    }
  }
  const known = new Set(models.flatMap((model) => model.classes));
  for (const [file, text] of server) {
    if (!text.includes("Request:") && !text.includes("Request =")) continue;
    // Parameters are written the same way, so most files have none: those are not worth parsing.
    const names = [...text.matchAll(ALIAS)].map(([, name = ""]) => name);
    const module = names.length === 0 ? undefined : classes.modules.file(file);
    if (module === undefined) continue;
    for (const name of names) {
      const binding = module.bindings.get(name);
      if (binding?.kind !== "value") continue;
      const meant = classes.hints(module, binding.node).flatMap(({ classAt }) => {
        const one = classAt === undefined ? undefined : classes.classAt(classAt.module, classAt.name);
        return one !== undefined && known.has(one) ? [one] : [];
      });
      if (meant.some((one) => one.module.file === file)) models.push({ name, classes: meant });
    }
  }
  return models;
}

/** Whether it comes down to pydantic's `BaseModel`. */
const isModel = (of: ClassSource, classes: Classes): boolean =>
  classes.foreignBases(of).some((base) => /(^|\.)BaseModel$/.test(base));
