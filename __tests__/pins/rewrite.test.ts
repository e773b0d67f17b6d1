import { describe, expect, it } from "vitest";
import { applyPinEdit } from "../../src/pins/edit.ts";
import { formatById } from "../../src/pins/formats.ts";
import { moveWheelIndex } from "../../src/pins/rewrite-url.ts";
import { parse } from "./support.ts";

/** The one pin of a file, written at another version. */
function rewritten(file: string, text: string, version: string): string | undefined {
  const [pin] = parse(file, text).pins;
  if (pin === undefined) throw new Error(`no pin in ${text}`);
  return formatById(pin.format).rewrite(pin, version);
}

describe("rewrite: requirements", () => {
  it.each([
    ["vllm==0.31.0", "0.32.0", "vllm==0.32.0"],
    ["vllm == 0.31.0", "0.32.0", "vllm == 0.32.0"],
    [
      "vLLM[audio, video]==v0.31.0 ; python_version < '3.13'",
      "0.32.0",
      "vLLM[audio, video]==v0.32.0 ; python_version < '3.13'",
    ],
    ["vllm===0.31.0", "0.32.0", "vllm===0.32.0"],
    ["vllm==0.31.0", "0.31.0.post1", "vllm==0.31.0.post1"],
    ["vllm==0.31.0+cu130", "0.32.0", "vllm==0.32.0+cu130"],
    ["vllm==0.31.0+cu130", "0.32.0+cpu", "vllm==0.32.0+cpu"],
    ["vllm==0.31.*", "0.32.1", "vllm==0.32.*"],
    ["vllm==0.*", "1.2.3", "vllm==1.*"],
    ["vllm~=0.31.0", "0.32.0", "vllm~=0.32.0"],
    ["vllm~=0.31.0", "0.32.1", "vllm~=0.32.1"],
    ["vllm~=0.31", "0.32.1", "vllm~=0.32"],
    ["vllm~=0.31.0", "0.32.0rc1", "vllm~=0.32.0rc1"],
    ["vllm>=0.17.0,<=0.25.1", "0.32.0", "vllm>=0.17.0,<=0.32.0"],
    ["vllm>=0.26,<0.30", "0.32.1", "vllm>=0.26,<0.33"],
    ["vllm >= 0.26.0 , < 0.30.0", "0.32.1", "vllm >= 0.26.0 , < 0.33.0"],
    ["vllm<0.25.2", "0.32.0", "vllm<0.32.1"],
    ["vllm<1", "1.2.3", "vllm<2"],
    ["vllm<0.40", "0.32.0", "vllm<0.40"],
    ["vllm>=0.26", "0.32.0", "vllm>=0.26"],
    ["vllm>=0.32", "0.31.0", "vllm>=0.31.0"],
    ["vllm>0.31.0", "0.31.0", "vllm>=0.31.0"],
    ["vllm>=0.30,!=0.31.0", "0.32.0", "vllm>=0.30,!=0.31.0"],
    ["vllm (>=0.31,<0.32)", "0.32.0", "vllm (>=0.31,<0.33)"],
    ["vllm", "0.32.0", "vllm==0.32.0"],
    ["vllm[audio] ; python_version < '3.13'", "0.32.0", "vllm[audio]==0.32.0 ; python_version < '3.13'"],
    [
      "vllm @ https://example.com/v0.31.0/vllm-0.31.0+cu130-cp38-abi3-manylinux_2_31_0_x86_64.whl#sha256=abc",
      "0.32.0",
      "vllm @ https://example.com/v0.32.0/vllm-0.32.0+cu130-cp38-abi3-manylinux_2_31_0_x86_64.whl",
    ],
    [
      "https://example.com/10.31.0/0.31.0.1/vllm-0.31.0-py3-none-any.whl",
      "0.32.0",
      "https://example.com/10.31.0/0.31.0.1/vllm-0.32.0-py3-none-any.whl",
    ],
    [
      "vllm @ git+https://github.com/vllm-project/vllm@v0.31.0#egg=vllm",
      "0.32.0",
      "vllm @ git+https://github.com/vllm-project/vllm@v0.32.0#egg=vllm",
    ],
    [
      "git+https://user@github.com/vllm-project/vllm",
      "0.32.0",
      "git+https://user@github.com/vllm-project/vllm@v0.32.0",
    ],
    ["git+https://github.com/vllm-project/vllm@main", "0.32.0", "git+https://github.com/vllm-project/vllm@v0.32.0"],
    ["--extra-index-url https://wheels.vllm.ai/0.31.0/cu130", "0.32.0", "0.32.0"],
    ["-f https://github.com/vllm-project/vllm/releases/expanded_assets/v0.31.0", "0.32.0", "v0.32.0"],
  ])("%s at %s", (text, version, expected) => {
    expect(rewritten("requirements.txt", text, version)).toBe(expected);
  });

  it.each([
    ["vllm!=0.32.0", "0.32.0"],
    [`vllm==\${V}`, "0.32.0"],
    ["vllm @ https://example.com/vllm-latest.whl", "0.32.0"],
    ["vllm>=0.30,\\\n  <0.32", "0.32.0"],
    ["vllm==0.31.0", "latest"],
  ])("%j has no honest edit", (text, version) => {
    expect(rewritten("requirements.txt", text, version)).toBeUndefined();
  });
});

