import { nodesOf } from "../../breakage/workspace/syntax-node.ts";
import type { ParsePython } from "../../platform/syntax-parsers.ts";
import { calleeName } from "../syntax/calls.ts";
import { type Module, openModule } from "../syntax/module.ts";
import { stringText } from "../syntax/strings.ts";
import { bound, helpersOf, type WarningHelper } from "./warning-helpers.ts";

/** A function whose name speaks of the environment. */
const DEFINES = /\bdef (?=\w*env)\w+\(/;
const VARIABLE = /^[A-Z][A-Z0-9_]+$/;

/** The texts in which a release announces the end of variables through a helper, by variable. */
export function helperTexts(texts: ReadonlyMap<string, string>, parse: ParsePython): Map<string, string> {
  const everywhere = new Map<string, WarningHelper>();
  const own = new Map<string, { readonly module: Module; readonly helpers: ReadonlyMap<string, WarningHelper> }>();
  for (const [file, text] of texts) {
    if (!text.includes("deprecated") || !text.includes("env") || !DEFINES.test(text)) continue;
    const module = openModule(file, text, parse);
    const helpers = helpersOf(module);
    if (helpers.size === 0) continue;
    own.set(file, { module, helpers });
    for (const [name, helper] of helpers) everywhere.set(name, helper);
  }
  const found = new Map<string, string>();
  const names = [...everywhere.keys()];
  for (const [file, text] of texts) {
    if (!text.includes("VLLM_") || !names.some((name) => text.includes(`${name}(`))) continue;
    const { module, helpers } = own.get(file) ?? { module: openModule(file, text, parse), helpers: everywhere };
    // Two modules may have methods of one name: a module's own come first.
    for (const [name, told] of callsIn(module, new Map([...everywhere, ...helpers]))) found.set(name, told);
  }
  return found;
}

/** A variable that a call hands a helper, and the helper's message for it. */
function* callsIn(module: Module, helpers: ReadonlyMap<string, WarningHelper>): Generator<[string, string]> {
  for (const call of nodesOf(module.root, new Set(["call"]))) {
    const helper = helpers.get(calleeName(call, module));
    if (helper === undefined) continue;
    const given = bound(call, helper, module, (node) => stringText(node, module));
    const name = helper.parameters.filter((one) => /env/i.test(one)).map((one) => given.get(one));
    const variable = name.find((one) => one !== undefined && VARIABLE.test(one));
    if (variable !== undefined) yield [variable, helper.message(given).replace(/\s+/g, " ").trim()];
  }
}
