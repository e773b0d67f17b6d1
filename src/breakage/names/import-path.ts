/** A module as the code inside it sees itself. */
export interface ModulePlace {
  /** Dotted name: `vllm.config`. */
  readonly module: string;
  /** Whether it is an `__init__.py`: its relative imports start one level lower. */
  readonly isPackage: boolean;
}

/**
 * The absolute name of what an import statement names: `..config` inside `vllm.v1.engine` is `vllm.config`.
 *
 * @returns `undefined` where it climbs out of the top package
 */
export function absoluteModule(written: string, { module, isPackage }: ModulePlace): string | undefined {
  const dots = /^\.*/.exec(written)?.[0].length ?? 0;
  if (dots === 0) return written;
  const parts = module.split(".");
  const kept = parts.length - dots + (isPackage ? 1 : 0);
  if (kept < 1) return undefined;
  const rest = written.slice(dots);
  return [...parts.slice(0, kept), ...(rest === "" ? [] : [rest])].join(".");
}
