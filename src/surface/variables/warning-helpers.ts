import { nodesOf, type SyntaxNode } from "../../breakage/workspace/syntax-node.ts";
import { assignmentsOf } from "../syntax/assignments.ts";
import { argumentsOf, calleeName } from "../syntax/calls.ts";
import { type FunctionDefinition, functionsOf, parameterNames } from "../syntax/functions.ts";
import type { Module } from "../syntax/module.ts";
import { interpolated, render } from "../syntax/render.ts";
import { stringText } from "../syntax/strings.ts";

/** A function that warns of the variable whose name it is handed: `get_from_deprecated_env_if_set("VLLM_X", "v0.23", "field")`. */
export interface WarningHelper {
  readonly parameters: readonly string[];
  /** Its message for what it is handed, parameter by parameter. */
  message(values: ReadonlyMap<string, string>): string;
}

const WARNS = /warn/i;
const TELLS = /deprecated|will be removed/i;
const CALL = new Set(["call"]);
/** Helpers that hand on to helpers that hand on: nobody nests deeper. */
const ROUNDS = 3;

/** The helpers that a module defines, by name. */
export function helpersOf(module: Module): Map<string, WarningHelper> {
  const helpers = new Map<string, WarningHelper>();
  const functions = functionsOf(module);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const definition of functions) {
      const parameters = parameterNames(definition);
      if (helpers.has(definition.name) || !parameters.some((parameter) => /env/i.test(parameter))) continue;
      const helper = warner(definition, parameters) ?? forwarder(definition, parameters, helpers);
      if (helper !== undefined) helpers.set(definition.name, helper);
    }
  }
  return helpers;
}

/** It warns itself. */
function warner({ node, module }: FunctionDefinition, parameters: readonly string[]): WarningHelper | undefined {
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

/** It hands what it is handed to a helper. */
function forwarder(
  { node, module }: FunctionDefinition,
  parameters: readonly string[],
  helpers: ReadonlyMap<string, WarningHelper>,
): WarningHelper | undefined {
  for (const call of nodesOf(node, CALL)) {
    const helper = helpers.get(calleeName(call, module));
    if (helper === undefined) continue;
    const message = (given: ReadonlyMap<string, string>) =>
      helper.message(bound(call, helper, module, (one) => given.get(module.source(one)) ?? stringText(one, module)));
    return { parameters, message };
  }
  return undefined;
}

/** What a call hands a helper, by the helper's parameters. @param read what an argument says */
export function bound(
  call: SyntaxNode,
  helper: WarningHelper,
  module: Module,
  read: (node: SyntaxNode) => string | undefined,
): Map<string, string> {
  const { positional, keywords } = argumentsOf(call, module);
  const given = new Map<string, string>();
  for (const [at, parameter] of helper.parameters.entries()) {
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
