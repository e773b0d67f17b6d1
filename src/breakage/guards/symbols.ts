import { explain } from "../../python/version.ts";
import type { Analysis } from "./analysis.ts";
import { isVllm } from "./imports.ts";
import { constant, UNCLEAR, type Value } from "./value.ts";

/** A module, or a name that no file of the repository binds, as the import in `from` (a path) writes it. */
export function symbol(name: string, from: string): Value {
  return { kind: "symbol", name, from };
}

/** What is known on the target of a library's dotted name. */
export function symbolValue(name: string, analysis: Analysis): Value {
  if (isVllm(name)) {
    if (/^vllm\.(?:_?version\.)?(?:__version__|version)$/.test(name) && name !== "vllm.version") {
      return constant(analysis.target, "version");
    }
    if (/^vllm\.(?:_?version\.)?(?:__version_tuple__|version_tuple)$/.test(name)) return versionTuple(analysis.target);
  }
  if (name === "TYPE_CHECKING" || name === "typing.TYPE_CHECKING" || name === "typing_extensions.TYPE_CHECKING") {
    return constant(false, "type-checking");
  }
  return { kind: "symbol", name };
}

/** setuptools-scm's `__version_tuple__`: (0, 9, 0, "post1"). */
function versionTuple(version: string): Value {
  const known = explain(version);
  if (known === undefined || known.pre !== undefined || known.dev !== undefined) return UNCLEAR;
  const items = known.release.map((part) => constant(part, "version"));
  const post = known.post === undefined ? [] : [constant(`post${known.post}`, "version")];
  return { kind: "sequence", items: [...items, ...post], origin: "version" };
}
