import type { Break } from "../breakage/break.ts";
import type { Diagnostic } from "../breakage/diagnostic.ts";
import type { ReleaseSource } from "../breakage/release-source.ts";
import { importsOf } from "../breakage/workspace/imports.ts";
import type { AnalysedRelease, FindContext } from "./find-breaks.ts";

/**
 * Imports that the type checker accepts beside the target and Python does not: the name is bound under `TYPE_CHECKING` alone. Of
 * what the checker has reported already nothing is said again.
 */
export async function hiddenFromChecker(
  { workspace, current }: FindContext,
  target: AnalysedRelease,
  reported: readonly Diagnostic[],
): Promise<Break[]> {
  const seen = new Set(reported.map(({ path, line }) => `${path}:${line}`));
  const hidden = remembering((module, name) => isHidden(module, name, current, target));
  const found: Break[] = [];
  for (const [path, { text }] of workspace.files) {
    if (!text.includes("vllm")) continue;
    for (const { module, names, level, line } of importsOf(text)) {
      if (level > 0 || !/^vllm(?:\.|$)/.test(module) || seen.has(`${path}:${line}`)) continue;
      for (const name of names) {
        if (!(await hidden(module, name))) continue;
        const text = `\`${name}\` is imported for type checkers only in \`${module}\``;
        const place = { line, column: 1, endLine: line, endColumn: 1 };
        found.push({ rule: "import-gone", subject: { kind: "name", module, name }, path, ...place, text });
      }
    }
  }
  return found;
}

async function isHidden(module: string, name: string, current: AnalysedRelease, target: AnalysedRelease) {
  if (!(await mayBeHidden(target.source, module, name))) return false;
  if ((await target.names.resolveName(module, name)) !== "type-checking-only") return false;
  return (await current.names.resolveName(module, name)) === "bound";
}

/** Before anything is parsed: the module has a block for type checkers, and the name on an indented line. */
async function mayBeHidden(source: ReleaseSource, module: string, name: string): Promise<boolean> {
  const stem = module.replaceAll(".", "/");
  const text = (await source.text(`${stem}.py`)) ?? (await source.text(`${stem}/__init__.py`)) ?? "";
  return text.includes("TYPE_CHECKING") && /^\w+$/.test(name) && new RegExp(`^[ \\t].*\\b${name}\\b`, "m").test(text);
}

function remembering(ask: (module: string, name: string) => Promise<boolean>) {
  const answers = new Map<string, Promise<boolean>>();
  return (module: string, name: string) => {
    const key = `${module}:${name}`;
    const answer = answers.get(key) ?? ask(module, name);
    answers.set(key, answer);
    return answer;
  };
}
