import { cut, type Traced } from "../../text/traced.ts";
import type { Site } from "../command-line/site.ts";
import { variableUse } from "../command-line/variable-use.ts";
import { argumentsIn } from "../shell/loose-arguments.ts";
import type { Use } from "../use.ts";

/** `NAME=value`, `export NAME=value`; a line of a comment sets nothing. Quotes around a value are no part of it. */
export function readVariables(text: Traced, site: Site): Use[] {
  const uses: Use[] = [];
  for (const match of text.text.matchAll(/^([ \t]*(?:export[ \t]+)?)([A-Za-z_]\w*)[ \t]*=[ \t]*(.*)$/gm)) {
    const [whole, before = "", name = "", written = ""] = match;
    const at = match.index + before.length;
    const quote = /^(["'])(.*?)\1/.exec(written);
    const value = quote?.[2] ?? written.replace(/(?:^|\s)#.*$/, "").trim();
    const start = match.index + whole.length - written.length + (quote === null ? 0 : 1);
    const known = /\$\{?\w/.test(value) && quote?.[1] !== "'" ? undefined : value;
    uses.push(...variableUse(cut(text, at, at + name.length), known, site));
    uses.push(...argumentsIn(name, cut(text, start, start + value.length), false, site));
  }
  return uses;
}
