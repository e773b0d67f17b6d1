import { nodesOf, type SyntaxNode } from "../../breakage/workspace/syntax-node.ts";
import { assignmentsOf } from "../syntax/assignments.ts";
import { argumentsOf, calleeName } from "../syntax/calls.ts";
import { type FunctionDefinition, functionsOf, parameterNames } from "../syntax/functions.ts";
import type { Module } from "../syntax/module.ts";
import { interpolated, render } from "../syntax/render.ts";
import { stringText } from "../syntax/strings.ts";

/** A function that warns of the variable whose name it is handed: `get_from_deprecated_env_if_set("VLLM_X", "v0.23", "field")`. */
export interface WarningFunction {
  readonly parameters: readonly string[];
  /** Its message for what it is handed, parameter by parameter. */
  message(values: ReadonlyMap<string, string>): string;
}

const WARNS = /warn/i;
const TELLS = /deprecated|will be removed/i;
const CALL = new Set(["call"]);
/** Functions that hand on to functions that hand on: nobody nests deeper. */
const ROUNDS = 3;

/** Those that a module defines, by name. */
export function warningFunctionsOf(module: Module): Map<string, WarningFunction> {
  const known = new Map<string, WarningFunction>();
  const functions = functionsOf(module);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const definition of functions) {
      const parameters = parameterNames(definition);
      if (known.has(definition.name) || !parameters.some((parameter) => /env/i.test(parameter))) continue;
      const warns = warner(definition, parameters) ?? forwarder(definition, parameters, known);
      if (warns !== undefined) known.set(definition.name, warns);
    }
  }
  return known;
}

/** It warns itself. */
function warner({ node, module }: FunctionDefinition, parameters: readonly string[]): WarningFunction | undefined {
  for (const call of nodesOf(node, CALL)) {
    if (!WARNS.test(calleeName(call, module))) continue;
    const [format, ...values] = argumentsOf(call, module).positional;
    if (format === undefined || !TELLS.test(module.source(format))) continue;
    const locals = localsOf(node, module);
    const text = (written: SyntaxNode, given: ReadonlyMap<string, string>): string =>
      render(written, module, (name) => {
        const local = locals.get(name);
        return given.get(name) ?? (local === undefined ? undefined : render(local, module, (one) => given.get(one)));
      });
    const message = (given: ReadonlyMap<string, string>) =>
      interpolated(
        text(format, given),
        values.map((value) => text(value, given)),
      );
    return { parameters, message };
  }
  return undefined;
}

/** It hands what it is handed to one that does. */
function forwarder(
  { node, module }: FunctionDefinition,
  parameters: readonly string[],
  known: ReadonlyMap<string, WarningFunction>,
): WarningFunction | undefined {
  for (const call of nodesOf(node, CALL)) {
    const warns = known.get(calleeName(call, module));
    if (warns === undefined) continue;
    const message = (given: ReadonlyMap<string, string>) =>
      warns.message(bound(call, warns, module, (one) => given.get(module.source(one)) ?? stringText(one, module)));
    return { parameters, message };
  }
  return undefined;
}

/** What a call hands such a function, by its parameters. @param read what an argument says */
export function bound(
  call: SyntaxNode,
  warns: WarningFunction,
  module: Module,
  read: (node: SyntaxNode) => string | undefined,
): Map<string, string> {
  const { positional, keywords } = argumentsOf(call, module);
  const given = new Map<string, string>();
  for (const [at, parameter] of warns.parameters.entries()) {
    const node = keywords.get(parameter) ?? positional[at];
    const value = node === undefined ? undefined : read(node);
    if (value !== undefined) given.set(parameter, value);
  }
  return given;
}

/** What a function's own names are first assigned. */
function localsOf(definition: SyntaxNode, module: Module): Map<string, SyntaxNode> {
  const own = assignmentsOf(module).filter(({ scope }) => scope === definition);
  return new Map(own.reverse().map(({ name, value }) => [name, value]));
}
