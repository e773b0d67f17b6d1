import type { Classes } from "../classes/classes.ts";
import type { Field, Surface } from "../surface.ts";
import { modelFields } from "./fields.ts";
import { requestModels } from "./models.ts";

/**
 * The request models of a release's HTTP server, each with every field that it takes; a name for several models has the fields of
 * all of them.
 *
 * @param texts the release's Python by member of the wheel
 */
export function extractRequests(texts: ReadonlyMap<string, string>, classes: Classes): Surface["requests"] {
  const requests: Record<string, Record<string, Field>> = {};
  for (const { name, classes: alternatives } of requestModels(texts, classes)) {
    const fields = alternatives.map((one) => modelFields(one, classes));
    requests[name] = Object.assign({}, ...fields.reverse(), requests[name]);
  }
  return requests;
}
