import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

type Json = { [key: string]: Json } | readonly Json[] | string | number | boolean | null;
type JsonObject = { [key: string]: Json };

const require = createRequire(import.meta.url);
const DESCRIPTION = require.resolve("@octokit/openapi/generated/api.github.com.json");

const COMMENTS = "/repos/{owner}/{repo}/issues/{issue_number}/comments";
const COMMENT = "/repos/{owner}/{repo}/issues/comments/{comment_id}";
const FILES = "/repos/{owner}/{repo}/pulls/{pull_number}/files";
const REVIEWS = "/repos/{owner}/{repo}/pulls/{pull_number}/reviews";
const LINE_COMMENTS = "/repos/{owner}/{repo}/pulls/{pull_number}/comments";
const RELEASE = "/repos/{owner}/{repo}/releases/tags/{tag}";
const CALLED: Readonly<Record<string, readonly string[]>> = {
  [COMMENTS]: ["get", "post"],
  [COMMENT]: ["patch"],
  [FILES]: ["get"],
  [REVIEWS]: ["post"],
  [LINE_COMMENTS]: ["get"],
  [RELEASE]: ["get"],
};

/**
 * GitHub's description, reduced to what we call: the whole one takes Prism half a minute to load. Two things are added,
 * because GitHub documents them in prose: the errors any operation may answer, and the GraphQL endpoint's envelope.
 */
export async function slimDescription(): Promise<JsonObject> {
  const whole = JSON.parse(await readFile(DESCRIPTION, "utf8")) as JsonObject;
  const paths: JsonObject = { "/graphql": GRAPHQL };
  for (const [path, methods] of Object.entries(CALLED)) {
    const operations = Object.entries(object(object(whole["paths"])[path]));
    paths[path] = withErrors(Object.fromEntries(operations.filter(([method]) => methods.includes(method))));
  }
  const slim: JsonObject = {
    openapi: whole["openapi"] ?? "3.0.3",
    info: whole["info"] ?? {},
    servers: whole["servers"] ?? [],
    paths,
  };
  return { ...slim, components: referenced(whole, slim) };
}

/** https://docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api */
const ANY_ERROR = ["403", "404", "429", "502"];
const BASIC_ERROR = {
  description: "Basic error",
  content: { "application/json": { schema: { $ref: "#/components/schemas/basic-error" } } },
};

function withErrors(path: JsonObject): JsonObject {
  const operations = Object.entries(path).map(([method, operation]) => {
    const responses = object(object(operation)["responses"]);
    const added = Object.fromEntries(
      ANY_ERROR.filter((status) => !(status in responses)).map((status) => [status, BASIC_ERROR]),
    );
    return [method, { ...object(operation), responses: { ...responses, ...added } }];
  });
  return Object.fromEntries(operations);
}

const GRAPHQL: JsonObject = {
  post: {
    requestBody: {
      required: true,
      content: {
        "application/json": {
          schema: { type: "object", required: ["query"], properties: { query: { type: "string" } } },
        },
      },
    },
    responses: {
      "200": {
        description: "Result",
        content: { "application/json": { schema: { type: "object", properties: { data: { type: "object" } } } } },
      },
      "502": BASIC_ERROR,
    },
  },
};

/** The components that `root` refers to, and those that these refer to. */
function referenced(whole: JsonObject, root: JsonObject): JsonObject {
  const components: Record<string, JsonObject> = {};
  const pending: Json[] = [root];
  for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
    for (const [, kind = "", name = ""] of JSON.stringify(value).matchAll(/"#\/components\/([\w-]+)\/([\w-]+)"/g)) {
      components[kind] ??= {};
      const group = components[kind];
      if (name in group) continue;
      group[name] = object(object(whole["components"])[kind])[name] ?? {};
      pending.push(group[name]);
    }
  }
  return components;
}

function object(value: Json | undefined): JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}
