/** More names than a person writes into one pattern; a product of groups grows fast. */
const MOST_NAMES = 64;
const MOST_GROUPS = 8;

/** A metric name that a pattern spells. Offsets are those of the pattern, of all of it where the name is not written in one piece. */
interface PatternName {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** The pattern's other names, each a fallback of its own: the pattern matches while one of them is there. */
  readonly alternatives?: readonly (readonly string[])[];
}

/** The `vllm:` metrics that a pattern for whole names (`__name__=~"…"`, `regex: …`) spells; none for an open pattern. */
export function patternNames(pattern: string): PatternName[] {
  const names = spelledNames(pattern)?.filter((name) => /^vllm:[a-zA-Z0-9_:]+$/.test(name)) ?? [];
  return names.map((name) => {
    const written = new RegExp(`(?<![\\w:])${name}(?![\\w:(])`).exec(pattern);
    const start = written?.index ?? 0;
    const end = written === null ? pattern.length : start + name.length;
    const others = names.filter((other) => other !== name).map((other) => [other]);
    return { name, start, end, ...(others.length > 0 && { alternatives: others }) };
  });
}

/**
 * The names of a regular expression that spells all it matches: `vllm:(a|b)_total`, `^vllm:x$`, `vllm:a|vllm:b`,
 * `vllm:x(_total)?`. `undefined` for an open one (`vllm:.*`): what it matches is not written there.
 *
 * Anchors may be there or not: Prometheus anchors a pattern at both ends.
 */
export function spelledNames(pattern: string): string[] | undefined {
  const reader = { text: pattern, at: 0, groups: 0 };
  const names = readAlternatives(reader);
  return names !== undefined && reader.at === pattern.length ? [...new Set(names)] : undefined;
}

interface Reader {
  readonly text: string;
  at: number;
  groups: number;
}

function readAlternatives(reader: Reader): string[] | undefined {
  const names: string[] = [];
  for (;;) {
    const sequence = readSequence(reader);
    if (sequence === undefined) return undefined;
    names.push(...sequence);
    if (names.length > MOST_NAMES) return undefined;
    if (reader.text[reader.at] !== "|") return names;
    reader.at += 1;
  }
}

function readSequence(reader: Reader): string[] | undefined {
  let names = [""];
  while (reader.at < reader.text.length && !"|)".includes(reader.text[reader.at] ?? "")) {
    const next = readPart(reader);
    if (next === undefined || names.length * next.length > MOST_NAMES) return undefined;
    names = names.flatMap((name) => next.map((part) => name + part));
  }
  return names;
}

/** One stretch of letters, an anchor, or a group with the `?` behind it. */
function readPart(reader: Reader): string[] | undefined {
  const literal = /[a-zA-Z0-9_:]+|[\^$]/y;
  literal.lastIndex = reader.at;
  const found = literal.exec(reader.text)?.[0];
  if (found !== undefined) {
    reader.at += found.length;
    // `x?` makes the last letter optional and `x{2}` repeats it: not spelled.
    if (/[?*+{]/.test(reader.text[reader.at] ?? "")) return undefined;
    return [/[\^$]/.test(found) ? "" : found];
  }
  reader.groups += 1;
  if (reader.text[reader.at] !== "(" || reader.groups > MOST_GROUPS) return undefined;
  reader.at += reader.text.startsWith("(?:", reader.at) ? 3 : 1;
  const names = readAlternatives(reader);
  if (names === undefined || reader.text[reader.at] !== ")") return undefined;
  reader.at += 1;
  if (reader.text[reader.at] === "?") {
    reader.at += 1;
    return ["", ...names];
  }
  return /[*+{]/.test(reader.text[reader.at] ?? "") ? undefined : names;
}
