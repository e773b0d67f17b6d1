import { compare, explain, satisfies } from "./version.ts";

/** What markers ask about (PEP 508, "Environment Markers"), by the variable's name. */
export type MarkerEnvironment = Readonly<Record<string, string>>;

/**
 * The environment that packages are resolved for.
 *
 * @param python `3.11` or `3.11.7`
 * @param platform as `sys.platform` and `platform.machine()` say it
 */
export function markerEnvironment(
  python: string,
  { os, machine }: { readonly os: "linux" | "darwin" | "win32"; readonly machine: string },
): MarkerEnvironment {
  const [major = 3, minor = 0, patch = 0] = explain(python)?.release ?? [];
  return {
    python_version: `${major}.${minor}`,
    python_full_version: `${major}.${minor}.${patch}`,
    implementation_version: `${major}.${minor}.${patch}`,
    sys_platform: os,
    os_name: os === "win32" ? "nt" : "posix",
    platform_system: { linux: "Linux", darwin: "Darwin", win32: "Windows" }[os],
    platform_machine: machine,
    platform_python_implementation: "CPython",
    implementation_name: "cpython",
  };
}

const TOKEN =
  /\s*(?:(\()|(\))|(and|or|not\s+in|in)(?![\w.])|(===|~=|==|!=|<=|>=|<|>)|"([^"]*)"|'([^']*)'|([A-Za-z_.]+))/y;
const LONGEST = 5000;
/** Nested no deeper: nobody writes that by hand, and a reader must not run out of stack. */
const DEEPEST = 50;

/**
 * Whether a marker holds. `extra` is true for any of the extras given, as installers read it (`extra == "audio"`).
 *
 * @returns `undefined` for text that is no marker, or that asks what the environment does not say (`platform_release`)
 */
export function evaluateMarker(
  marker: string,
  environment: MarkerEnvironment,
  extras: readonly string[],
): boolean | undefined {
  const tokens = tokensOf(marker);
  if (tokens === undefined) return undefined;
  let at = 0;
  const take = (kind: Token["kind"], text?: string): Token | undefined => {
    const token = tokens[at];
    if (token?.kind !== kind || (text !== undefined && token.text !== text)) return undefined;
    at += 1;
    return token;
  };
  const chain = (word: "and" | "or", next: (depth: number) => Value, depth: number): Value => {
    let left = next(depth);
    while (take("word", word)) {
      const right = next(depth);
      left = { read: left.read && right.read, holds: joined(word, left.holds, right.holds) };
    }
    return left;
  };
  const either = (depth: number): Value => chain("or", (inner) => chain("and", single, inner), depth);
  const single = (depth: number): Value => {
    if (depth > DEEPEST) return UNREAD;
    if (take("open")) {
      const inner = either(depth + 1);
      return take("close") ? inner : UNREAD;
    }
    const left = take("value") ?? take("name");
    const operator = take("operator") ?? take("word", "in") ?? take("word", "not in");
    const right = take("value") ?? take("name");
    if (left === undefined || operator === undefined || right === undefined) return UNREAD;
    return { read: true, holds: comparison(left, operator.text, right, environment, extras) };
  };
  const { read, holds } = either(0);
  return read && at === tokens.length ? holds : undefined;
}

interface Token {
  readonly kind: "open" | "close" | "word" | "operator" | "value" | "name";
  readonly text: string;
}

interface Value {
  /** Whether the text is a marker so far. */
  readonly read: boolean;
  readonly holds: boolean | undefined;
}

const UNREAD: Value = { read: false, holds: undefined };

function tokensOf(text: string): Token[] | undefined {
  const trimmed = text.trimEnd();
  if (trimmed === "" || trimmed.length > LONGEST) return undefined;
  const tokens: Token[] = [];
  for (let at = 0; at < trimmed.length; ) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(trimmed);
    if (match === null) return undefined;
    const [, open, close, word, operator, double, single, name = ""] = match;
    if (open !== undefined) tokens.push({ kind: "open", text: open });
    else if (close !== undefined) tokens.push({ kind: "close", text: close });
    else if (word !== undefined) tokens.push({ kind: "word", text: word.replace(/\s+/, " ") });
    else if (operator !== undefined) tokens.push({ kind: "operator", text: operator });
    else if (double !== undefined || single !== undefined) tokens.push({ kind: "value", text: double ?? single ?? "" });
    else tokens.push({ kind: "name", text: name });
    at = TOKEN.lastIndex;
  }
  return tokens;
}

/** One unknown side need not make the whole unknown. */
function joined(word: "and" | "or", left: boolean | undefined, right: boolean | undefined): boolean | undefined {
  const decisive = word === "or";
  if (left === decisive || right === decisive) return decisive;
  return left === undefined || right === undefined ? undefined : !decisive;
}

function comparison(
  left: Token,
  operator: string,
  right: Token,
  environment: MarkerEnvironment,
  extras: readonly string[],
): boolean | undefined {
  if (left.text === "extra" && left.kind === "name") return extraHolds(operator, right.text, extras);
  if (right.text === "extra" && right.kind === "name") return extraHolds(operator, left.text, extras);
  const meant = ({ kind, text }: Token) =>
    kind === "value" ? text : environment[text.replace(/^python_implementation$/, "platform_python_implementation")];
  const [a, b] = [meant(left), meant(right)];
  if (a === undefined || b === undefined) return undefined;
  if (operator === "in") return b.includes(a);
  if (operator === "not in") return !b.includes(a);
  // PEP 508: compared as versions where both sides are some, as text otherwise.
  const versions = explain(a) !== undefined && explain(b.replace(/\.\*$/, "")) !== undefined;
  if (versions && left.kind === "name") return satisfies(a, `${operator}${b}`, { prereleases: true });
  if (versions && !b.endsWith(".*")) return ordered(operator, compare(a, b));
  if (operator === "==" || operator === "===") return a === b;
  if (operator === "!=") return a !== b;
  return operator === "~=" ? undefined : ordered(operator, a < b ? -1 : a > b ? 1 : 0);
}

function extraHolds(operator: string, name: string, extras: readonly string[]): boolean | undefined {
  const normal = name.replace(/[-_.]+/g, "-").toLowerCase();
  if (operator === "==") return extras.includes(normal);
  return operator === "!=" ? !extras.includes(normal) : undefined;
}

function ordered(operator: string, order: number): boolean | undefined {
  switch (operator) {
    case "==":
    case "===":
      return order === 0;
    case "!=":
      return order !== 0;
    case "<":
      return order < 0;
    case "<=":
      return order <= 0;
    case ">":
      return order > 0;
    case ">=":
      return order >= 0;
    default:
      return undefined;
  }
}
