import type { Guard } from "../../../src/breakage/guard.ts";
import type { GuardContext } from "../../../src/breakage/guards/guard-context.ts";
import { judgeGuard } from "../../../src/breakage/guards/judge-guard.ts";
import type { RuleId } from "../../../src/checks/rules.ts";
import { loadPythonParser } from "../../../src/platform/syntax-parsers.ts";

const parse = await loadPythonParser(process.cwd());

/** What the made-up target release lacks; everything else of vLLM's is there. */
const GONE = new Set(["vllm.old", "vllm.old.a", "vllm.older", "vllm.config.Gone", "vllm.config.Gone2", "vllm.gone"]);

/** The place is marked `@@` in the text, before what is broken. */
export interface Question {
  readonly text: string;
  readonly rule?: RuleId;
  readonly target?: string;
  /** Other files of the repository, by the dotted name they are imported by. */
  readonly modules?: Readonly<Record<string, string>>;
  readonly brokenLines?: readonly number[];
}

/** Judges the marked place of a Python text on vLLM 0.12.0, come from 0.11.0. */
export function judge({ text, rule = "import-gone", target = "0.12.0", modules = {}, brokenLines }: Question): Guard {
  const at = text.indexOf("@@");
  const before = text.slice(0, at).split("\n");
  const clean = text.replace("@@", "");
  const place = { line: before.length, column: (before.at(-1) as string).length + 1, rule };
  const trees = new Map(Object.entries(modules).map(([name, source]) => [name, parse(source)]));
  const context: GuardContext = {
    tree: parse(clean),
    path: "pkg/mod.py",
    versions: { current: "0.11.0", target },
    imports: (module, name) => {
      if (!/^vllm(?:\.|$)/.test(module)) return undefined;
      return !GONE.has(module) && !(name !== undefined && GONE.has(`${module}.${name}`));
    },
    module: (dotted) => {
      const tree = trees.get(dotted);
      return tree && { tree, path: `${dotted.replace(/^\.+/, "")}.py` };
    },
    ...(brokenLines === undefined ? {} : { brokenLines: new Set(brokenLines) }),
  };
  return judgeGuard(place, context);
}
