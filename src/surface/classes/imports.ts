import { child, type SyntaxNode } from "../../breakage/workspace/syntax-node.ts";

/** The package that a module's relative imports start from. */
export function packageOf(file: string, name: string): string {
  return file.endsWith("/__init__.py") ? name : name.slice(0, Math.max(0, name.lastIndexOf(".")));
}

/** What an import statement binds, modules absolute. @param scope the package that a relative import starts from */
export function importedNames(
  node: SyntaxNode,
  source: (node: SyntaxNode | undefined) => string,
  scope: string,
): { readonly local: string; readonly module: string; readonly name?: string }[] {
  const from = child(node, "module_name");
  const module = from === undefined ? "" : absolute(scope, source(from));
  return node.children
    .filter(({ field }) => field === "name")
    .map((imported) => {
      const aliased = child(imported, "alias");
      const name = source(aliased === undefined ? imported : child(imported, "name"));
      if (from !== undefined) return { local: aliased === undefined ? name : source(aliased), module, name };
      if (aliased !== undefined) return { local: source(aliased), module: name };
      const top = name.split(".")[0] ?? name;
      return { local: top, module: top };
    });
}

/** PEP 328: one dot is the package itself, each further one its parent. */
export function absolute(scope: string, written: string): string {
  const dots = /^\.*/.exec(written)?.[0].length ?? 0;
  if (dots === 0) return written;
  const parents = scope.split(".");
  const base = parents.slice(0, Math.max(0, parents.length - dots + 1));
  return [...base, ...written.slice(dots).split(".")].filter((part) => part !== "").join(".");
}
