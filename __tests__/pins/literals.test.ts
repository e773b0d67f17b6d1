import { describe, expect, it } from "vitest";
import { formatOfPath } from "../../src/pins/formats.ts";
import { parse, summary } from "./support.ts";

const pins = (file: string, text: string) => summary(parse(file, text));

describe("literals: which files", () => {
  it.each([
    "pkg/consts.go",
    "web/src/images.ts",
    "a/model_spec.json",
    "fly.toml",
    "Jenkinsfile",
    "flake.nix",
    "test/e2e/suite_test.go",
  ])("%s", (path) => {
    expect(formatOfPath(path)?.format).toBe("literals");
  });
  it.each([
    "pkg/consts_test.go",
    "src/a.spec.ts",
    "tests/data.json",
    "web/dist/app.js",
    "src/mockData.ts",
    "bench/results.json",
    "package-lock.json",
    "node_modules/a/b.js",
  ])("not %s", (path) => {
    expect(formatOfPath(path)?.format).not.toBe("literals");
  });
});

describe("literals: what names a release", () => {
  it.each([
    ["a.go", 'const image = "vllm/vllm-openai:v0.31.0"', ["1:33 image v0.31.0"]],
    ["a.go", 'image := env("IMAGE", "docker.io/vllm/vllm-openai-cpu:v0.31.0")', ["1:55 image v0.31.0"]],
    ["a.go", 'const vllmVersion = "v0.31.0"', ["1:22 constraint v0.31.0"]],
    ["a.ts", "const VLLM_TAG: string = 'v0.31.0';", ["1:27 image v0.31.0"]],
    ["a.ts", 'export const ENGINES = { vllm: { version: "0.31.0" } };', ["1:44 constraint 0.31.0"]],
    ["a.json", '{"vllm": "==0.31.0"}', ["1:11 constraint ==0.31.0"]],
    ["a.toml", 'vllm = "0.31.0"', ["1:9 constraint 0.31.0"]],
    ["a.json", '{"packages": ["vllm[audio]>=0.31.0", "torch"]}', ["1:16 requirement vllm[audio]>=0.31.0"]],
    [
      "a.json",
      '["vllm==0.31.0 ; #engine# == \\"vllm\\"",\n "https://wheels.vllm.ai/0.31.0/cu130"]',
      ["1:3 requirement vllm==0.31.0", "2:26 index 0.31.0"],
    ],
    [
      "a.json",
      '{"wheel": "https://github.com/vllm-project/vllm/releases/download/v0.31.0/vllm-0.31.0-cp38-abi3-manylinux1_x86_64.whl"}',
      [
        "1:12 requirement https://github.com/vllm-project/vllm/releases/download/v0.31.0/vllm-0.31.0-cp38-abi3-manylinux1_x86_64.whl",
      ],
    ],
    [
      "a.rs",
      'let source = "git+https://github.com/vllm-project/vllm@v0.31.0";',
      ["1:15 requirement git+https://github.com/vllm-project/vllm@v0.31.0"],
    ],
    [
      "repos.json",
      '{"url": "https://github.com/vllm-project/vllm.git", "name": "vllm", "commit": "v0.31.0"}',
      ["1:80 requirement v0.31.0"],
    ],
    [
      "flake.nix",
      'fetchFromGitHub {\n  owner = "vllm-project";\n  repo = "vllm";\n  rev = "v0.31.0";\n}',
      ["4:10 requirement v0.31.0"],
    ],
    ["Jenkinsfile", "sh 'pip install vllm==0.31.0 torch'", ["1:17 requirement vllm==0.31.0"]],
  ])("%s %s", (file, text, expected) => {
    expect(pins(file, text)).toEqual(expected);
  });

  it.each([
    ["a.go", '// const image = "vllm/vllm-openai:v0.31.0"'],
    ["a.go", 'if image == "vllm/vllm-openai:v0.31.0" {'],
    ["a.go", 'if strings.HasPrefix(image, "vllm/vllm-openai:v0.31.0") {'],
    ["a.go", 'log.Printf("vllm==0.31.0")'],
    ["a.ts", '<input placeholder="vllm/vllm-openai:v0.31.0" />'],
    ["a.ts", 'const hint = "Run pip install vllm==0.31.0 first";'],
    ["a.ts", 'const help = "pip install vllm";'],
    ["a.go", 'const name = "vllm/vllm-openai"'],
    ["a.json", '{"backend": "vllm", "vllm_version": "0.31.0", "torch": "2.9.0"}'],
    ["a.go", 'const image = "rocm/vllm:v0.31.0"'],
    ["a.go", 'const vllmVersion = "0.20.1rc1.dev144+g5737770c6"'],
  ])("none in %s %s", (file, text) => {
    expect(pins(file, text)).toEqual([]);
  });
});
