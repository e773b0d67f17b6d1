import { concat, type Traced } from "../../text/traced.ts";
import { endpointOf } from "../request/endpoint.ts";
import { requestFields } from "../request/request-fields.ts";
import { UNKNOWN, type Use } from "../use.ts";
import type { Site } from "./site.ts";
import { rest, type TracedWord } from "./traced-word.ts";

const BODY = /^(?:-d|--data(?:-raw|-binary|-ascii)?|--json|--post-data|--body-data)(?:=|$)/;
/** Options of curl and wget with a value that looks like an address or a body and is none. */
const OTHER =
  /^(?:-[A-Za-z]*[HoeAbcuxXEFTwmKr]|--(?:header|output|referer|user-agent|cookie|user|proxy|request|form|write-out|max-time|connect-timeout|retry|retry-delay|cacert|cert|key))$/;

/** The fields of the JSON body that `curl` or `wget` sends. `-d @-` takes what it is given on standard input. */
export function curlFields(words: readonly TracedWord[], stdin: Traced | undefined, site: Site): Use[] {
  const bodies: Traced[] = [];
  let url: string | undefined;
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at];
    const text = word?.value.text ?? "";
    const next = words[at + 1];
    if (word === undefined) break;
    if (BODY.test(text)) {
      const equals = text.startsWith("--") ? text.indexOf("=") : -1;
      const body = equals === -1 ? next : rest(word, equals + 1);
      if (equals === -1) at += 1;
      if (body?.value.text === "@-") bodies.push(...(stdin === undefined ? [] : [stdin]));
      else if (body !== undefined) bodies.push(body.value);
    } else if (/^-d[^-]/.test(text)) {
      const body = rest(word, 2);
      if (body.value.text !== "@-") bodies.push(body.value);
      else if (stdin !== undefined) bodies.push(stdin);
    } else if (/^--url(?:=|$)/.test(text)) {
      url = text.startsWith("--url=") ? text.slice("--url=".length) : next?.value.text;
    } else if (OTHER.test(text)) at += 1;
    else if (!text.startsWith("-") && isAddress(text)) url ??= text;
  }
  if (bodies.length === 0) return [];
  const endpoint = endpointOf(url ?? UNKNOWN);
  // Without a path that is the server's, a body is anybody's.
  if (endpoint.path === undefined) return [];
  return requestFields(concat(bodies), endpoint, site);
}

function isAddress(text: string): boolean {
  return /^[a-z]+:\/\//i.test(text) || text.includes("/") || /^localhost\b/.test(text);
}
