import { beginning, cut, type Traced } from "../../text/traced.ts";
import { UNKNOWN, type VariableUse } from "../use.ts";
import type { Site } from "./site.ts";

/**
 * The use of a variable that is set, if it is one of vLLM's: named `VLLM_…`, or known to a release.
 * @param name where it is written
 * @param value `undefined` where it is only handed on: `docker run -e VLLM_USE_V1`
 */
export function variableUse(name: Traced, value: string | undefined, site: Site): VariableUse[] {
  const span = beginning(name);
  if (span === undefined || !isVariable(name.text, site)) return [];
  const known = value !== undefined && !value.includes(UNKNOWN);
  return [
    {
      kind: "variable",
      name: name.text,
      access: "set",
      // Others of its table belong to many programs: `MAX_JOBS`, `CUDA_HOME`.
      certainty: name.text.startsWith("VLLM_") ? "certain" : "likely",
      format: site.format,
      place: site.place(span.start, span.end),
      ...(known ? { value } : {}),
      ...(site.quiet === undefined ? {} : { quiet: site.quiet }),
    },
  ];
}

/** `NAME=value` or a bare `NAME`. */
export function assignmentUse(text: Traced, site: Site): VariableUse[] {
  const equals = text.text.search(/\+?=/);
  if (equals === -1) return variableUse(text, undefined, site);
  const value = text.text.slice(text.text.indexOf("=") + 1);
  return variableUse(cut(text, 0, equals), value, site);
}

/** Whether a word sets a variable for the command that follows it. */
export function isAssignment(text: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*\+?=/.test(text);
}

function isVariable(name: string, site: Site): boolean {
  return /^VLLM_[A-Z0-9_]+$/.test(name) || site.knownVariables.has(name);
}
