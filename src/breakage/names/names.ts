import type { ParsePython } from "../../platform/syntax-parsers.ts";
import type { ReleaseSource } from "../release-source.ts";
import { type ModuleFacts, readModule } from "./module-facts.ts";
import { indexModules, type ModuleKind } from "./module-index.ts";

/** What `from module import name` comes to when the program runs. */
export type NameStatus =
  /** It works, on some platform at least. */
  | "bound"
  /** It works: the import system finds a module of that name in the package. */
  | "submodule"
  | "absent"
  /** Only type checkers see it: the import raises. */
  | "type-checking-only"
  /** Compiled, computed while it runs, or unreadable. */
  | "unknown";

/** The names of one release, without running it. */
export interface Names {
  /** Whether `import dotted` finds something: a module, a package, a compiled extension, a plain folder (PEP 420). */
  moduleExists(dotted: string): boolean;
  /** Whether `from dotted import name` works at run time. */
  resolveName(dotted: string, name: string): Promise<NameStatus>;
  /** Whether a name that is `bound` is so only in a branch: on some platforms, or with some optional dependency. */
  isConditional(dotted: string, name: string): Promise<boolean>;
}

/** What every module has (The Python Language Reference, 3.2.9 "Modules"). */
const MODULE_ATTRIBUTES = new Set(
  "__name__ __doc__ __file__ __spec__ __loader__ __package__ __dict__ __builtins__ __cached__ __class__ __dir__".split(
    " ",
  ),
);

/** Modules are read when they are first asked for, and remembered with the object made here. */
export function makeNames(source: ReleaseSource, parse: ParsePython): Names {
  const index = indexModules(source.names);
  const exists = (dotted: string) => index.has(dotted);
  const read = new Map<string, Promise<ModuleFacts | undefined>>();
  const factsOf = (dotted: string, { file, isPackage }: ModuleKind & { readonly kind: "source" }) => {
    const known = read.get(dotted);
    if (known !== undefined) return known;
    const facts = source
      .text(file)
      .then((text) =>
        text === undefined ? undefined : readModule(text, { module: dotted, isPackage }, parse, exists),
      );
    read.set(dotted, facts);
    return facts;
  };

  /** `asked` holds what is being resolved: modules import from one another in circles. */
  const resolve = async (dotted: string, name: string, asked: Set<string>): Promise<NameStatus> => {
    const module = index.get(dotted);
    if (module === undefined) return "absent";
    const submodule = index.has(`${dotted}.${name}`) ? "submodule" : undefined;
    if (MODULE_ATTRIBUTES.has(name) || (name === "__path__" && module.kind !== "compiled")) return "bound";
    if (module.kind === "compiled") return "unknown";
    if (module.kind === "namespace") return submodule ?? "absent";
    const key = `${dotted}:${name}`;
    if (asked.has(key)) return "unknown";
    asked.add(key);
    const facts = await factsOf(dotted, module);
    if (facts === undefined) return "unknown";
    if (facts.bound.has(name)) return "bound";
    const starred = await fromStars(facts, name, asked);
    if (starred === "bound") return starred;
    const { lazy } = facts;
    if (lazy.kind === "exact" && lazy.names.has(name)) {
      const origin = lazy.names.get(name);
      const found = origin?.name === undefined ? "bound" : await resolve(origin.module, origin.name, asked);
      if (found === "absent" && origin?.guessed) return "unknown";
      return found === "submodule" ? "bound" : found;
    }
    if (submodule !== undefined) return submodule;
    if (facts.opaque || lazy.kind === "unknown" || starred === "unknown" || facts.unsure.has(name)) return "unknown";
    return facts.typeOnly.has(name) ? "type-checking-only" : "absent";
  };

  const fromStars = async (facts: ModuleFacts, name: string, asked: Set<string>): Promise<NameStatus> => {
    let status: NameStatus = "absent";
    for (const star of facts.stars) {
      const module = index.get(star);
      const found = module?.kind === "source" ? await factsOf(star, module) : undefined;
      if (found === undefined) {
        status = "unknown";
        continue;
      }
      const listed = found.exports;
      const hidden = listed === undefined ? name.startsWith("_") : listed !== "unknown" && !listed.has(name);
      if (hidden) continue;
      // A module's `__getattr__` is not asked by a star import, unless `__all__` lists the name.
      if (listed === undefined && found.lazy.kind === "exact" && found.lazy.names.has(name)) continue;
      const inner = await resolve(star, name, asked);
      const works = inner === "bound" || (inner === "submodule" && listed !== undefined);
      if (works && listed !== "unknown") return "bound";
      if (works || inner === "unknown") status = "unknown";
    }
    return status;
  };

  return {
    moduleExists: exists,
    resolveName: (dotted, name) => resolve(dotted, name, new Set()),
    async isConditional(dotted, name) {
      const module = index.get(dotted);
      const facts = module?.kind === "source" ? await factsOf(dotted, module) : undefined;
      return facts?.conditional.has(name) ?? false;
    },
  };
}
