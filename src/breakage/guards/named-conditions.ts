import { compare, explain } from "../../python/version.ts";
import { versionText } from "./comparison.ts";
import { constant, UNCLEAR, type Value } from "./value.ts";

/** The arguments of a call, by position and by keyword. */
export interface Arguments {
  readonly positional: readonly Value[];
  readonly keywords: ReadonlyMap<string, Value>;
}

/**
 * A helper that is not in reach, judged by what it is called and given: `is_vllm_available(min_version="0.12.0")`,
 * `is_version_ge("vllm", "0.11")`, `compare_versions("vllm", ">=", "0.12")`. `undefined`: it does not speak of vLLM's version.
 */
export function judgeByName(name: string, args: Arguments, target: string): Value | undefined {
  const texts = args.positional.map(versionText);
  const aboutVllm =
    /vllm/i.test(name) || [...texts, ...[...args.keywords.values()].map(versionText)].some((text) => text === "vllm");
  if (!aboutVllm) return undefined;
  const bounds = [...args.keywords].flatMap(([keyword, value]) => boundOf(keyword, value));
  const operator = texts.find((text) => text !== undefined && /^(?:[<>]=?|[=!]=)$/.test(text)) ?? operatorOfName(name);
  const positional = args.positional.flatMap((value) => {
    const text = versionText(value);
    return text !== undefined && explain(text) !== undefined ? [{ operator, text }] : [];
  });
  const all = [...bounds, ...positional];
  if (all.length > 0) {
    const answers = all.map((bound) => holds(target, bound));
    if (answers.includes(false)) return constant(false, "version");
    return answers.includes(undefined) ? UNCLEAR : constant(true, "version");
  }
  if (returnsVersion(name, args)) return constant(target, "version");
  if (isPresence(name)) return presence(name, args, target);
  return mentionsVersion(name) ? UNCLEAR : undefined;
}

interface Bound {
  /** A comparison, or "between" where the name leaves open whether the bound itself belongs to it. */
  readonly operator: string | undefined;
  readonly text: string;
}

function boundOf(keyword: string, value: Value): Bound[] {
  const text = versionText(value);
  if (text === undefined || explain(text) === undefined) return [];
  const name = keyword.toLowerCase().replaceAll("_", "");
  if (/^(?:min(?:imum)?(?:vllm)?(?:ver(?:sion)?)?|atleast|gte|ge|versionge|since)$/.test(name)) {
    return [{ operator: ">=", text }];
  }
  if (/^(?:max(?:imum)?(?:vllm)?(?:ver(?:sion)?)?|until)$/.test(name)) return [{ operator: "<=?", text }];
  if (/^(?:lte|le|atmost)$/.test(name)) return [{ operator: "<=", text }];
  if (/^(?:lt|below|before)$/.test(name)) return [{ operator: "<", text }];
  if (/^(?:gt|above|newerthan)$/.test(name)) return [{ operator: ">", text }];
  return [{ operator: undefined, text }];
}

function operatorOfName(name: string): string | undefined {
  const text = name.toLowerCase();
  if (
    /(?:_|^)(?:ge|gte|at_?least|greater_or_equal|greater_equal|greater_than_or_equal|min|min_version)(?:_|$)/.test(text)
  ) {
    return ">=";
  }
  if (/(?:_|^)(?:le|lte|at_?most|less_or_equal|less_equal|less_than_or_equal)(?:_|$)/.test(text)) return "<=";
  if (/(?:_|^)(?:lt|less_?than|older_?than|before|below)(?:_|$)/.test(text)) return "<";
  // `vllm_version_is("0.12.0")`, where what it compares is not in sight: an override of the version, for builds that have none.
  if (/(?:_|^)version_(?:is|eq|equals?)$/.test(text)) return "==";
  if (/(?:_|^)(?:gt|greater_?than|newer_?than|later_?than|above)(?:_|$)/.test(text)) return ">";
  return undefined;
}

function holds(target: string, { operator, text }: Bound): boolean | undefined {
  if (operator === undefined || explain(target) === undefined) return undefined;
  const difference = compare(target, text);
  switch (operator) {
    case ">=":
      return difference >= 0;
    case ">":
      return difference > 0;
    case "<":
      return difference < 0;
    case "<=":
      return difference <= 0;
    case "==":
      return difference === 0;
    case "!=":
      return difference !== 0;
    default:
      // "max_version": below it in any reading, above it in none; the bound itself is not said.
      return difference < 0 ? true : difference > 0 ? false : undefined;
  }
}

/** `get_version("vllm")`, `package_version("vllm")`. */
function returnsVersion(name: string, { positional, keywords }: Arguments): boolean {
  const [first] = positional;
  const named = first !== undefined && positional.length === 1 && versionText(first) === "vllm";
  return /(?:^|_)version$/i.test(name) && !/^(?:is|has|check|require)/i.test(name) && keywords.size === 0 && named;
}

function isPresence(name: string): boolean {
  return /^_?(?:is|has)_?(?:vllm|package|module|lib(?:rary)?)?(?:_is)?_?(?:vllm)?_?(?:available|installed|present)$/i.test(
    name.replace(/^_+/, ""),
  );
}

/** vLLM is installed on the target; `_is_package_available("vllm", return_version=True)` is a pair. */
function presence(name: string, { keywords }: Arguments, target: string): Value | undefined {
  const withVersion = keywords.get("return_version");
  if (withVersion?.kind === "constant" && withVersion.value === true) {
    return { kind: "sequence", items: [constant(true, "imports"), constant(target, "version")] };
  }
  return /available|installed|present/i.test(name) ? constant(true, "imports") : undefined;
}

/** Whether a name says that it depends on vLLM's version: `VLLM_GE_012`, `is_vllm_version_supported`, `_vllm_v11_or_later`. */
export function mentionsVersion(name: string): boolean {
  const words = name.toLowerCase().split(/_|(?<=[a-z])(?=\d)/, 64);
  if (!words.some((word) => word.includes("vllm"))) return false;
  return words.some(
    (word) => /^(?:version|versions|ver|ge|gte|gt|le|lte|lt|legacy|newer|older)$/.test(word) || word === "vllmversion",
  );
}
