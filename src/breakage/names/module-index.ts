/** What a dotted name stands for in a wheel. */
export type ModuleKind =
  /** A `.py` file; `file` is its member name. */
  | { readonly kind: "source"; readonly file: string; readonly isPackage: boolean }
  /** A compiled extension: what it holds cannot be read. */
  | { readonly kind: "compiled" }
  /** A folder without `__init__.py` (PEP 420): it holds its submodules and nothing else. */
  | { readonly kind: "namespace" };

/** Every module of a release by dotted name. */
export type ModuleIndex = ReadonlyMap<string, ModuleKind>;

/** What CPython's import system tries in one folder, best first (`importlib.machinery.FileFinder`). */
const ORDER = ["package", "compiled", "source", "namespace"] as const;

/**
 * Which modules the members of a wheel make.
 *
 * @param names members of the wheel: `vllm/__init__.py`, `vllm/_C.abi3.so`
 */
export function indexModules(names: Iterable<string>): ModuleIndex {
  const index = new Map<string, ModuleKind>();
  const add = (dotted: string, found: ModuleKind) => {
    const known = index.get(dotted);
    if (known === undefined || rank(found) < rank(known)) index.set(dotted, found);
  };
  for (const file of names) {
    const parts = file.split("/");
    const base = parts.pop() ?? "";
    for (let length = parts.length; length > 0; length -= 1) {
      const folder = parts.slice(0, length).join(".");
      // A folder that is known has had its parents entered with it.
      if (index.has(folder)) break;
      index.set(folder, { kind: "namespace" });
    }
    if (base === "__init__.py") add(parts.join("."), { kind: "source", file, isPackage: true });
    else if (base.endsWith(".py"))
      add([...parts, base.slice(0, -3)].join("."), { kind: "source", file, isPackage: false });
    else if (/\.(?:so|pyd)$/.test(base))
      add([...parts, base.slice(0, base.indexOf("."))].join("."), { kind: "compiled" });
  }
  return index;
}

function rank(module: ModuleKind): number {
  return ORDER.indexOf(module.kind === "source" && module.isPackage ? "package" : module.kind);
}
