import type { Field, Surface } from "../../../surface/surface.ts";
import { requestModels } from "../request-models.ts";
import type { Subject } from "../subject.ts";

/** A field of the request models that one endpoint takes, or of all of them where the endpoint is not known. */
export function requestFieldSubject(field: string, endpoint: string | undefined): Subject {
  return {
    name: field,
    ...(endpoint === undefined ? {} : { scope: endpoint }),
    has: (surface) => requestField(field, endpoint, surface) !== undefined,
    entry: (surface) => requestField(field, endpoint, surface),
    names: (surface) => requestModels(endpoint, surface).flatMap((model) => Object.keys(surface.requests[model] ?? {})),
    accept: (said, renamed, _last, target) => {
      const [first = "", ...keys] = said.split(".");
      if (first === field || requestField(first, endpoint, target) === undefined) return undefined;
      return { name: said, plain: renamed && keys.length === 0 };
    },
  };
}

/** The field as the first model that has it declares it. */
export function requestField(field: string, endpoint: string | undefined, surface: Surface): Field | undefined {
  for (const model of requestModels(endpoint, surface)) {
    const fields = surface.requests[model];
    if (fields !== undefined && Object.hasOwn(fields, field)) return fields[field];
  }
  return undefined;
}
