import type { Question } from "./explainer.ts";
import { type MovedName, movedName } from "./moved-name.ts";
import type { Located, ReleaseModules } from "./release-modules.ts";
import { type ImportStatement, importAt } from "./repository-code.ts";

/** Where a name went, as the last release that had it tells, or else the current one. */
export async function moveOf(question: Question, module: string, name: string): Promise<MovedName | undefined> {
  for (const release of [question.last, question.current]) {
    const old = await release.definition(module, name);
    const move = old === undefined ? undefined : await movedName(old, module, release, question.target);
    if (move !== undefined) return move;
  }
  return undefined;
}

/** With less of its source left it may be another thing by the same name. */
export function isSame({ alike }: MovedName): boolean {
  return alike >= 0.45;
}

/** Enough to offer the edit. */
export function isCertain(move: MovedName | undefined): boolean {
  return move !== undefined && move.alike >= 0.6;
}

/** The import statement at the break. */
export function statementAt({ text, parse, broken }: Question): ImportStatement | undefined {
  if (text === undefined) return undefined;
  const tree = parse(text);
  try {
    return importAt(tree, broken);
  } finally {
    tree.delete();
  }
}

/** `vllm/config/model.py:12 in 0.12.0`. */
export function evidence({ module, definition }: Located, release: ReleaseModules): string {
  return `${module.file}:${definition.line} in ${release.version}`;
}
