import { beginning, concat, cut, standing, type Traced } from "../../text/traced.ts";
import type { TracedWord } from "../command-line/traced-word.ts";

/** The words of an instruction in exec form, `["vllm", "serve"]`; `undefined` where it is none, and Docker gives it to a shell. */
export function execWords(body: Traced): TracedWord[] | undefined {
  const { text } = body;
  if (!/^\s*\[/.test(text) || !/\]\s*$/.test(text)) return undefined;
  try {
    const list: unknown = JSON.parse(text);
    if (!Array.isArray(list) || list.some((word) => typeof word !== "string")) return undefined;
  } catch {
    return undefined;
  }
  return [...text.matchAll(/"((?:[^"\\]|\\.)*)"/gs)].map((match) => {
    const from = match.index + 1;
    const value = unescaped(cut(body, from, from + (match[1]?.length ?? 0)));
    return { value, at: beginning(cut(body, match.index))?.start ?? 0, element: true };
  });
}

/** Escapes of JSON (RFC 8259, 7). */
function unescaped(value: Traced): Traced {
  if (!value.text.includes("\\")) return value;
  const parts: Traced[] = [];
  let from = 0;
  for (const match of value.text.matchAll(/\\(?:u[0-9a-fA-F]{4}|.)/gs)) {
    const at = match.index;
    const end = at + match[0].length;
    const span = beginning(cut(value, at, end));
    const meant: unknown = JSON.parse(`"${match[0]}"`);
    parts.push(cut(value, from, at));
    if (span !== undefined) parts.push(standing(String(meant), span.start, span.end - span.start));
    from = end;
  }
  return concat([...parts, cut(value, from)]);
}
