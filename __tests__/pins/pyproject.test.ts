import { describe, expect, it } from "vitest";
import { disagreements } from "../../src/pins/agreement.ts";
import { pinToFollow } from "../../src/pins/follow.ts";
import { formatOfPath } from "../../src/pins/formats.ts";
import { parse, requirementTexts, summary } from "./support.ts";

const pins = (text: string) => {
  const manifest = parse("pyproject.toml", text);
  expect(manifest.problems).toEqual([]);
  return summary(manifest);
};

describe("pyproject: which files", () => {
  it.each(["pyproject.toml", "a/pyproject.toml", "pyproject.vllm.toml"])("%s", (path) => {
    expect(formatOfPath(path)?.format).toBe("pyproject");
  });
  it.each(["pyproject.json", "mypyproject.toml", "Cargo.toml"])("not %s", (path) => {
    expect(formatOfPath(path)?.format).not.toBe("pyproject");
  });
});

describe("pyproject: PEP 621 and PEP 735", () => {
  it("finds pins in dependencies, extras and groups, at their own place", () => {
    const text = `# vllm==0.1.0
[tool.other]
dependencies = ["vllm==0.2.0"]

[project]
name = "demo"
description = "vllm==0.31.0"
requires-python = ">=3.11"
dependencies = [
  # "vllm==0.31.0",
  "torch>=2.9", "vllm==0.31.0", # vllm==0.31.0
  'transformers>=5',
]

[project.optional-dependencies]
"audio.x" = ["vllm[audio]==0.31.0"]
twice = ["vllm==0.31.0", "vllm==0.31.0"]

[dependency-groups]
serve = ["vllm>=0.31", { include-group = "base" }]
base = ["uvicorn"]
`;
    const manifest = parse("pyproject.toml", text);
    expect(summary(manifest)).toEqual([
      "11:18 requirement vllm==0.31.0",
      "16:15 requirement/extra:audio.x vllm[audio]==0.31.0",
      "17:11 requirement/extra:twice vllm==0.31.0",
      "17:27 requirement/extra:twice vllm==0.31.0",
      "20:11 requirement/group:serve vllm>=0.31",
    ]);
    expect(manifest.requiresPython).toBe(">=3.11");
    expect(manifest.project).toBe("demo");
    expect([...(manifest.groupIncludes ?? [])]).toEqual([["group:serve", ["group:base"]]]);
  });

  it("reads dotted keys, inline tables, CRLF and a byte order mark", () => {
    expect(pins('\uFEFFproject.dependencies = ["vllm==0.31.0"]\r\n')).toEqual(["1:27 requirement vllm==0.31.0"]);
    expect(pins('project = { name = "x", dependencies = ["a", "vllm>=0.31"] }\r\n')).toEqual([
      "1:47 requirement vllm>=0.31",
    ]);
    expect(pins('[project]\r\ndependencies = [\r\n  "a",\r\n  "vllm==0.31.0"\r\n]\r\n')).toEqual([
      "4:4 requirement vllm==0.31.0",
    ]);
  });

  it("finds the version when escapes keep the whole from standing in one piece", () => {
    const text = '[project]\ndependencies = ["vllm==0.31.0; sys_platform == \\"linux\\"", "vll\\u006D==0.30.0"]\n';
    const manifest = parse("pyproject.toml", text);
    expect(summary(manifest)).toEqual(["2:22 requirement ==0.31.0", "2:70 requirement ==0.30.0"]);
    expect(requirementTexts(manifest)[0]).toBe('vllm==0.31.0; sys_platform == "linux"');
  });

  it("reads multi-line strings", () => {
    expect(pins("[project]\ndependencies = [\"\"\"\nvllm==0.31.0\"\"\", '''vllm==0.30.0''']\n")).toEqual([
      "3:1 requirement vllm==0.31.0",
      "3:21 requirement vllm==0.30.0",
    ]);
  });

  it("sees an extra that names others of the same project", () => {
    const text = `[project]
name = "My_Project"
dependencies = ["numpy"]
[project.optional-dependencies]
vllm = ["vllm==0.31.0"]
all = ["my-project[vllm,other]", "rich"]
other = ["x"]
`;
    const manifest = parse("pyproject.toml", text);
    expect([...(manifest.groupIncludes ?? [])]).toEqual([["extra:all", ["extra:vllm", "extra:other"]]]);
    expect(requirementTexts(manifest)).toEqual(["numpy", "vllm==0.31.0", "rich", "x"]);
  });

  it("follows setuptools to its requirements files", () => {
    const text = `[tool.setuptools.dynamic]
dependencies = { file = ["requirements.txt"] }
optional-dependencies.gpu = { file = "requirements/gpu.txt" }
`;
    expect(parse("app/pyproject.toml", text).includes).toEqual([
      { path: "app/requirements.txt", role: "requirement" },
      { path: "app/requirements/gpu.txt", role: "requirement", group: "gpu", groupKind: "extra" },
    ]);
  });
});

