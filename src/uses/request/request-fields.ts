import { beginning, cut, type Traced } from "../../text/traced.ts";
import type { Site } from "../command-line/site.ts";
import { type RequestFieldUse, UNKNOWN } from "../use.ts";
import type { Endpoint } from "./endpoint.ts";

/** A body beyond this is data. Characters. */
const MAX_LENGTH = 200_000;
/** What a JSON text is made of, as far as its keys are concerned; an unclosed string ends with its line. */
const TOKEN = /"((?:[^"\\\n]|\\.)*)"(\s*:)?|[[\]{}]/g;

/**
 * The keys of a request's body, one use for each; a key in a value is none. Tolerant: variables and templates in it
 * (`UNKNOWN`), missing commas and quotes do not matter.
 * @param body JSON text with the places of its source
 */
export function requestFields(body: Traced, endpoint: Endpoint, site: Site): RequestFieldUse[] {
  const { certainty, path } = endpoint;
  if (certainty === "none") return [];
  return topLevelKeys(body).flatMap((key) => {
    const span = beginning(key);
    if (span === undefined || key.text.includes(UNKNOWN)) return [];
    return [
      {
        kind: "request-field",
        field: key.text,
        ...(path === undefined ? {} : { endpoint: path }),
        certainty,
        format: site.format,
        place: site.place(span.start, span.end),
        ...(site.quiet === undefined ? {} : { quiet: site.quiet }),
      },
    ];
  });
}

/** Keys of the outermost mapping of a JSON text, quotes removed. */
function topLevelKeys(json: Traced): Traced[] {
  const { text } = json;
  if (text.length > MAX_LENGTH || !text.trimStart().startsWith("{")) return [];
  const keys: Traced[] = [];
  let depth = 0;
  for (const match of text.matchAll(TOKEN)) {
    const [token, name, colon] = match;
    if (name === undefined) depth += token === "{" || token === "[" ? 1 : -1;
    else if (depth === 1 && colon !== undefined) keys.push(cut(json, match.index + 1, match.index + 1 + name.length));
    if (depth <= 0 && name === undefined) break;
  }
  return keys;
}
