import type { Diagnostic } from "../breakage/diagnostic.ts";
import { classify } from "../breakage/difference/classify.ts";
import type { AnalysedRelease, FindContext, JudgedBreak } from "./find-breaks.ts";

/**
 * Uses of what the target marks as deprecated (PEP 702): they work, and the next upgrade may break them. Deprecations of the
 * standard library and of the repository itself are not this check's business.
 */
export async function deprecatedOn(
  { workspace, checker }: Pick<FindContext, "workspace" | "checker">,
  target: AnalysedRelease,
): Promise<JudgedBreak[]> {
  const diagnostics = (await checker.diagnostics(target.source)).filter(({ code }) => code === "deprecated");
  if (diagnostics.length === 0) return [];
  const texts = [...(await target.modules.texts()).values()].filter((text) =>
    /^\s*@(?:\w+\.)*deprecated\(/m.test(text),
  );
  return diagnostics
    .filter((diagnostic) => texts.some((text) => marks(text, diagnostic)))
    .flatMap((diagnostic): JudgedBreak[] => {
      const file = workspace.files.get(diagnostic.path);
      if (file === undefined) return [];
      const { path, line, column, where } = file.toSource(diagnostic);
      const end = file.toSource({ line: diagnostic.endLine, column: diagnostic.endColumn });
      return [
        {
          broken: { ...classify(diagnostic), path, line, column, endLine: end.line, endColumn: end.column },
          guard: { kind: "none" },
          certain: true,
          origin: file.origin,
          ...(where === undefined ? {} : { where }),
        },
      ];
    });
}

/** "The function `f` is deprecated: use g": the name is defined in the text, and the message's first words stand in it. */
function marks(text: string, { text: sentence }: Diagnostic): boolean {
  const name = /`([^`]+)`/.exec(sentence)?.[1]?.split(".").at(-1) ?? "";
  const words = sentence.split("is deprecated: ")[1]?.slice(0, 24) ?? "";
  return /^\w+$/.test(name) && new RegExp(`(?:def|class)\\s+${name}\\b`).test(text) && text.includes(words);
}
