import { concat, type Traced, traced } from "../../text/traced.ts";
import { variableUse } from "../command-line/variable-use.ts";
import { mayUse } from "../mentions.ts";
import type { RepositoryFile, UseContext, UseReader } from "../reader.ts";
import { argumentsIn } from "../shell/loose-arguments.ts";
import { readShell } from "../shell/read-shell.ts";
import { siteOf } from "../shell/shell-site.ts";
import type { Use } from "../use.ts";
import { isMakefile, makeAssignment, withoutPrefix } from "./make-assignment.ts";
import { makeLines } from "./make-lines.ts";
import { expandMake, makeBudget } from "./make-variables.ts";

/** Makefiles: their recipes, and the variables that they export. */
export const makefiles: UseReader = {
  format: "makefile",
  matches: ({ path, text }) => isMakefile(path) && mayUse(text),
  read: readMakefile,
};

function readMakefile(file: RepositoryFile, context: UseContext): Use[] {
  const site = siteOf(file, "makefile", context);
  const variables = new Map<string, Traced>();
  const uses: Use[] = [];
  const recipes: Traced[] = [];
  let branches = 0;
  for (const { text, recipe } of makeLines(traced(file.text, 0))) {
    if (recipe) recipes.push(text);
    else if (/^ *if(?:n?eq|n?def)\b/.test(text.text)) branches += 1;
    else if (/^ *endif\b/.test(text.text)) branches -= 1;
    const assignment = recipe ? undefined : makeAssignment(text);
    if (assignment === undefined) continue;
    const { operator, value } = assignment;
    const name = assignment.name.text;
    const before = variables.get(name);
    // In a branch, what either side sets is looked at.
    const added = before !== undefined && (operator === "+" || branches > 0);
    if (operator !== "?" || before === undefined) variables.set(name, added ? joined(before, value) : value);
    uses.push(...variableUse(assignment.name, value.text.includes("$") ? undefined : value.text, site));
  }
  const budget = makeBudget();
  const shells = recipes.map((recipe) => expandMake(withoutPrefix(recipe), variables, budget));
  for (const text of shells) if (text.text.trim() !== "") uses.push(...readShell(text, site));
  const reached = new Set(
    recipes.flatMap(({ text }) => [...text.matchAll(/\$[({]([\w-]+)[)}]/g)].map((match) => match[1])),
  );
  for (const [name, value] of variables) {
    if (!reached.has(name)) uses.push(...argumentsIn(name, expandMake(value, variables, budget), false, site));
  }
  return uses;
}

/** Nobody appends more often; each time all that was there is copied. */
const MAX_PIECES = 2_000;

function joined(before: Traced, added: Traced): Traced {
  if (before.pieces.length > MAX_PIECES) return before;
  return concat([before, { text: " ", pieces: [] }, added]);
}