describe("rewrite: pyproject", () => {
  it.each([
    ["^0.31", "0.32.1", "^0.32"],
    ["^0.31.0", "0.32.1", "^0.32.1"],
    ["^0.31.0", "0.32.0.post1", "^0.32.0.post1"],
    ["~0.31.0", "0.32.1", "~0.32.1"],
    ["0.31.0", "0.32.0", "0.32.0"],
    ["0.31.*", "0.32.0", "0.32.*"],
    ["*", "0.32.0", "==0.32.0"],
    [">=0.31,<0.32", "0.32.0", ">=0.31,<0.33"],
    ["~=0.31.0", "0.32.0", "~=0.32.0"],
  ])("Poetry's %s at %s", (text, version, expected) => {
    expect(rewritten("pyproject.toml", `[tool.poetry.dependencies]\nvllm = "${text}"\n`, version)).toBe(expected);
  });

  it.each([
    ['{ git = "https://github.com/vllm-project/vllm", tag = "v0.31.0" }', "v0.32.0"],
    ['{ git = "https://github.com/vllm-project/vllm", rev = "1a2b3c4" }', "v0.32.0"],
    ['{ git = "https://github.com/vllm-project/vllm", branch = "main" }', 'tag = "v0.32.0"'],
    ['{ git = "https://github.com/vllm-project/vllm" }', undefined],
    ['{ path = "../vllm" }', undefined],
    [
      '{ url = "https://example.com/vllm-0.31.0-py3-none-any.whl" }',
      "https://example.com/vllm-0.32.0-py3-none-any.whl",
    ],
  ])("uv's source %s", (source, expected) => {
    expect(rewritten("pyproject.toml", `[tool.uv.sources]\nvllm = ${source}\n`, "0.32.0")).toBe(expected);
  });
});

describe("rewrite: Dockerfile and lock", () => {
  it.each([
    ["FROM vllm/vllm-openai:v0.31.0", "v0.32.0"],
    ["FROM vllm/vllm-openai:0.31.0-x86_64", "0.32.0-x86_64"],
    ["FROM vllm/vllm-openai:v0.19.1-cu130-ubuntu2404", "v0.32.0-cu130-ubuntu2404"],
    ["FROM vllm/vllm-openai:v0.9.2.post1", "v0.32.0"],
    ["FROM vllm/vllm-openai:v0.31.0@sha256:abc", "v0.32.0"],
    ["FROM vllm/vllm-openai@sha256:abc", ":v0.32.0"],
    ["FROM vllm/vllm-openai", "vllm/vllm-openai:v0.32.0"],
    ["FROM vllm/vllm-openai:latest", "v0.32.0"],
    ["FROM vllm/vllm-openai:latest-x86_64", "v0.32.0-x86_64"],
    ["FROM vllm/vllm-openai:nightly", "v0.32.0"],
    ["FROM vllm/vllm-openai:$TAG", undefined],
    ["ARG I=registry.example.com:5000/vllm/vllm-openai:v0.31.0\nFROM $I", "v0.32.0"],
    ["ARG V=0.31.0\nFROM vllm/vllm-openai:v$V-x86_64", "0.32.0"],
    ["ARG V=v0.31.0\nFROM vllm/vllm-openai:$V", "v0.32.0"],
    ["ARG V=latest\nFROM vllm/vllm-openai:$V", "v0.32.0"],
    ["FROM a\nARG V=0.31.0\nRUN pip install vllm==$V", "0.32.0"],
    ["FROM a\nARG V===0.31.0\nRUN pip install vllm$V", "==0.32.0"],
    ["FROM a\nARG V=0.31.0\nRUN pip install https://example.com/v$V/vllm-$V-py3-none-any.whl", "0.32.0"],
    ["FROM a\nARG R=v0.31.0\nRUN pip install git+https://github.com/vllm-project/vllm@$R", "v0.32.0"],
    ["FROM a\nRUN uv tool install vllm@0.31.0", "vllm@0.32.0"],
    ["FROM a\nRUN git clone -b v0.31.0 https://github.com/vllm-project/vllm", "v0.32.0"],
    ["FROM a\nARG M=31\nRUN pip install vllm==0.$M.0", undefined],
  ])("%j", (text, expected) => {
    expect(rewritten("Dockerfile", text, "0.32.0")).toBe(expected);
  });

  it("drops what an image tag cannot hold", () => {
    expect(rewritten("Dockerfile", "FROM vllm/vllm-openai:v0.31.0", "0.32.0+cu130")).toBe("v0.32.0");
  });

  it("never edits a lock", () => {
    expect(rewritten("uv.lock", '[[package]]\nname = "vllm"\nversion = "0.31.0"\n', "0.32.0")).toBeUndefined();
  });
});

describe("applyPinEdit", () => {
  it("refuses when the pin no longer stands where it was", () => {
    const text = "x\nvllm==0.31.0\n";
    const [pin] = parse("requirements.txt", text).pins;
    expect(pin && applyPinEdit(text, pin, "0.32.0")).toBe("x\nvllm==0.32.0\n");
    expect(pin && applyPinEdit(`y\n${text}`, pin, "0.32.0")).toBeUndefined();
    expect(pin && applyPinEdit("x", pin, "0.32.0")).toBeUndefined();
  });
});

describe("moveWheelIndex", () => {
  it("moves the release in the address of a release's own index", () => {
    expect(moveWheelIndex("https://wheels.vllm.ai/0.31.0/cu130", "0.32.0")).toBe("https://wheels.vllm.ai/0.32.0/cu130");
    expect(moveWheelIndex("https://example.com/0.31.0", "0.32.0")).toBe("https://example.com/0.31.0");
  });
});
