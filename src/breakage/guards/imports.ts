import type { Analysis } from "./analysis.ts";
import type { Syntax } from "./syntax.ts";

/** One name that an import statement binds. */
export interface ImportedName {
  /** The module as written, dots of a relative import included. */
  readonly module: string;
  /** What is taken from it; `undefined` for `import module`. */
  readonly name: string | undefined;
  /** The name it binds here: `c` for `import a.b as c`, `a` for `import a.b`. */
  readonly bound: string;
  /** Whether `bound` stands for the whole dotted module: `import a.b as c`. */
  readonly aliased: boolean;
}

export const IMPORTS: ReadonlySet<string> = new Set(["import_statement", "import_from_statement"]);

/** The names of an import statement; none for `import *`. */
export function importedNames(statement: Syntax): readonly ImportedName[] {
  const module = statement.field("module_name")?.text.replace(/\s/g, "");
  return statement.fields("name").map((part) => {
    const alias = part.type === "aliased_import" ? part.field("alias")?.text : undefined;
    const written = (part.type === "aliased_import" ? part.field("name") : part)?.text ?? part.text;
    if (module !== undefined) return { module, name: written, bound: alias ?? written, aliased: alias !== undefined };
    const first = written.split(".")[0] as string;
    return { module: written, name: undefined, bound: alias ?? first, aliased: alias !== undefined };
  });
}

/** Whether the module is vLLM's. */
export function isVllm(module: string): boolean {
  return module === "vllm" || module.startsWith("vllm.");
}

/** Whether an import statement names vLLM. */
export function importsVllm(statement: Syntax): boolean {
  return importedNames(statement).some((imported) => isVllm(imported.module));
}

/** Whether an import statement works on the target: `undefined` when any of its names is not known. */
export function importWorks(statement: Syntax, analysis: Analysis): boolean | undefined {
  const names = importedNames(statement);
  if (names.length === 0) {
    const module = statement.field("module_name")?.text;
    return module === undefined || !isVllm(module) ? undefined : analysis.context.imports(module);
  }
  const answers = names.map(({ module, name }) =>
    isVllm(module) ? analysis.context.imports(module, name) : undefined,
  );
  if (answers.includes(false)) return false;
  return answers.includes(undefined) ? undefined : true;
}
