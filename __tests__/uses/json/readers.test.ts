import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadPythonParser, loadShellParser } from "../../../src/platform/syntax-parsers.ts";
import { jsonReader } from "../../../src/uses/json/readers.ts";
import type { Use } from "../../../src/uses/use.ts";

const root = join(import.meta.dirname, "..", "..", "..");
const context = {
  parsePython: await loadPythonParser(root),
  parseShell: await loadShellParser(root),
  text: () => undefined,
  knownVariables: new Set<string>(),
};

const usesOf = (path: string, text: string): Use[] =>
  jsonReader.matches({ path, text }) ? jsonReader.read({ path, text }, context) : [];

const short = (use: Use): string => {
  const at = `@${use.place.line}:${use.place.column}`;
  if (use.kind === "command")
    return `${use.certainty} ${use.program} ${use.words.map((word) => word.text).join(" ")} ${at}`;
  if (use.kind === "variable") return `${use.name}=${use.value} ${at}`;
  if (use.kind === "request-field") return `${use.certainty} ${use.endpoint} ${use.field} ${at}`;
  return `${use.certainty} ${use.kind} ${"name" in use ? use.name : ""} ${at}`;
};

describe("JSON", () => {
  it("takes a list of panels or targets for a dashboard, and nothing else", () => {
    const text = '{ "env_vars": { "VLLM_USE_V1": "0" }, "targets": KIND }';
    expect(usesOf("models.json", text.replace("KIND", '{ "speed": 1 }')).map(short)).toEqual(["VLLM_USE_V1=0 @1:18"]);
    expect(usesOf("board.json", text.replace("KIND", "[]"))).toEqual([]);
  });

  it("reads the servers of vLLM's benchmarks", () => {
    const text = `[{
  "server_parameters": { "model": "m", "swap_space": 16, "disable_log_requests": "" },
  "server_environment_variables": { "VLLM_USE_V1": 0 },
  "client_parameters": { "swap_space": 1 }
}, { "server_parameters": { "swap_space": 16 } }]`;
    const uses = usesOf("benchmarks/tests/serving-tests.json", text);
    expect(uses.map((use) => use.kind === "config-file" && use.keys)).toMatchObject([
      [
        { key: "model", value: "m", place: { line: 2 } },
        { key: "swap_space", value: "16", place: { line: 2, column: 41, endColumn: 51 } },
        { key: "disable_log_requests", value: "true" },
      ],
      false,
    ]);
    expect(uses.slice(1).map(short)).toEqual(["VLLM_USE_V1=0 @3:38"]);
  });

  it("reads launch configurations of an editor, comments and last commas included", () => {
    const text = `{
  // vllm serve --in-comment
  "configurations": [
    { "module": "vllm.entrypoints.openai.api_server",
      "args": ["--model", "\${env:MODEL}", "--disable-log-requests",],
      "env": { "VLLM_USE_V1": "1" } },
    { "command": "vllm", "args": ["serve", "m", "--swap-space", "4"] },
    { "command": "trl", "args": ["vllm-serve", "--model", "m"] },
  ]
}
`;
    expect(usesOf(".vscode/launch.json", text).map(short)).toEqual([
      "certain api-server --model \uFFFC --disable-log-requests @4:18",
      "certain serve m --swap-space 4 @7:19",
      "VLLM_USE_V1=1 @6:17",
    ]);
    const [first] = usesOf(".vscode/launch.json", text);
    expect(first?.kind === "command" && first.words[2]?.place).toMatchObject({ line: 5, column: 44, endColumn: 66 });
  });

  it("reads containers of a service", () => {
    const text = JSON.stringify(
      {
        containerDefinitions: [
          {
            image: "vllm/vllm-openai:v0.9.2",
            command: ["--model", "m", "--disable-log-requests"],
            environment: [{ name: "VLLM_USE_V1", value: "0" }],
          },
          { image: "lmsysorg/sglang", command: ["--disable-log-requests"] },
        ],
      },
      null,
      1,
    );
    const uses = usesOf("task.json", text);
    expect(uses.filter(({ kind }) => kind === "variable").map(short)).toEqual(["VLLM_USE_V1=0 @12:15"]);
    expect(uses.filter(({ kind }) => kind === "command").map(short)).toEqual([
      "certain serve --model m --disable-log-requests @6:6",
    ]);
  });

  it("reads the architectures of a model", () => {
    expect(usesOf("config.json", '{"model_type": "x",\n "architectures": ["XForCausalLM"]}').map(short)).toEqual([
      "likely architecture XForCausalLM @2:21",
    ]);
    expect(usesOf("config.json", '{"archs": ["XForCausalLM"]}')).toEqual([]);
  });

  it("reads bodies of requests beside a word of vLLM", () => {
    const body = '{"model": "m", "messages": [{"role": "user"}],\n "guided_json": {"type": "object"}}';
    expect(usesOf("bodies/vllm-chat.json", body).map(short)).toEqual([
      "likely /v1/chat/completions model @1:3",
      "likely /v1/chat/completions messages @1:17",
      "likely /v1/chat/completions guided_json @2:3",
    ]);
    expect(usesOf("bodies/chat.json", body)).toEqual([]);
    expect(usesOf("data/vllm.json", '[{"messages": [], "guided_json": 1}]')).toEqual([]);
  });

  it("takes any text", () => {
    const deep = 20_000;
    for (const text of [
      `{"vllm": "serve --max-x", "args": ${"[".repeat(deep)}${"]".repeat(deep)}}`,

      `{"architectures": ${"[".repeat(100_000)}`,
      '"vllm serve',
      `{"vllm": "serve --max-x", "args": [${"{".repeat(50_000)}`,
    ]) {
      expect(usesOf("vllm.json", text)).toEqual([]);
    }
  });
});

describe("a description of requests", () => {
  it("is no request: its fields are described in objects", () => {
    const field = { type: "string" };
    const properties = { model: field, prompt: field, max_tokens: field, guided_json: field };
    const schema = { title: "vLLM", components: { schemas: { CompletionRequest: { properties } } } };
    expect(usesOf("api.json", JSON.stringify(schema))).toEqual([]);
    const body = { title: "vLLM", model: "m", prompt: "p", guided_json: {} };
    expect(usesOf("api.json", JSON.stringify(body)).length).toBeGreaterThan(0);
  });
});
