import { child, nodesOf, type SyntaxNode } from "../../breakage/workspace/syntax-node.ts";
import type { ParsePython } from "../../platform/syntax-parsers.ts";
import { openClasses } from "../classes/open-classes.ts";
import type { PythonModule } from "../classes/python-module.ts";
import type { Classes } from "../classes/scope.ts";
import { argumentsOf, calleeName } from "../syntax/calls.ts";
import { parts, stringText } from "../syntax/literals.ts";
import { type Module, openModule } from "../syntax/module.ts";
import { requestModels } from "./models.ts";

/** FastAPI's own `Request` is none. */
const MODEL = /\wRequest\b/;
const ROUTES = /\.(?:post|put|patch|api_route|add_api_route)\(/;
const ROUTE = new Set(["post", "put", "patch", "api_route"]);
const FUNCTION = new Set(["function_definition"]);

/**
 * Which request models each path of the HTTP server takes (FastAPI): `@router.post("/v1/completions")` above a function with a
 * parameter annotated with them, or `router.add_api_route("/path", function)`. Names are classes, as in `Surface.requests`.
 */
export function endpointModels(
  texts: ReadonlyMap<string, string>,
  parse: ParsePython,
  classes: Classes = openClasses(texts, parse),
): Record<string, string[]> {
  const models = new Set(requestModels(texts, classes).flatMap((model) => model.classes));
  const found = new Map<string, Set<string>>();
  for (const [file, text] of texts) {
    if (!file.includes("/entrypoints/") || !MODEL.test(text) || !ROUTES.test(text)) continue;
    const at = classes.modules.file(file);
    if (at === undefined) continue;
    for (const { path, handler } of routesIn(openModule(file, text, parse))) {
      const names = takenBy(handler, at, classes)
        .filter((one) => models.has(one))
        .map(({ name }) => name);
      if (names.length > 0) found.set(path, new Set([...(found.get(path) ?? []), ...names]));
    }
  }
  return Object.fromEntries([...found].sort().map(([path, names]) => [path, [...names].sort()]));
}

interface Route {
  readonly path: string;
  readonly handler: SyntaxNode;
}

function routesIn(module: Module): Route[] {
  const functions = nodesOf(module.root, FUNCTION);
  const routes: Route[] = [];
  for (const handler of functions) {
    for (const decorator of handler.parent?.type === "decorated_definition" ? handler.parent.children : []) {
      const call = decorator.type === "decorator" ? decorator.children[0] : undefined;
      if (call?.type !== "call" || !ROUTE.has(calleeName(call, module))) continue;
      const path = pathOf(call, module);
      if (path !== undefined) routes.push({ path, handler });
    }
  }
  for (const call of nodesOf(module.root, new Set(["call"]))) {
    if (calleeName(call, module) !== "add_api_route") continue;
    const path = pathOf(call, module);
    const named = argumentsOf(call, module).positional[1] ?? argumentsOf(call, module).keywords.get("endpoint");
    const handler = functions.find((one) => named !== undefined && nameOf(one, module) === module.source(named));
    if (path !== undefined && handler !== undefined) routes.push({ path, handler });
  }
  return routes;
}

function pathOf(call: SyntaxNode, module: Module): string | undefined {
  const { positional, keywords } = argumentsOf(call, module);
  const path = positional[0] ?? keywords.get("path");
  return path === undefined ? undefined : stringText(path, module);
}

const nameOf = (definition: SyntaxNode, module: Module): string => {
  const name = child(definition, "name");
  return name === undefined ? "" : module.source(name);
};

/** The classes that a handler's parameters are annotated with. */
function takenBy(handler: SyntaxNode, module: PythonModule, classes: Classes) {
  const list = child(handler, "parameters");
  return (list === undefined ? [] : parts(list)).flatMap((parameter) => {
    const annotation = child(parameter, "type");
    const hints = annotation === undefined ? [] : classes.hints(module, annotation);
    return hints.flatMap(({ classAt }) =>
      classAt === undefined ? [] : (classes.classAt(classAt.module, classAt.name) ?? []),
    );
  });
}
