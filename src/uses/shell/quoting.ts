import { beginning, concat, cut, standing, type Traced } from "../../text/traced.ts";

/** Outside of quotes a backslash keeps any character, and joins lines (POSIX.1 XCU 2.2.1). */
export function unescaped(value: Traced): Traced {
  return replaced(value, /\\(\r?\n|[^\n])/g, (match) => (match[1]?.endsWith("\n") ? 0 : 1));
}

/** In double quotes it keeps `$`, a backquote, `"` and itself alone (2.2.3). */
export function unescapedInDoubleQuotes(value: Traced): Traced {
  return replaced(value, /\\(\r?\n|[$`"\\])/g, (match) => (match[1]?.endsWith("\n") ? 0 : 1));
}

/** In a here-document quotes need no backslash (2.7.4). */
export function unescapedInHereDocument(value: Traced): Traced {
  return replaced(value, /\\([$`\\])/g, () => 1);
}

const CONTROLS: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r" };

/** `$'…\n'` of bash. */
export function ansi(value: Traced): Traced {
  if (!value.text.includes("\\")) return value;
  const parts: Traced[] = [];
  let from = 0;
  for (const match of value.text.matchAll(/\\(.)/gs)) {
    const at = match.index;
    const control = CONTROLS[match[1] ?? ""];
    const span = beginning(cut(value, at, at + 2));
    parts.push(cut(value, from, at));
    parts.push(
      control !== undefined && span !== undefined ? standing(control, span.start, 2) : cut(value, at + 1, at + 2),
    );
    from = at + 2;
  }
  return concat([...parts, cut(value, from)]);
}

/** Drops the backslash of each match, and the rest of it but for the last `kept` characters. */
function replaced(value: Traced, pattern: RegExp, kept: (match: RegExpExecArray) => number): Traced {
  if (!value.text.includes("\\")) return value;
  const parts: Traced[] = [];
  let from = 0;
  for (const match of value.text.matchAll(pattern)) {
    const end = match.index + match[0].length;
    parts.push(cut(value, from, match.index), cut(value, end - kept(match), end));
    from = end;
  }
  return concat([...parts, cut(value, from)]);
}