describe("pyproject: uv", () => {
  it("finds sources, overrides, constraints and a release's index", () => {
    const text = `[project]
name = "demo"
dependencies = ["vllm", "plugin", "torch"]
[tool.uv]
override-dependencies = ["vllm==0.31.0", "numpy<3"]
constraint-dependencies = ["vllm<0.33", "torch<3"]
dev-dependencies = ["vllm-stubs", "vllm>=0.30"]
extra-index-url = ["https://example.com/simple"]
find-links = ["./wheels"]
[tool.uv.sources]
vllm = { git = "https://github.com/vllm-project/vllm.git", tag = "v0.31.0" }
plugin = { git = "https://example.com/plugin", rev = "abc", subdirectory = "py" }
torch = { index = "pytorch" }
[[tool.uv.index]]
name = "pytorch"
url = "https://example.com/pytorch/cu130"
explicit = true
[[tool.uv.index]]
name = "vllm"
url = "https://wheels.vllm.ai/0.31.0/cu130"
[[tool.uv.index]]
url = "https://example.com/default"
default = true
`;
    const manifest = parse("pyproject.toml", text);
    expect(summary(manifest)).toEqual([
      "3:18 requirement vllm",
      "5:27 override vllm==0.31.0",
      "6:29 constraint vllm<0.33",
      "7:36 requirement/group:dev vllm>=0.30",
      "11:67 requirement v0.31.0",
      "20:31 index 0.31.0",
    ]);
    expect(manifest.pins[4]).toMatchObject({
      specifier: "git v0.31.0",
      reference: {
        kind: "git",
        url: "https://github.com/vllm-project/vllm.git",
        revision: "v0.31.0",
        version: "0.31.0",
      },
    });
    expect(requirementTexts(manifest)).toContain("plugin @ git+https://example.com/plugin@abc#subdirectory=py");
    expect(manifest.options).toEqual({
      defaultIndex: "https://example.com/default",
      extraIndexes: ["https://example.com/simple", "https://wheels.vllm.ai/0.31.0/cu130"],
      findLinks: ["./wheels"],
      boundIndexes: [
        { name: "pytorch", url: "https://example.com/pytorch/cu130", packages: ["torch"], explicit: true },
      ],
    });
  });

  it.each([
    [
      'vllm = { git = "https://github.com/vllm-project/vllm", rev = "1a2b3c4" }',
      "1a2b3c4",
      { kind: "git", revision: "1a2b3c4" },
    ],
    [
      'vllm = { git = "https://github.com/vllm-project/vllm", branch = "main" }',
      'branch = "main"',
      { kind: "git", revision: "main" },
    ],
    [
      'vllm = { git = "https://github.com/vllm-project/vllm" }',
      "https://github.com/vllm-project/vllm",
      { kind: "git" },
    ],
    [
      'vllm = { url = "https://example.com/vllm-0.31.0-cp38-abi3-linux_x86_64.whl" }',
      "https://example.com/vllm-0.31.0-cp38-abi3-linux_x86_64.whl",
      { kind: "url", version: "0.31.0" },
    ],
    [
      'vllm = [{ url = "https://example.com/vllm-0.31.0-cp38-abi3-linux_x86_64.whl", marker = "sys_platform == \'linux\'" }]',
      "https://example.com/vllm-0.31.0-cp38-abi3-linux_x86_64.whl",
      { kind: "url", version: "0.31.0" },
    ],
    ['vllm = { path = "../vllm" }', "../vllm", { kind: "url" }],
  ])("reads the source %s", (line, raw, reference) => {
    const [pin, ...others] = parse("pyproject.toml", `[tool.uv.sources]\n${line}\n`).pins;
    expect(others).toEqual([]);
    expect(pin).toMatchObject({ raw, reference, line: 2 });
  });

  it("takes an index binding for no pin", () => {
    expect(
      pins('[tool.uv.sources]\nvllm = { index = "x" }\nother = { git = "https://github.com/vllm-project/vllm" }\n'),
    ).toEqual([]);
  });

  it("turns path and marked sources into lines a requirements file can hold", () => {
    const text = `[project]
dependencies = ["lib[x]", "tool ; python_version < '3.13'", "member", "self"]
[tool.uv.sources]
lib = { path = "../lib", editable = true }
tool = [{ url = "https://example.com/tool.whl", marker = "sys_platform == 'linux'" }]
member = { workspace = true }
self = { path = "." }
[tool.uv.workspace]
members = ["packages/*"]
`;
    const manifest = parse("app/pyproject.toml", text);
    expect(requirementTexts(manifest)).toEqual([
      "-e ./lib[x]",
      "tool ; python_version < '3.13'",
      "member",
      "self",
      "tool @ https://example.com/tool.whl ; (python_version < '3.13') and (sys_platform == 'linux')",
    ]);
    expect(manifest.requirements[2]?.workspaceMember).toBe(true);
    expect(manifest.workspace).toEqual({ members: ["app/packages/*"], exclude: [] });
  });
});

