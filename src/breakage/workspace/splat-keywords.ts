import type { ParsePython } from "../../platform/syntax-parsers.ts";
import { type DictionaryReader, dictionaryReader } from "./dictionary-keys.ts";
import { literalKey } from "./literal-key.ts";
import type { Edit } from "./offset-map.ts";
import { references } from "./references.ts";
import { child, copyTree, nodesOf, type SyntaxNode } from "./syntax-node.ts";

/**
 * A name that is defined nowhere, as the value of what is inserted: it has an unknown type, which fits every parameter and every
 * overload. (`...` would not: `f(x=...)` would return `EllipsisType` where `f` returns what it is given.)
 */
const UNKNOWN = "_vuc_";

/** Nobody writes a longer Python file by hand, and a syntax tree of hostile text takes seconds for every million characters. */
const LONGEST = 500_000;

/**
 * The edits that give each call the keys of the dictionaries that flow into it by `**` as keyword arguments, so that the type checker
 * sees them: `LLM(**cfg)` becomes `LLM(swap_space=_vuc_, **cfg)`, and what is said of the inserted argument means the key's own
 * place. A plain literal is rewritten to the keyword arguments it stands for, which is what Python does: the checker would see
 * its keys by itself, but place them all at the literal.
 */
export function splatKeywords(text: string, parse: ParsePython): Edit[] {
  if (text.length > LONGEST || !mayBeInReach(text)) return [];
  const root = copyTree(parse(text));
  const known = dictionaryReader(text, references(root, text));
  const edits: Edit[] = [];
  for (const call of nodesOf(root, new Set(["call"]))) {
    const given = child(call, "arguments");
    if (given?.type === "argument_list") edits.push(...editsOf(given, text, known));
  }
  return edits;
}

/** Whether a `**` has an operand other than a parameter's name: that the file gives a value, or an expression. */
function mayBeInReach(text: string): boolean {
  const names = new Set<string>();
  for (const [, name] of text.matchAll(/[(,\s]\*\*\s{0,20}([A-Za-z_][\w.]{0,200}|[{(])/g)) {
    if (name === undefined || names.has(name)) continue;
    names.add(name);
    if (!/^\w+$/.test(name) || name === "dict" || names.size > 50) return true;
    if (new RegExp(`\\b${name}\\s{0,20}(?:=(?!=)|:|\\|=|\\[)`).test(text)) return true;
  }
  return false;
}

function editsOf(given: SyntaxNode, text: string, known: DictionaryReader): Edit[] {
  const splats = given.children.filter((one) => one.type === "dictionary_splat");
  if (splats.length === 0) return [];
  const taken = new Set<string>();
  for (const argument of given.children) {
    const name = argument.type === "keyword_argument" ? child(argument, "name") : undefined;
    if (name !== undefined) taken.add(text.slice(name.start, name.end));
  }
  return splats.flatMap((splat) => rewriteLiteral(splat, text, taken) ?? insertKeys(splat, known, taken));
}

/** `**{"a": 1}` to `a = 1`; `undefined` where the operand is anything but plain pairs, each of another name. */
function rewriteLiteral(splat: SyntaxNode, text: string, taken: Set<string>): Edit[] | undefined {
  const literal = splat.children[0];
  if (literal?.type !== "dictionary" || splat.children.length !== 1) return undefined;
  const blank = (start: number, end: number, by = " ".repeat(end - start)): Edit => {
    return { start, end, text: by, place: { start, end } };
  };
  const edits = [blank(splat.start, splat.start + 2), blank(literal.start, literal.start + 1)];
  const names = new Set<string>();
  let last: SyntaxNode | undefined;
  for (const pair of literal.children) {
    if (pair.type === "comment") continue;
    const key = child(pair, "key");
    const value = child(pair, "value");
    const name = key && literalKey(text.slice(key.start, key.end));
    if (key === undefined || value === undefined || name === undefined || taken.has(name) || names.has(name))
      return undefined;
    // Comments between key and value stay, so only the colon itself is changed.
    const colon = text.slice(key.end, value.start).search(/\S/) + key.end;
    if (text[colon] !== ":") return undefined;
    names.add(name);
    edits.push({ start: key.start, end: key.end, text: name, place: key }, blank(colon, colon + 1, "="));
    last = pair;
  }
  if (last === undefined) return undefined;
  const close = literal.end - 1;
  const comma = text.slice(last.end, literal.end).search(/\S/) + last.end;
  // The text is any text: what the tree completes is not there.
  if (text[close] !== "}" || (text[comma] !== "," && comma !== close)) return undefined;
  if (comma !== close) edits.push(blank(comma, comma + 1));
  for (const name of names) taken.add(name);
  return [...edits, blank(close, literal.end)];
}

function insertKeys(splat: SyntaxNode, known: DictionaryReader, taken: Set<string>): Edit[] {
  const value = splat.children.find((one) => one.type !== "comment");
  // A literal with other keys than names: the checker knows what it holds.
  if (
    value === undefined ||
    (value.type === "dictionary" && value.children.every((one) => one.type !== "dictionary_splat"))
  )
    return [];
  const edits: Edit[] = [];
  for (const [name, key] of known(value, splat)) {
    if (taken.has(name)) continue;
    taken.add(name);
    edits.push({
      start: splat.start,
      end: splat.start,
      text: `${name}=${UNKNOWN}, `,
      place: { start: key.start, end: key.end },
    });
  }
  return edits;
}
