import type { SyntaxNode } from "../../breakage/workspace/syntax-node.ts";
import type { ParsePython } from "../../platform/syntax-parsers.ts";
import { type Evaluate, moduleScope } from "../values/scope.ts";
import { UNKNOWN, type Value } from "../values/value.ts";
import { type ClassSource, readClass } from "./class-source.ts";
import type { Classes } from "./classes.ts";
import { dottedMeaning } from "./dotted-meaning.ts";
import { openModules } from "./modules.ts";
import type { PythonModule } from "./python-module.ts";
import { typeHints } from "./type-hints.ts";

/** More ancestors than any class has. */
const MOST_ANCESTORS = 100;
/** Names for each other, one after the other; they can go round. */
const MOST_ALIASES = 20;

/**
 * The classes of a release, found by name and read from the files that have them; nothing else is parsed.
 * @param texts member of the wheel → text: `vllm/config/model.py`
 */
export function openClasses(texts: ReadonlyMap<string, string>, parse: ParsePython): Classes {
  const modules = openModules(texts, parse);
  const read = new WeakMap<SyntaxNode, ClassSource>();
  const lineages = new WeakMap<ClassSource, readonly ClassSource[]>();

  const own = (module: PythonModule, name: string): ClassSource | undefined => {
    const binding = module.bindings.get(name);
    if (binding?.kind !== "class") return undefined;
    const known = read.get(binding.node) ?? readClass(module, binding.node);
    read.set(binding.node, known);
    return known;
  };
  const named = (name: string) =>
    modules.filesWithClass(name).flatMap((file) => {
      const module = modules.file(file);
      return module === undefined ? [] : (own(module, name) ?? []);
    });
  const classAt = (module: PythonModule, name: string, aliases = 0): ClassSource | undefined => {
    const found = modules.meaning(module, name);
    if (found?.kind === "definition") {
      if (found.binding.kind === "class") return own(found.module, found.name);
      // `LLMEngine = V1LLMEngine`
      const alias = found.binding.kind === "value" ? found.binding.node : undefined;
      if (alias?.type !== "identifier" || aliases > MOST_ALIASES) return undefined;
      return classAt(found.module, found.module.source(alias), aliases + 1);
    }
    const all = found === undefined ? named(name) : [];
    return all.length === 1 ? all[0] : undefined;
  };
  const lineage = (of: ClassSource): readonly ClassSource[] => {
    const known = lineages.get(of);
    if (known !== undefined) return known;
    const found: ClassSource[] = [];
    const rest = [of];
    for (let next = rest.pop(); next !== undefined && found.length < MOST_ANCESTORS; next = rest.pop()) {
      if (found.includes(next)) continue;
      found.push(next);
      rest.push(...basesOf(next).reverse());
    }
    lineages.set(of, found);
    return found;
  };
  const basesOf = (of: ClassSource) =>
    of.bases.flatMap((base) => {
      const name = baseName(of, base);
      if (!name.includes(".")) return classAt(of.module, name) ?? [];
      const found = dottedMeaning(modules, of.module, name);
      return found?.kind === "definition" ? (classAt(found.module, found.name) ?? []) : [];
    });
  const global = (module: PythonModule, name: string, evaluate: Evaluate): Value => {
    const found = modules.meaning(module, name);
    if (found === undefined) {
      const only = classAt(module, name);
      return only === undefined ? UNKNOWN : { kind: "class", class: only };
    }
    if (found.kind !== "definition") return found;
    const { binding } = found;
    switch (binding.kind) {
      case "class": {
        const of = own(found.module, found.name);
        return of === undefined ? UNKNOWN : { kind: "class", class: of };
      }
      case "function":
        return { kind: "function", function: { name: found.name, module: found.module, node: binding.node } };
      case "value":
        return evaluate(binding.node, moduleScope(found.module));
    }
  };

  return {
    modules,
    named,
    classAt: (module, name) => classAt(module, name),
    lineage,
    foreignBases: (of) =>
      lineage(of).flatMap((one) =>
        one.bases.flatMap((base) => {
          const found = dottedMeaning(modules, one.module, baseName(one, base));
          return found?.kind === "external" ? [found.path] : [];
        }),
      ),
    hints: (module, annotation) => typeHints(modules, parse, module, annotation),
    global,
  };
}

/** `Base[T]` is `Base`. */
function baseName(of: ClassSource, base: SyntaxNode): string {
  const plain = base.type === "subscript" ? (base.children[0] ?? base) : base;
  return of.module.source(plain);
}
