import type { VariableUse } from "../../uses/use.ts";
import { announcement } from "./announcement.ts";
import type { Draft } from "./draft.ts";
import type { SurfaceContext } from "./judgement.ts";
import { inTable, variableSubject } from "./subjects/variable.ts";

/** What the target does not read any more of the variables that a repository sets. It says nothing of those it does not know. */
export function variableDrafts(use: VariableUse, { current, target }: SurfaceContext): Draft[] {
  const { name, place } = use;
  const subject = variableSubject(name);
  const shared = { place, use, subject } as const;
  if (!subject.has(current)) return [];
  const deprecated = subject.entry(target)?.deprecated;
  if (inTable(name, target) || (subject.has(target) && !inTable(name, current))) {
    if (deprecated === undefined || use.quiet !== undefined) return [];
    const what = announcement(`\`${name}\``, target.version, deprecated);
    return [{ ...shared, rule: "setting-deprecated", what, gone: false }];
  }
  const least = leastOf(use, { current, target });
  const written = use.place.line === use.place.endLine ? { written: name } : {};
  const raises = use.access === "looked-up";
  // It raises before already.
  if (raises && !inTable(name, current)) return [];
  return [
    {
      ...{ ...shared, ...written, rule: "variable-gone", silent: !raises, gone: !subject.has(target) },
      what: raises
        ? `\`${name}\` is gone: \`vllm.envs.is_set\` of ${target.version} raises AttributeError for it.`
        : `\`${name}\` is gone: vLLM ${target.version} does not read it, and nothing fails.`,
      ...(least === undefined ? {} : { least }),
    },
  ];
}

function leastOf(use: VariableUse, { current, target }: Pick<SurfaceContext, "current" | "target">): Draft["least"] {
  const { name, value, access } = use;
  if (access === "looked-up") return undefined;
  if (access === "read") {
    return { severity: "information", why: "It is the repository's own code that reads it here." };
  }
  const fallback = inTable(name, current) ? current.variables[name]?.default : undefined;
  if (value !== undefined && fallback !== undefined && same(value, fallback)) {
    const why = `It is set to what vLLM ${current.version} takes without it, so leaving it out is no change.`;
    return { severity: "information", why };
  }
  if (variableSubject(name).has(target)) {
    // Measured: of those that left the table and are still named, each was named to say that it is ignored, or by oversight.
    return {
      severity: "warning",
      why: "Its source still names it outside the table of variables: see whether it is read there.",
    };
  }
  if (!inTable(name, current)) {
    const why = `vLLM ${current.version} names it outside its table of variables, so it may have had no effect before.`;
    return { severity: "warning", why };
  }
  return undefined;
}

const TRUE = ["1", "true"];
const FALSE = ["0", "false"];

function same(a: string, b: string): boolean {
  const [x, y] = [a.trim().toLowerCase(), b.trim().toLowerCase()];
  return x === y || [TRUE, FALSE].some((words) => words.includes(x) && words.includes(y));
}
