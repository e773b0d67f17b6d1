import { child, nodesOf, type SyntaxNode } from "../../breakage/workspace/syntax-node.ts";
import type { ParsePython } from "../../platform/syntax-parsers.ts";
import type { FormerArchitecture, Origin, Surface } from "../surface.ts";
import { moduleAssignments } from "../syntax/assignments.ts";
import { type Module, openModule } from "../syntax/module.ts";
import { parts } from "../syntax/parts.ts";
import { stringText } from "../syntax/strings.ts";

const REGISTRY = "ModelRegistry";
const DECLARES = /^ModelRegistry\b[^\n=]*=/m;
const PREVIOUS = "_PREVIOUSLY_SUPPORTED_MODELS";
const OUT_OF_TREE = "_OOT_SUPPORTED_MODELS";

/**
 * The model architectures of a release: the keys of the dictionary that `ModelRegistry` is made from, with what that dictionary
 * takes over from others (`**_TEXT_GENERATION_MODELS`), and those that the module names as gone or served by a plugin.
 *
 * @param texts the release's Python by member of the wheel
 */
export function extractArchitectures(
  texts: ReadonlyMap<string, string>,
  parse: ParsePython,
): Pick<Surface, "architectures" | "formerArchitectures"> {
  const architectures: Record<string, Origin> = {};
  const formerArchitectures: Record<string, FormerArchitecture> = {};
  for (const [file, text] of texts) {
    if (!text.includes(REGISTRY) || !DECLARES.test(text)) continue;
    const module = openModule(file, text, parse);
    const values = new Map(moduleAssignments(module).map(({ name, value }) => [name, value]));
    const registry = values.get(REGISTRY);
    const registered = registry === undefined ? undefined : registeredIn(registry, values, module);
    for (const { key, node } of entries(registered, values, module)) {
      architectures[key] ??= { file, line: module.line(node.start) };
    }
    for (const { key, value } of entries(values.get(PREVIOUS), values, module)) {
      formerArchitectures[key] = { ...formerArchitectures[key], ...(value === undefined ? {} : { last: value }) };
    }
    for (const { key, value } of entries(values.get(OUT_OF_TREE), values, module)) {
      formerArchitectures[key] = { ...formerArchitectures[key], ...(value === undefined ? {} : { plugin: value }) };
    }
  }
  return { architectures, formerArchitectures };
}

/** The dictionary that the registry's argument runs over: `{… for arch, (…) in _VLLM_MODELS.items()}`; or the argument itself. */
function registeredIn(registry: SyntaxNode, values: Values, module: Module): SyntaxNode | undefined {
  const clause = nodesOf(registry, new Set(["for_in_clause"])).find((one) => child(one, "right") !== undefined);
  const named = clause === undefined ? undefined : child(clause, "right");
  const name = named === undefined ? undefined : /^(\w+)(?:\.items\(\))?$/.exec(module.source(named))?.[1];
  return (name === undefined ? undefined : values.get(name)) ?? nodesOf(registry, new Set(["dictionary"]))[0];
}

/** What the module's own level assigns, by name. */
type Values = ReadonlyMap<string, SyntaxNode>;

interface Entry {
  readonly key: string;
  readonly node: SyntaxNode;
  /** Where it is a string. */
  readonly value: string | undefined;
}

/** The entries of a dictionary and of those it takes over by name. What it derives from another by a comprehension is there already. */
function entries(dictionary: SyntaxNode | undefined, values: Values, module: Module): Entry[] {
  const found: Entry[] = [];
  const seen = new Set<SyntaxNode>();
  const rest = dictionary === undefined ? [] : [dictionary];
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    if (next.type !== "dictionary" || seen.has(next)) continue;
    seen.add(next);
    const inner: SyntaxNode[] = [];
    for (const part of parts(next)) {
      const taken = part.type === "dictionary_splat" ? part.children[0] : undefined;
      const known = taken?.type === "identifier" ? values.get(module.source(taken)) : taken;
      if (known !== undefined) inner.push(known);
      const [key, value] = [child(part, "key"), child(part, "value")];
      const name = key === undefined ? undefined : stringText(key, module);
      if (name !== undefined && value !== undefined) {
        found.push({ key: name, node: part, value: stringText(value, module) });
      }
    }
    rest.push(...inner.reverse());
  }
  return found;
}
