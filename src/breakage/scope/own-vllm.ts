/**
 * A fork of vLLM, or a checkout of it, is no user of the vLLM on the index: its files import each other. Told by the module that holds
 * `LLM` in every release, for a folder that is only called `vllm` (tests of a vLLM backend, say) is none.
 */
export interface OwnVllm {
  /** Whether a path is part of the repository's own vLLM. */
  isPart(path: string): boolean;
  /** Why the breaks of a path do not alarm, where its `import vllm` finds the repository's own vLLM. */
  excluded(path: string): string | undefined;
}

const MARK = "vllm/entrypoints/llm.py";

/** @param paths every Python file of the repository */
export function ownVllm(paths: readonly string[]): OwnVllm {
  const files = new Set(paths);
  const roots = paths
    .filter((path) => path === MARK || path.endsWith(`/${MARK}`))
    .map((path) => path.slice(0, -MARK.length))
    .filter((root) => files.has(`${root}vllm/__init__.py`));
  return {
    isPart: (path) => roots.some((root) => path.startsWith(`${root}vllm/`)),
    excluded: (path) => {
      const root = roots.find((each) => path.startsWith(each));
      return root === undefined ? undefined : `it imports the repository's own vLLM (${root}vllm/)`;
    },
  };
}
