import { nodesOf, type SyntaxNode } from "../../breakage/workspace/syntax-node.ts";
import type { ClassSource } from "../classes/class-source.ts";
import type { Classes } from "../classes/classes.ts";
import type { PythonModule } from "../classes/python-module.ts";
import { argumentsOf, calleeName } from "../syntax/calls.ts";
import { decoratorsOf, type FunctionDefinition, functionsOf, parametersOf } from "../syntax/functions.ts";
import type { Module } from "../syntax/module.ts";
import { stringText } from "../syntax/strings.ts";
import { requestModels } from "./models.ts";

/** FastAPI's own `Request` is none. */
const MODEL = /\wRequest\b/;
const ROUTES = /\.(?:post|put|patch|api_route|add_api_route)\(/;
const ROUTE = new Set(["post", "put", "patch", "api_route"]);

/**
 * Which request models each path of the HTTP server takes (FastAPI): `@router.post("/v1/completions")` above a function with a
 * parameter annotated with them, or `router.add_api_route("/path", function)`. Names are classes, as in `Surface.requests`.
 */
export function endpointModels(texts: ReadonlyMap<string, string>, classes: Classes): Record<string, string[]> {
  const models = new Set(requestModels(texts, classes).flatMap((model) => model.classes));
  const found = new Map<string, Set<string>>();
  for (const [file, text] of texts) {
    if (!file.includes("/entrypoints/") || !MODEL.test(text) || !ROUTES.test(text)) continue;
    const module = classes.modules.file(file);
    if (module === undefined) continue;
    for (const { path, handler } of routesIn(module)) {
      const names = takenBy(handler, module, classes)
        .filter((one) => models.has(one))
        .map(({ name }) => name);
      if (names.length > 0) found.set(path, new Set([...(found.get(path) ?? []), ...names]));
    }
  }
  return Object.fromEntries([...found].sort().map(([path, names]) => [path, [...names].sort()]));
}

interface Route {
  readonly path: string;
  readonly handler: FunctionDefinition;
}

function routesIn(module: Module): Route[] {
  const functions = functionsOf(module);
  const routes: Route[] = [];
  for (const handler of functions) {
    for (const { children } of decoratorsOf(handler.node)) {
      const [call] = children;
      if (call?.type !== "call" || !ROUTE.has(calleeName(call, module))) continue;
      const path = pathOf(call, module);
      if (path !== undefined) routes.push({ path, handler });
    }
  }
  for (const call of nodesOf(module.root, new Set(["call"]))) {
    if (calleeName(call, module) !== "add_api_route") continue;
    const path = pathOf(call, module);
    const { positional, keywords } = argumentsOf(call, module);
    const named = positional[1] ?? keywords.get("endpoint");
    const handler = functions.find(({ name }) => named !== undefined && name === module.source(named));
    if (path !== undefined && handler !== undefined) routes.push({ path, handler });
  }
  return routes;
}

function pathOf(call: SyntaxNode, module: Module): string | undefined {
  const { positional, keywords } = argumentsOf(call, module);
  const path = positional[0] ?? keywords.get("path");
  return path === undefined ? undefined : stringText(path, module);
}

/** The classes that a handler's parameters are annotated with. */
function takenBy(handler: FunctionDefinition, module: PythonModule, classes: Classes): ClassSource[] {
  return parametersOf(handler).flatMap(({ annotation }) => {
    const hints = annotation === undefined ? [] : classes.hints(module, annotation);
    return hints.flatMap(({ classAt }) =>
      classAt === undefined ? [] : (classes.classAt(classAt.module, classAt.name) ?? []),
    );
  });
}