describe("pyproject: Poetry", () => {
  it("finds pins in every table and turns constraints into PEP 440", () => {
    const text = `[tool.poetry]
name = "demo"
[tool.poetry.dependencies]
python = "^3.11"
vLLM = { version = "^0.31", extras = ["audio"], optional = true, markers = "sys_platform == 'linux'" }
torch = "~2.9.1"
numpy = "*"
rich = "13.0"
lib = { path = "../lib", develop = true }
fork = { git = "https://example.com/fork.git", branch = "main" }
[tool.poetry.group.serve.dependencies]
vllm = "0.31.*"
[tool.poetry.dev-dependencies]
vllm = [{ version = "~0.30.1", python = "<3.13" }, { version = ">=0.31,<0.33", python = ">=3.13" }]
[tool.poetry.extras]
gpu = ["vllm"]
[[tool.poetry.source]]
name = "pt"
url = "https://example.com/pt"
priority = "explicit"
`;
    const manifest = parse("pyproject.toml", text);
    expect(summary(manifest)).toEqual([
      "5:21 requirement/extra:gpu ^0.31",
      "12:9 requirement/group:serve 0.31.*",
      "14:22 requirement/group:dev ~0.30.1",
      "14:65 requirement/group:dev >=0.31,<0.33",
    ]);
    expect(manifest.pins.map(({ reference }) => reference)).toEqual([
      { kind: "range", specifier: ">=0.31,<0.32" },
      { kind: "range", specifier: "==0.31.*" },
      { kind: "range", specifier: ">=0.30.1,<0.31" },
      { kind: "range", specifier: ">=0.31,<0.33" },
    ]);
    expect(manifest.requiresPython).toBe(">=3.11,<4");
    expect(requirementTexts(manifest)).toEqual([
      "vllm[audio]>=0.31,<0.32; sys_platform == 'linux'",
      "torch>=2.9.1,<2.10",
      "numpy",
      "rich==13.0",
      "-e ../lib",
      "fork @ git+https://example.com/fork.git@main",
      "vllm>=0.30.1,<0.31; python_full_version < '3.13'",
      "vllm>=0.31,<0.33; python_full_version >= '3.13'",
      "vllm==0.31.*",
    ]);
    expect(manifest.options.extraIndexes).toEqual([]);
  });

  it.each([
    ["0.31.0", { kind: "exact", version: "0.31.0" }],
    ["==0.31.0", { kind: "exact", version: "0.31.0" }],
    [">= 0.31 < 0.33", { kind: "range", specifier: ">=0.31,<0.33" }],
    ["*", { kind: "unpinned" }],
    ["^0", { kind: "range", specifier: ">=0,<1" }],
    ["^0.0.3", { kind: "range", specifier: ">=0.0.3,<0.0.4" }],
    ["^1.2.3", { kind: "range", specifier: ">=1.2.3,<2" }],
    ["~1", { kind: "range", specifier: ">=1,<2" }],
    ["~=0.31.0", { kind: "range", specifier: "~=0.31.0" }],
  ])("%s", (constraint, reference) => {
    const manifest = parse("pyproject.toml", `[tool.poetry.dependencies]\nvllm = "${constraint}"\n`);
    expect(manifest.pins[0]).toMatchObject({ raw: constraint, specifier: constraint, reference, line: 2, column: 9 });
  });

  it("reads git and address forms", () => {
    const text = `[tool.poetry.dependencies]
vllm = { git = "https://github.com/vllm-project/vllm.git", tag = "v0.31.0" }
`;
    expect(parse("pyproject.toml", text).pins[0]).toMatchObject({
      raw: "v0.31.0",
      reference: { kind: "git", version: "0.31.0" },
    });
  });

  it("tells what PEP 440 cannot say", () => {
    const { pins: found, problems } = parse("pyproject.toml", '[tool.poetry.dependencies]\nvllm = "^0.30 || ^0.32"\n');
    expect(found).toEqual([]);
    expect(problems).toMatchObject([{ line: 2, message: expect.stringContaining("||") }]);
  });
});

