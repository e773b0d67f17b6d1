import { Fallbacks } from "./fallbacks.ts";
import { patternNames } from "./name-pattern.ts";
import { type Matcher, readSelector, type Selector } from "./selector.ts";

/** A metric that a text queries. Offsets are UTF-16 units of the text, the end is exclusive. */
export interface MetricName {
  /** As it is queried: `vllm:prompt_tokens_total`, `vllm:e2e_request_latency_seconds_bucket`. */
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /**
   * What the query falls back on where this one has no series, each entry the names that one fallback needs: the other names
   * of a pattern (`__name__=~"vllm:(a|b)"`), the other operands of `or`.
   */
  readonly alternatives?: readonly (readonly string[])[];
}

const PREFIX = "vllm:";
const TOKEN = /vllm:[a-zA-Z0-9_:]+|[{(),#]|\bor\b/g;
/** Behind a name: it is the beginning of a pattern or of a longer name, not a name. */
const GOES_ON = /\.?[*+]|[(?\uFFFC]/y;
/** Behind a name (and its labels): a value, so this is a metric as a server shows it, not a query of it. */
const SAMPLE = /[ \t]+[-+]?(?:\d[\d.]*(?:e[-+]?\d+)?|NaN|Inf)(?:[ \t]+\d+)?[ \t]*(?:\r?\n|\\n|$)/y;

/**
 * The `vllm:` metrics that a text queries: PromQL, with or without selectors and Grafana variables, the functions of
 * Grafana's query variables (`label_values(vllm:x, model)`), or a bare name. The text may be written with the escapes of the
 * string it stands in. Left out: comments, values of other labels, open patterns, samples (`vllm:x{…} 0.5`).
 *
 * Names of recording rules come out as well; only a name that the current release exposes can break.
 */
export function metricNames(text: string): MetricName[] {
  if (!text.includes(PREFIX)) return [];
  const names: MetricName[] = [];
  const fallbacks = new Fallbacks();
  const selectorAt = selectorReader(text);
  TOKEN.lastIndex = 0;
  for (let found = TOKEN.exec(text); found !== null; found = TOKEN.exec(text)) {
    const at = found.index;
    const word = found[0];
    if (word === "or") fallbacks.or();
    else if (word === "(") fallbacks.open();
    else if (word === ")") fallbacks.close();
    else if (word === ",") fallbacks.comma();
    else if (word === "#") {
      if (at === 0 || /\s/.test(text[at - 1] ?? "") || behindEscape(text, at)) TOKEN.lastIndex = lineEnd(text, at);
    } else if (word === "{") {
      const selector = selectorAt(at);
      for (const matcher of selector?.matchers ?? []) addMatched(text, matcher, names, fallbacks);
      if (selector?.end !== undefined) TOKEN.lastIndex = selector.end;
    } else {
      const name = word.replace(/:{1,9}$/, "");
      const end = at + name.length;
      if (name.length < PREFIX.length || !startsName(text, at) || sees(GOES_ON, text, end)) continue;
      const behind = text[end] === "{" ? (selectorAt(end)?.end ?? end) : end;
      if (startsLine(text, at) && sees(SAMPLE, text, behind)) continue;
      fallbacks.name(names.push({ name, start: at, end }) - 1);
    }
  }
  return names.map((name, index) => {
    const others = [
      ...(name.alternatives ?? []),
      ...fallbacks.of(index).map((operand) => operand.map((other) => names[other]?.name ?? "")),
    ];
    return others.length === 0 ? name : { ...name, alternatives: others };
  });
}

/** Adds the metric names that a matcher selects. */
function addMatched(
  text: string,
  { label, operator, value }: Matcher,
  names: MetricName[],
  fallbacks: Fallbacks,
): void {
  const written = text.slice(value.start, value.end);
  const isName = label === undefined ? operator === undefined : label === "__name__" && operator === "=";
  const isPattern = label === "__name__" && operator === "=~";
  // A name is a pattern that matches itself alone.
  for (const found of isPattern || (isName && /^[\w:]+$/.test(written)) ? patternNames(written) : []) {
    const at = value.start;
    fallbacks.name(names.push({ ...found, start: at + found.start, end: at + found.end }) - 1);
  }
}

/** Reads a selector once, and none behind one that nothing closes: a text full of those would be read over and over. */
function selectorReader(text: string): (at: number) => Selector | undefined {
  let last: { at: number; selector: Selector | undefined } | undefined;
  let unclosed = false;
  return (at) => {
    if (last?.at === at) return last.selector;
    if (unclosed) return undefined;
    const selector = readSelector(text, at);
    unclosed = selector !== undefined && selector.end === undefined;
    last = { at, selector };
    return selector;
  };
}

/** Not the rest of another word: a longer metric name, an address. */
function startsName(text: string, at: number): boolean {
  return !/[\w:.@]/.test(text[at - 1] ?? "") || behindEscape(text, at);
}

/** Behind `\n`, `\t` or `\r` as a string writes them. */
function behindEscape(text: string, at: number): boolean {
  return /\\[nrt]$/.test(text.slice(Math.max(at - 2, 0), at));
}

function startsLine(text: string, at: number): boolean {
  let start = at;
  while (start > 0 && at - start < 200 && /[ \t]/.test(text[start - 1] ?? "")) start -= 1;
  return start === 0 || text[start - 1] === "\n" || behindEscape(text, start);
}

function lineEnd(text: string, at: number): number {
  const ends = [text.indexOf("\n", at), text.indexOf("\\n", at)].filter((end) => end !== -1);
  return ends.length === 0 ? text.length : Math.min(...ends);
}

function sees(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}
