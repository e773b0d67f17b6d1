import { nodesOf } from "../../breakage/workspace/syntax-node.ts";
import type { ParsePython } from "../../platform/syntax-parsers.ts";
import { calleeName } from "../syntax/calls.ts";
import { type Module, openModule } from "../syntax/module.ts";
import { stringText } from "../syntax/strings.ts";
import { bound, type WarningFunction, warningFunctionsOf } from "./warning-functions.ts";

/** A function whose name speaks of the environment. */
const DEFINES = /\bdef (?=\w*env)\w+\(/;
const VARIABLE = /^[A-Z][A-Z0-9_]+$/;

/** The texts in which a release announces the end of variables through a function of its own, by variable. */
export function warningsByFunction(texts: ReadonlyMap<string, string>, parse: ParsePython): Map<string, string> {
  const everywhere = new Map<string, WarningFunction>();
  const own = new Map<string, { readonly module: Module; readonly known: ReadonlyMap<string, WarningFunction> }>();
  for (const [file, text] of texts) {
    if (!text.includes("deprecated") || !text.includes("env") || !DEFINES.test(text)) continue;
    const module = openModule(file, text, parse);
    const known = warningFunctionsOf(module);
    if (known.size === 0) continue;
    own.set(file, { module, known });
    for (const [name, warns] of known) everywhere.set(name, warns);
  }
  const found = new Map<string, string>();
  const names = [...everywhere.keys()];
  for (const [file, text] of texts) {
    if (!text.includes("VLLM_") || !names.some((name) => text.includes(`${name}(`))) continue;
    const { module, known } = own.get(file) ?? { module: openModule(file, text, parse), known: everywhere };
    // Two modules may have methods of one name: a module's own come first.
    for (const [name, told] of callsIn(module, new Map([...everywhere, ...known]))) found.set(name, told);
  }
  return found;
}

/** A variable that a call hands such a function, and what that says of it. */
function* callsIn(module: Module, known: ReadonlyMap<string, WarningFunction>): Generator<[string, string]> {
  for (const call of nodesOf(module.root, new Set(["call"]))) {
    const warns = known.get(calleeName(call, module));
    if (warns === undefined) continue;
    const given = bound(call, warns, module, (node) => stringText(node, module));
    const name = warns.parameters.filter((one) => /env/i.test(one)).map((one) => given.get(one));
    const variable = name.find((one) => one !== undefined && VARIABLE.test(one));
    if (variable !== undefined) yield [variable, warns.message(given).replace(/\s+/g, " ").trim()];
  }
}