describe("pyproject: broken files", () => {
  it("tells line and column when the file concerns vLLM", () => {
    const { problems } = parse("pyproject.toml", '[project]\ndependencies = [\n  "vllm==0.31.0"\n');
    expect(problems).toMatchObject([{ file: "pyproject.toml", line: expect.any(Number), remedy: expect.any(String) }]);
    expect(problems[0]?.message).toContain("not valid TOML");
  });

  it("keeps silent when it does not", () => {
    expect(parse("pyproject.toml", "[project\n").problems).toEqual([]);
  });

  it.each([
    "project = 1",
    "[project]\ndependencies = 'vllm'",
    "[project]\ndependencies = [1, ['vllm'], {a = 'vllm'}]",
    "[project.optional-dependencies]\nvllm = 'vllm'",
    "[dependency-groups]\nvllm = [{ include-group = 3 }]",
    "[tool.uv]\nsources = 'vllm'\nindex = 'vllm'\nworkspace = 3",
    "[tool.poetry.dependencies]\nvllm = 3",
    "[tool.poetry]\ndependencies = ['vllm']\nextras = 3\nsource = [3]",
    "[tool]\nvllm = true",
    "[project]\ndependencies = ['__proto__', 'constructor']\n[tool.uv.sources]\n__proto__ = { git = 'x' }",
  ])("survives wrong types: %j", (text) => {
    expect(parse("pyproject.toml", text)).toMatchObject({ problems: [] });
  });
});

describe("commands of tools", () => {
  const text = `[project]
dependencies = ["vllm==0.31.0"]
description = "pip install vllm==0.1"
[tool.poe.tasks]
serve = { cmd = "uvx vllm@0.30.0 serve", help = "pip install vllm==0.1" }
[tool.bentoml.build.args]
post = ["uv pip install -U vllm --extra-index-url https://x.example/simple", "echo vllm"]
`;

  it("are pins, and no part of the project's set", () => {
    const manifest = parse("pyproject.toml", text);
    expect(summary(manifest)).toEqual([
      "2:18 requirement vllm==0.31.0",
      "5:22 requirement/stage:tool.poe.tasks.serve.cmd vllm@0.30.0",
      "7:28 requirement/stage:tool.bentoml.build.args.post.0 vllm",
    ]);
    expect(requirementTexts(manifest)).toEqual(["vllm==0.31.0"]);
    expect(manifest.options.extraIndexes).toEqual([]);
  });

  it("run at a time of their own: they need not agree with what the project asks for", () => {
    const { pins: found } = parse("pyproject.toml", text);
    expect(disagreements(found)).toEqual([]);
    expect(pinToFollow([...found].reverse())?.raw).toBe("vllm==0.31.0");
  });

  it("are also the tasks of pixi.toml", () => {
    expect(summary(parse("pixi.toml", '[tasks]\na = "pip install vllm==0.31.0"\n'))).toEqual([
      "2:18 requirement/stage:tasks.a vllm==0.31.0",
    ]);
  });
});
