import { concat, cut, type Traced, traced, trim } from "../../text/traced.ts";
import { baseName } from "../command-line/program.ts";
import { variableUse } from "../command-line/variable-use.ts";
import { mayUse } from "../mentions.ts";
import type { RepositoryFile, UseContext, UseReader } from "../reader.ts";
import { argumentsIn } from "../shell/loose-arguments.ts";
import { readShell } from "../shell/read-shell.ts";
import { siteOf } from "../shell/shell-site.ts";
import type { Use } from "../use.ts";
import { makeLines } from "./make-lines.ts";
import { expandMake, makeBudget } from "./make-variables.ts";

/** Makefiles: their recipes, and the variables that they export. */
export const makefiles: UseReader = {
  format: "makefile",
  matches: ({ path, text }) => /^(?:GNU)?[Mm]akefile(?:\.\w+)?$|\.(?:mk|mak)$/.test(baseName(path)) && mayUse(text),
  read: readMakefile,
};

/** `target: NAME = value` sets it for the target alone; `export` hands it to recipes. */
const ASSIGNMENT =
  /^ *(?:[^\s:=#][^:=#\n]*:(?!=) *)?((?:export|override|private) +)*([A-Za-z_][\w-]*) *(\+|\?|::?:?|!)?= ?/;

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
    const assignment = recipe ? null : ASSIGNMENT.exec(text.text);
    if (assignment === null) continue;
    const [whole, , name = "", operator] = assignment;
    const at = whole.lastIndexOf(name);
    const value = trim(withoutComment(cut(text, whole.length)));
    const before = variables.get(name);
    // In a branch, what either side sets is looked at.
    const added = before !== undefined && (operator === "+" || branches > 0);
    if (operator !== "?" || before === undefined) variables.set(name, added ? joined(before, value) : value);
    const written = cut(text, at, at + name.length);
    uses.push(...variableUse(written, value.text.includes("$") ? undefined : value.text, site));
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

function withoutComment(value: Traced): Traced {
  const comment = /(?:^|\s)#/.exec(value.text)?.index;
  return comment === undefined ? value : cut(value, 0, comment);
}

/** `@`, `-` and `+` before a command are make's. */
function withoutPrefix(recipe: Traced): Traced {
  return cut(recipe, /^\s*[@+-]*/.exec(recipe.text)?.[0].length ?? 0);
}
