import { isMap, isScalar, isSeq, type Node } from "yaml";
import { readDay, readRule } from "../checks/suppression/suppressible.ts";
import type { Cover, Suppression } from "../checks/suppression/suppression.ts";
import { nearest } from "./nearest.ts";
import type { Reading } from "./settings.ts";
import { type Problem, readPath, resolve, type Scalar, type Source, scalar, text } from "./yaml-values.ts";

/** Under this key the configuration file lists them; inputs and options cannot. */
export const SUPPRESSIONS_KEY = "suppressions";

const KEYS = ["rule", "path", "line", "contains", "reason", "until"] as const;
type Key = (typeof KEYS)[number];
const REQUIRED: readonly Key[] = ["rule", "path", "reason"];

/** Reads the list, or says what is wrong with it: every problem, each at its own node. */
export function readSuppressions(
  node: Node | null | undefined,
  source: Source,
): { readonly suppressions: readonly Suppression[]; readonly problems: readonly Problem[] } {
  const list = resolve(node, source);
  if (!isSeq(list)) return { suppressions: [], problems: [{ node, problem: `${SUPPRESSIONS_KEY} takes a list.` }] };
  const entries = list.items.map((item) => readEntry(item as Node | null, source));
  return {
    suppressions: entries.flatMap((entry) => ("problems" in entry ? [] : [entry])),
    problems: entries.flatMap((entry) => ("problems" in entry ? entry.problems : [])),
  };
}

function readEntry(node: Node | null, source: Source): Suppression | { readonly problems: readonly Problem[] } {
  const map = resolve(node, source);
  if (!isMap(map)) return { problems: [{ node, problem: `a suppression has the keys ${REQUIRED.join(", ")}.` }] };
  const problems: Problem[] = [];
  const values: { -readonly [Name in keyof Values]?: Values[Name] } = {};
  for (const { key, value } of map.items) {
    const name = isScalar(key) ? String(key.value) : String(key);
    const known = KEYS.find((candidate) => candidate === name);
    if (known === undefined) {
      problems.push({ node: key as Node, problem: unknownKey(name) });
      continue;
    }
    const reading = READERS[known](scalar(resolve(value as Node | null, source)));
    if ("problem" in reading) problems.push({ node: (value ?? key) as Node, problem: `${known}: ${reading.problem}` });
    else Object.assign(values, { [known]: reading.value });
  }
  const given = map.items.map(({ key }) => (isScalar(key) ? key.value : undefined));
  for (const key of REQUIRED.filter((name) => !given.includes(name))) {
    problems.push({ node, problem: MISSING[key] ?? `${key} is missing.` });
  }
  const { rule, path, reason, line, contains, until } = values;
  if (problems.length > 0 || rule === undefined || path === undefined || reason === undefined) return { problems };
  const covers: Cover = {
    path,
    ...(line === undefined ? {} : { line }),
    ...(contains === undefined ? {} : { contains }),
  };
  const place = { path: source.file, ...source.place(map) };
  return { kind: "configuration", rule, reason, ...(until === undefined ? {} : { until }), ...place, covers };
}

type Values = Pick<Suppression, "rule" | "reason"> & Required<Pick<Suppression, "until">> & Required<Cover>;
const MISSING: Partial<Record<Key, string>> = {
  rule: "rule is missing. Name one rule, such as import-gone.",
  path: 'path is missing. Name a file or a glob, such as "tests/**".',
  reason: "reason is missing. Say why this finding is one to live with.",
};

const READERS: { readonly [Name in Key]: (value: Scalar) => Reading<Values[Name]> } = {
  rule: (value) => {
    if (typeof value !== "string") return { problem: "the name of one rule is expected." };
    const reading = readRule(value.trim());
    return "rule" in reading ? { value: reading.rule } : reading;
  },
  path: readPath,
  line: (value) =>
    typeof value === "number" && Number.isSafeInteger(value) && value >= 1
      ? { value }
      : { problem: "a line number of 1 or more is expected." },
  contains: text,
  reason: text,
  until: (value) => {
    const day = typeof value === "string" ? readDay(value.trim()) : undefined;
    return day === undefined ? { problem: "a day is expected. Write it as 2027-01-31." } : { value: day };
  },
};

function unknownKey(name: string): string {
  const meant = nearest(name, KEYS);
  return `unknown key ${name}. ${meant === undefined ? `Allowed: ${KEYS.join(", ")}.` : `Did you mean ${meant}?`}`;
}
