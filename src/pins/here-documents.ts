import { concat, cut, type Traced } from "../text/traced.ts";

/** A here-document with the line of the command that takes it. */
export interface HereDocument {
  readonly command: string;
  readonly text: Traced;
}

const START = /(?<!<)<<-?[ \t]*(?:'([^'\n]{1,60})'|"([^"\n]{1,60})"|\\?([A-Za-z_][\w.-]{0,60}))/g;

/** A shell's text without its here-documents (POSIX.1 2.7.4), and these. A beginning without an end is none. */
export function hereDocuments(source: Traced): {
  readonly script: Traced;
  readonly documents: readonly HereDocument[];
} {
  if (!source.text.includes("<<")) return { script: source, documents: [] };
  const lines = [...source.text.matchAll(/[^\n]*\n|[^\n]+$/g)].map(({ 0: text, index }) => ({ text, at: index }));
  const ends = new Map<string, number[]>();
  for (const [index, { text }] of lines.entries()) {
    const known = ends.get(text.trim());
    if (known === undefined) ends.set(text.trim(), [index]);
    else known.push(index);
  }
  const kept: Traced[] = [];
  const documents: HereDocument[] = [];
  const next = new Map<string, number>();
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index];
    if (line === undefined) break;
    kept.push(cut(source, line.at, line.at + line.text.length));
    if (!line.text.includes("<<") || /^\s*#/.test(line.text)) continue;
    for (const match of line.text.matchAll(START)) {
      const word = match[1] ?? match[2] ?? match[3] ?? "";
      const found = ends.get(word) ?? [];
      let position = next.get(word) ?? 0;
      while ((found[position] ?? Number.POSITIVE_INFINITY) <= index) position += 1;
      next.set(word, position);
      const end = found[position];
      const [from, to] = [lines[index + 1], end === undefined ? undefined : lines[end]];
      if (end === undefined || from === undefined || to === undefined) continue;
      if (to.at > from.at) documents.push({ command: line.text, text: cut(source, from.at, to.at) });
      index = end;
    }
  }
  return { script: concat(kept), documents };
}
