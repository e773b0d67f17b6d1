import type { Callable } from "./callable.ts";
import type { Question, SubjectOf } from "./explainer.ts";
import { noticesOf } from "./notices.ts";
import { isOpposite } from "./opposite.ts";
import type { ReleaseModule } from "./release-modules.ts";
import { type Replacement, replacementsFor } from "./replacement.ts";

/** What a keyword's notice says to pass instead. */
export interface ReplacedKeyword {
  /** Possibly a field of a parameter: `eplb_config.window_size`. */
  readonly name: string;
  /** A rename in so many words, same type: the value can stay. */
  readonly plain: boolean;
  /** `disable_x` by `enable_x`. */
  readonly opposite: boolean;
  readonly evidence: string;
}

/** Looks in the callable's module, and for the engine's arguments in the modules of the configurations they come from. */
export async function replacedKeyword(
  { subject, last, parse }: Question<SubjectOf<"keyword">>,
  before: Callable,
  now: Callable | undefined,
): Promise<ReplacedKeyword | undefined> {
  const modules: ReleaseModule[] = [before.at.module];
  const own = /^\w+$/.test(subject.name) ? parsedNotices(before.at.module) : [];
  const found = accepted(own, before.at.module);
  if (found !== undefined || !takesEngineArguments(before)) return found;
  for (const dotted of last.moduleNames) {
    if (dotted !== "vllm.engine.arg_utils" && !dotted.startsWith("vllm.config")) continue;
    const module = await last.module(dotted);
    if (module === undefined || modules.includes(module) || !module.text.includes(subject.name)) continue;
    const there = accepted(parsedNotices(module), module);
    if (there !== undefined) return there;
  }
  return undefined;

  function parsedNotices(module: ReleaseModule): Replacement[] {
    return replacementsFor(subject.name, noticesOf(parse, module.text));
  }

  /** The first that the target's callable takes: a notice may speak of something else by the same name. */
  function accepted(replacements: readonly Replacement[], module: ReleaseModule): ReplacedKeyword | undefined {
    for (const { name, renamed, line } of replacements) {
      const [first = ""] = name.split(".");
      const parameter = now?.parameters.find((candidate) => candidate.name === first);
      const sink = now !== undefined && takesEngineArguments(now) && now.label === "LLM";
      if (parameter === undefined && !sink) continue;
      const old = before.parameters.find((candidate) => candidate.name === subject.name);
      const sameType = old?.annotation !== undefined && old.annotation === parameter?.annotation;
      const opposite = isOpposite(subject.name, name);
      return {
        name,
        plain: renamed && sameType && !opposite && first === name,
        opposite,
        evidence: `${module.file}:${line} in ${last.version}`,
      };
    }
    return undefined;
  }
}

function takesEngineArguments({ at }: Callable): boolean {
  return ["LLM", "EngineArgs", "AsyncEngineArgs"].includes(at.definition.name);
}
