import { concat, cut, standing, type Traced } from "../../text/traced.ts";
import { UNKNOWN } from "../use.ts";
import type { Variables } from "./yaml-room.ts";

/** A value that is taken over and over must not fill the memory. */
const MAX_EXPANDED = 50_000;

/**
 * `$(NAME)` replaced by the container's own variable; `$$(NAME)` and names it does not set stay as they are written
 * (https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/).
 */
export function withReferences(source: Traced, variables: Variables): Traced {
  return replace(source, /\$\$|\$\(([A-Za-z_][\w.-]*)\)/g, ([, name], part) => {
    if (name === undefined || !variables.has(name)) return part;
    return variables.get(name) ?? UNKNOWN;
  });
}

/**
 * `${NAME:-default}`, `${NAME}`, `$NAME` and `$$` as Compose reads them (https://docs.docker.com/reference/compose-file/interpolation/).
 * @param value of a name in the environment that Compose reads: the `.env` file beside it
 */
export function composeInterpolation(source: Traced, value: (name: string) => string | undefined, depth = 0): Traced {
  const pattern = /\$\$|\$([A-Za-z_]\w*)|\$\{([A-Za-z_]\w*)(?:(:?[-?+])((?:[^{}$]|\$\{[^{}]*\}|\$(?!\{))*))?\}/g;
  return replace(source, pattern, (match, part) => {
    if (match[0] === "$$") return cut(part, 0, 1);
    const [, plain, braced, operator = "", fallback = ""] = match;
    const name = plain ?? braced ?? "";
    const set = value(name);
    if (set !== undefined && (set !== "" || !operator.startsWith(":"))) return operator.endsWith("+") ? fallback : set;
    if (!operator.endsWith("-")) return operator.endsWith("+") ? "" : UNKNOWN;
    const start = match[0].length - 1 - fallback.length;
    return depth > 5 ? UNKNOWN : composeInterpolation(cut(part, start, start + fallback.length), value, depth + 1);
  });
}

function replace(
  source: Traced,
  pattern: RegExp,
  replacement: (match: RegExpExecArray, part: Traced) => Traced | string,
): Traced {
  if (!source.text.includes("$")) return source;
  const parts: Traced[] = [];
  let from = 0;
  let length = 0;
  for (const match of source.text.matchAll(pattern)) {
    const part = cut(source, match.index, match.index + match[0].length);
    const value = replacement(match, part);
    const given = typeof value === "string" ? stands(value, part) : value;
    length += given.text.length;
    if (length > MAX_EXPANDED) break;
    parts.push(cut(source, from, match.index), given);
    from = match.index + match[0].length;
  }
  return from === 0 ? source : concat([...parts, cut(source, from)]);
}

function stands(text: string, part: Traced): Traced {
  const [first] = part.pieces;
  return standing(text, first?.at ?? 0, part.text.length);
}
