import { absoluteModule, type ModulePlace } from "../names/import-path.ts";
import { decoratorLines } from "./decorator-lines.ts";
import type { Edit } from "./edits.ts";

/**
 * Decorators that leave the signature as it is when the program runs, and of which the type checker knows nothing (torch is not
 * there), or knows a type that takes any arguments (`functools.lru_cache`).
 */
const TRANSPARENT =
  /^(?:torch\.(?:inference_mode|no_grad|enable_grad|set_grad_enabled|compile|jit\.(?:ignore|unused|export)|_dynamo\.(?:disable|allow_in_graph)|compiler\.(?:disable|allow_in_graph|assume_constant_result))|(?:functools\.)?(?:lru_cache|cache)|dynamo_timed|njit|instrument)$/;

/** Of those, the bare names: with where they must have been imported from to be the ones meant. */
const IMPORTED: Readonly<Record<string, RegExp>> = {
  cache: /\bfrom functools import\b/,
  lru_cache: /\bfrom functools import\b/,
  dynamo_timed: /\bfrom torch\b/,
  njit: /\bfrom numba\b/,
  instrument: /\bfrom [\w.]*tracing[\w.]* import\b/,
};

/** The decorators of a tree, by `module:name`, that wrap a function without touching its arguments. */
export type Wrappers = ReadonlySet<string>;

/** Takes off one module's decorators that hide a signature they do not change. */
export function decoratorEdits(
  text: string,
  place: ModulePlace,
  wrappers: Wrappers,
  names: ReadonlySet<string>,
): Edit[] {
  const edits: Edit[] = [];
  for (const { name, start, end } of decoratorLines(text)) {
    const known = TRANSPARENT.test(name) && (IMPORTED[name]?.test(text) ?? true);
    if (known || (names.has(name) && wrappers.has(`${definedIn(name, text, place)}:${name}`)))
      edits.push({ start, end, text: "" });
  }
  return edits;
}

/** The module a decorator's name leads to: this one, or the one it is imported from. */
function definedIn(name: string, text: string, place: ModulePlace): string | undefined {
  if (text.startsWith(`def ${name}(`) || text.includes(`\ndef ${name}(`)) return place.module;
  const imports = new RegExp(
    `^[ \\t]*from ([.\\w]{1,200}) import (?:\\([^()]{0,2000}\\b${name}\\b|[^(\\n]{0,500}\\b${name}\\b)`,
    "m",
  );
  const module = imports.exec(text)?.[1];
  return module === undefined ? undefined : absoluteModule(module, place);
}

/** A wrapper that takes everything and hands everything on. */
const TAKES_ALL =
  /\bdef \w+\((?:(?:self|cls)\b[^,()]{0,100},\s{0,40})?\*args\b[^,()]{0,100},\s{0,40}\*\*kwargs\b[^,()]{0,100},?\s{0,40}\)/;
const HANDS_ON = /\b\w+\((?:(?:self|cls), )?\*args, \*\*kwargs\)/g;
/** It looks at the arguments to change them, or the wrapped function gets others. */
const TOUCHES =
  /\bkwargs(?:\[|\.(?:pop|update|setdefault|clear)\b| ?=[^=])|\bargs(?: ?=[^=]|\[[^\]\n]{0,50}\] ?=[^=])|\*(?:args|kwargs)\b/;

/** The module-level functions of one text that are such decorators. */
export function wrappersIn(text: string): string[] {
  if (!text.includes("wraps(") || !text.includes("**kwargs")) return [];
  const found: string[] = [];
  const starts = [...text.matchAll(/^(?:async )?(?:def|class) (\w+)/gm)];
  for (const [place, match] of starts.entries()) {
    const block = text.slice(match.index, starts[place + 1]?.index);
    // The last block reaches to the end of the module: what follows the function could only make it look less transparent.
    if (match[1] === undefined || !match[0].startsWith("def ") || !block.includes("wraps(")) continue;
    const bodies = block.replace(new RegExp(TAKES_ALL, "g"), "");
    const rest = bodies.replace(HANDS_ON, "");
    if (bodies !== block && rest !== bodies && !TOUCHES.test(rest)) found.push(match[1]);
  }
  return found;
}
