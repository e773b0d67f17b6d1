// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is a shell's.
import { describe, expect, it } from "vitest";
import { configFileUses } from "../../../src/uses/config-file/config-file-uses.ts";
import { configPath } from "../../../src/uses/config-file/config-path.ts";
import { isFinal } from "../../../src/uses/config-file/find-config.ts";
import type { CommandUse, Use } from "../../../src/uses/use.ts";

function command(path: string, words: readonly string[], more: Partial<CommandUse> = {}): Use {
  const place = { path, line: 1, column: 1, endLine: 1, endColumn: 2 };
  const given = words.map((text) => ({ text, place }));
  return { kind: "command", program: "serve", certainty: "certain", format: "shell", place, words: given, ...more };
}

describe("where a --config file is", () => {
  const paths = new Set(["serve.yaml", "deploy/serve.yaml", "deploy/prod/serve.yaml", "etc/only.yml", "deploy/run.sh"]);

  it.each([
    ["serve.yaml", "deploy", "deploy/serve.yaml"],
    ["./serve.yaml", "", "serve.yaml"],
    ["../serve.yaml", "deploy/prod", "deploy/serve.yaml"],
    ["deploy/prod/serve.yaml", "deploy", "deploy/prod/serve.yaml"],
    ["prod/serve.yaml", "deploy", "deploy/prod/serve.yaml"],
    ["/workspace/deploy/serve.yaml", "", "deploy/serve.yaml"],
    ["/etc/vllm/only.yml", "deploy", "etc/only.yml"],
    ["\uFFFC/only.yml", "deploy", "etc/only.yml"],
    ["only.yml", "deploy", "etc/only.yml"],
    ["/etc/vllm/serve.yaml", "deploy", undefined],
    ["\uFFFC.yaml", "deploy", undefined],
    ["\uFFFC", "deploy", undefined],
    ["run.sh", "deploy", undefined],
    ["", "deploy", undefined],
  ])("%s of %s", (named, folder, expected) => {
    expect(configPath(named, folder, paths)).toBe(expected);
  });
});

describe("the files that commands name with --config", () => {
  const texts: Readonly<Record<string, string>> = {
    "a/serve.yaml":
      "# options\nmodel: org/model\nswap-space: 4\nlora-modules:\n  - a\n  - b\ncompilation-config:\n  level: 3\n",
    "list.yaml": "- a\n",
    "deep.yaml": "[".repeat(20_000),
  };
  const files = { paths: Object.keys(texts), text: (path: string) => texts[path] };

  it("have each key with its place", () => {
    const found = configFileUses([command("a/run.sh", ["m", "--config", "serve.yaml"])], files);
    expect(found).toMatchObject([{ kind: "config-file", format: "config-file", certainty: "certain" }]);
    expect(found[0]?.keys).toEqual([
      { key: "model", value: "org/model", place: at(2, 1, 6) },
      { key: "swap-space", value: "4", place: at(3, 1, 11) },
      { key: "lora-modules", value: '["a","b"]', place: at(4, 1, 13) },
      { key: "compilation-config", value: '{"level":3}', place: at(7, 1, 19) },
    ]);
  });

  it("count once, with the command that speaks loudest", () => {
    const quiet = command("a/README.md", ["--config=serve.yaml"], { quiet: "it stands in a document" });
    const likely = command("a/x.yaml", ["--config=serve.yaml"], { certainty: "likely" });
    expect(configFileUses([quiet], files)).toMatchObject([{ quiet: "it stands in a document" }]);
    expect(configFileUses([quiet, likely], files)).toMatchObject([{ certainty: "likely" }]);
    expect(configFileUses([quiet, likely], files)[0]).not.toHaveProperty("quiet");
  });

  it("are nothing without a mapping, a file, or a command", () => {
    expect(configFileUses([command("x.sh", ["--config", "list.yaml"])], files)).toEqual([]);
    expect(configFileUses([command("x.sh", ["--config", "deep.yaml"])], files)).toEqual([]);
    expect(configFileUses([command("x.sh", ["--config", "none.yaml"])], files)).toEqual([]);
    expect(configFileUses([command("x.sh", ["--config"])], files)).toEqual([]);
    expect(configFileUses([], files)).toEqual([]);
  });

  function at(line: number, column: number, endColumn: number) {
    return { path: "a/serve.yaml", line, column, endLine: line, endColumn };
  }
});

it.each([
  ["port: 1\nhost: $HOST\n", true],
  ["port: ${PORT}\n", false],
  ["port: {{ .Values.port }}\n", false],
  ["{% if gpu %}\n", false],
  ["a".repeat(200_001), false],
])("a file of options is read by vLLM as it stands here: %#", (text, expected) => {
  expect(isFinal(text)).toBe(expected);
});
