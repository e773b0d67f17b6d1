import type { Analysis } from "./analysis.ts";
import { type Binding, bindingsOf, scopeOf, type Unpack } from "./bindings.ts";
import { type ImportedName, isVllm } from "./imports.ts";
import { symbol } from "./symbols.ts";
import type { Syntax } from "./syntax.ts";
import { join, originOf, type Scope, UNKNOWN, unknownFrom, type Value, withOrigin } from "./value.ts";

const LOOPS: ReadonlySet<string> = new Set(["for_statement", "while_statement"]);

/** The value of a name at a place: the bindings that may be in force there on the target, and what they agree on. */
export function lookup(name: string, at: Syntax, scope: Scope | undefined, analysis: Analysis): Value {
  const bindings = bindingsOf(name, at.file.root);
  for (let owner = scopeOf(at), first = true; ; owner = scopeOf(owner), first = false) {
    // The names of a class body are not seen by the functions in it.
    const seen = first || owner.type !== "class_definition" ? bindings.filter((b) => b.owner === owner) : [];
    const item = owner.type === "function_definition" ? undefined : given(name, owner, scope);
    if (item !== undefined) return item;
    if (seen.length > 0) return inForce(seen, first ? at : undefined, scope, analysis);
    if (owner.parent === undefined) break;
  }
  return starImported(name, at, analysis) ?? { kind: "symbol", name };
}

/** A name that another module exports; `undefined` when that module does not bind it. */
export function exported(name: string, root: Syntax, analysis: Analysis): Value | undefined {
  const bindings = bindingsOf(name, root).filter((binding) => binding.owner === root);
  if (bindings.length === 0) return starImported(name, root, analysis);
  return inForce(bindings, undefined, undefined, analysis);
}

function inForce(bindings: readonly Binding[], at: Syntax | undefined, scope: Scope | undefined, analysis: Analysis) {
  const found: { value: Value; handler: boolean }[] = [];
  for (const binding of [...bindings].reverse()) {
    const { node } = binding;
    if (binding.means.kind === "parameter") {
      found.push({ value: given(node.text, binding.owner, scope) ?? UNKNOWN, handler: false });
      break;
    }
    const dominates = at !== undefined && isBefore(binding, at) && standsOver(node, at);
    if (at !== undefined && !isBefore(binding, at) && node.closest(LOOPS) === undefined) continue;
    if (at !== undefined && !isBefore(binding, at) && !at.isInside(node.closest(LOOPS) as Syntax)) continue;
    const within = { scope: scopeFor(binding, scope), until: scope?.owner };
    const reach = dominates ? ({ state: "yes" } as const) : analysis.reach(node, within);
    if (reach.state === "no" || !analysis.spend() || fails(binding, analysis)) continue;
    const value = boundValue(binding, scope, analysis);
    const tinted = reach.state === "maybe" && reach.unclear !== undefined ? withOrigin(value, "version") : value;
    found.push({ value: tinted, handler: node.closest(HANDLERS) !== undefined });
    if (reach.state === "yes") break;
  }
  // What an `except` sets is for where vLLM is not installed, when the body reads its version.
  const read = found.filter((candidate) => !candidate.handler && originOf(candidate.value) === "version");
  return join((read.length > 0 ? found.filter((candidate) => !candidate.handler) : found).map(({ value }) => value));
}

/** An import that raises binds nothing. */
function fails({ means }: Binding, analysis: Analysis): boolean {
  if (means.kind !== "import" || !isVllm(means.imported.module)) return false;
  if (means.imported.name !== undefined && /^__?version/.test(means.imported.name)) return false;
  return analysis.context.imports(means.imported.module, means.imported.name) === false;
}

const HANDLERS: ReadonlySet<string> = new Set(["except_clause", "except_group_clause"]);

function isBefore(binding: Binding, at: Syntax): boolean {
  const statement = binding.means.kind === "value" ? binding.means.expression : binding.node;
  return statement.end <= at.start;
}

/** Whether a binding is a plain statement of a block that also holds the place: then nothing decides but their order. */
function standsOver(node: Syntax, at: Syntax): boolean {
  let inner = node;
  while (inner.parent !== undefined && inner.parent.type !== "block" && inner.parent.type !== "module") {
    inner = inner.parent;
  }
  const simple = !["if_statement", "for_statement", "while_statement", "try_statement", "with_statement"].includes(
    inner.type,
  );
  return simple && inner.parent !== undefined && at.isInside(inner.parent);
}

/** What a call, or a comprehension's loop, gives a name. */
function given(name: string, owner: Syntax, scope: Scope | undefined): Value | undefined {
  for (let known = scope; known !== undefined; known = known.outer) {
    if (known.owner === owner) return known.names.get(name);
  }
  return undefined;
}

/** The arguments matter to what is bound in the function that is being evaluated, not to what lies outside it. */
function scopeFor(binding: Binding, scope: Scope | undefined): Scope | undefined {
  return scope !== undefined && binding.node.isInside(scope.owner) ? scope : undefined;
}

function boundValue(binding: Binding, scope: Scope | undefined, analysis: Analysis): Value {
  const { means } = binding;
  switch (means.kind) {
    case "value":
      return means.unpack.reduce(unpacked, analysis.evaluate(means.expression, scopeFor(binding, scope)));
    case "import":
      return importedValue(means.imported, binding.node.file.path, analysis);
    case "definition": {
      if (means.definition.type === "class_definition") return { kind: "object" };
      // A decorator may make anything of a function, but version helpers are only ever cached.
      return { kind: "function", node: means.definition, scope: scopeFor(binding, scope) };
    }
    default:
      return UNKNOWN;
  }
}

function unpacked(value: Value, { index, starred, fromEnd }: Unpack): Value {
  if (value.kind !== "sequence" || starred) return unknownFrom(value);
  return value.items.at(fromEnd ? index : Math.max(index, 0)) ?? unknownFrom(value);
}

/** What an imported name is: a value of another file of the repository, or a library's name. */
export function importedValue(imported: ImportedName, path: string, analysis: Analysis): Value {
  const { module, name } = imported;
  if (name === undefined) return symbol(imported.aliased ? module : imported.bound, path);
  if (isVllm(module)) return symbol(`${module}.${name}`, path);
  const parsed = analysis.context.module(module, path);
  const value = parsed && exported(name, analysis.source(parsed).root, analysis);
  return value ?? symbol(module.endsWith(".") ? `${module}${name}` : `${module}.${name}`, path);
}

function starImported(name: string, at: Syntax, analysis: Analysis): Value | undefined {
  const { file } = at;
  for (const [, module] of file.text.matchAll(/^from[ \t]{1,8}([\w.]{1,200})[ \t]{1,8}import[ \t]{1,8}\*/gm)) {
    if (module === undefined || isVllm(module) || !analysis.spend()) continue;
    const parsed = analysis.context.module(module, file.path);
    if (parsed === undefined || parsed.path === file.path) continue;
    const root = analysis.source(parsed).root;
    const bindings = bindingsOf(name, root).filter((binding) => binding.owner === root);
    if (bindings.length > 0) return inForce(bindings, undefined, undefined, analysis);
  }
  return undefined;
}
