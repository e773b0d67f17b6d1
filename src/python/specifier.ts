/** The comparison operators of PEP 440. */
export type Operator = "===" | "~=" | "==" | "!=" | "<=" | ">=" | "<" | ">";

/** One clause of a specifier: `>=0.31`. `start` and `end` bound the version text (without `.*`) in the specifier. */
export interface Clause {
  readonly operator: Operator;
  /** As written: `v0.31.0`, `0.31` for `==0.31.*`. */
  readonly version: string;
  /** `==0.31.*`. */
  readonly wildcard: boolean;
  readonly start: number;
  readonly end: number;
}

const CLAUSE = /^(\s*(===|~=|==|!=|<=|>=|<|>)\s*)([^\s,;()*]+)\s*$/;
const WILDCARD = /^(\s*(==|!=)\s*)([^\s,;()*]+)\.\*\s*$/;

/** Clauses of a specifier, in order; `[]` for an empty one, `undefined` for text PEP 440 does not know. Grammar only. */
export function parseSpecifier(specifier: string): readonly Clause[] | undefined {
  if (specifier.trim() === "") return [];
  if (specifier.length > 2_000) return undefined;
  const clauses: Clause[] = [];
  let offset = 0;
  for (const part of specifier.split(",")) {
    const wildcard = WILDCARD.exec(part);
    const match = wildcard ?? CLAUSE.exec(part);
    if (match === null) return undefined;
    const [, before = "", operator, version = ""] = match;
    const start = offset + before.length;
    clauses.push({
      operator: operator as Operator,
      version,
      wildcard: wildcard !== null,
      start,
      end: start + version.length,
    });
    offset += part.length + 1;
  }
  return clauses;
}
