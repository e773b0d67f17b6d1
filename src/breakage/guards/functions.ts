import type { Analysis } from "./analysis.ts";
import { exits } from "./exits.ts";
import type { Arguments } from "./named-conditions.ts";
import type { Syntax } from "./syntax.ts";
import { join, NONE, type Scope, UNKNOWN, type Value } from "./value.ts";

type RepositoryFunction = Extract<Value, { kind: "function" }>;

/** What a function of the repository returns on the target: the returns that may be reached, and what they agree on. */
export function callFunction(
  { node, scope: outer }: RepositoryFunction,
  args: Arguments,
  caller: Scope | undefined,
  analysis: Analysis,
): Value {
  const body = node.field("body");
  for (let active = caller; active !== undefined; active = active.outer) if (active.owner === node) return UNKNOWN;
  if (body === undefined) return UNKNOWN;
  const scope: Scope = { owner: node, names: bound(node, args, analysis), outer: outer ?? caller };
  const found: Value[] = [];
  for (const statement of returnsIn(body, analysis)) {
    const reach = analysis.reach(statement, { scope, until: node });
    if (reach.state === "no") continue;
    const value = statement.parts[0];
    found.push(value === undefined ? NONE : analysis.evaluate(value, scope));
    if (reach.state === "yes") return join(found);
  }
  if (exits(body, scope, analysis).state !== "yes") found.push(NONE);
  return join(found);
}

function bound(node: Syntax, args: Arguments, analysis: Analysis): ReadonlyMap<string, Value> {
  const names = new Map<string, Value>();
  const parameters = node.field("parameters")?.parts ?? [];
  parameters.forEach((parameter, index) => {
    const first = parameter.type === "typed_parameter" ? parameter.parts[0] : parameter.field("name");
    const name = parameter.type === "identifier" ? parameter.text : first?.text;
    if (name === undefined || parameter.type.endsWith("splat_pattern")) return;
    const otherwise = parameter.field("value");
    const given = args.keywords.get(name) ?? args.positional[index];
    names.set(name, given ?? (otherwise === undefined ? UNKNOWN : analysis.evaluate(otherwise)));
  });
  return names;
}

const OTHER_SCOPES: ReadonlySet<string> = new Set(["function_definition", "class_definition", "lambda"]);
const STATEMENTS = /(?:_statement|_clause|^block|^match_)/;

function returnsIn(body: Syntax, analysis: Analysis): readonly Syntax[] {
  const found: Syntax[] = [];
  const open = [body];
  for (let node = open.pop(); node !== undefined && analysis.spend(); node = open.pop()) {
    if (node.type === "return_statement") found.push(node);
    else if (node === body || (STATEMENTS.test(node.type) && !OTHER_SCOPES.has(node.type))) {
      open.push(...[...node.parts].reverse());
    }
  }
  return found;
}
