import { describe, expect, it } from "vitest";
import { formatRequirement, normalizeName, parseRequirement } from "../../src/python/requirement.ts";

describe("parseRequirement", () => {
  it.each([
    ["vllm", { name: "vllm", specifier: "" }],
    ["vLLM", { name: "vllm" }],
    ["vllm_foo.bar--x==1", { name: "vllm-foo-bar-x", specifier: "==1" }],
    ["vllm[audio,video] (>=0.31)", { name: "vllm", extras: ["audio", "video"], specifier: ">=0.31" }],
    [
      "vllm [ Audio , fast_safetensors ] >= 0.31 , < 0.33",
      { extras: ["audio", "fast-safetensors"], specifier: ">= 0.31 , < 0.33" },
    ],
    ["vllm[]==0.31", { extras: [], specifier: "==0.31" }],
    ["vllm==0.31.*;python_version<'3.13'", { specifier: "==0.31.*", marker: "python_version<'3.13'" }],
    [`vllm ; sys_platform == "a;b"`, { specifier: "", marker: `sys_platform == "a;b"` }],
    [
      "vllm @ https://example.com/vllm-0.31.0-cp38-abi3-linux_x86_64.whl#sha256=abc",
      {
        url: "https://example.com/vllm-0.31.0-cp38-abi3-linux_x86_64.whl#sha256=abc",
      },
    ],
    [
      "vllm@git+https://github.com/vllm-project/vllm@v0.31.0 ; python_version >= '3.11'",
      {
        url: "git+https://github.com/vllm-project/vllm@v0.31.0",
        marker: "python_version >= '3.11'",
      },
    ],
    ["vllm @ https://example.com/a;b.whl", { url: "https://example.com/a;b.whl" }],
  ])("%s", (text, expected) => {
    expect(parseRequirement(text)).toMatchObject(expected);
  });

  it.each([
    "",
    "-e .",
    "./vllm",
    "vllm==",
    "vllm=0.31",
    "vllm^0.31",
    "vllm (>=0.31",
    "vllm >=0.31)",
    "vllm 0.31",
    "vllm==0.31 extra",
    "vllm[audio",
    "vllm ;",
    "vllm @",
    "==0.31",
    `vllm==\${VERSION}`,
    "_vllm",
    `vllm${" ".repeat(20_000)}==1`,
  ])("%s is none", (text) => {
    expect(parseRequirement(text)).toBeUndefined();
  });

  it.each([
    "  vllm[audio]  >=0.31,<0.33 ; python_version < '3.13'  ",
    "vllm(==0.31.0)",
    "vllm @ https://example.com/vllm.whl ; sys_platform == 'linux'",
    "vllm",
  ])("knows where the parts of %j stand", (text) => {
    const requirement = parseRequirement(text);
    const { head, specifier, url, marker } = requirement?.spans ?? {};
    const slice = (span?: { start: number; end: number }) => span && text.slice(span.start, span.end);
    expect(slice(head)).toMatch(/^vllm(?:\[audio\])?$/);
    expect(slice(specifier) ?? "").toBe(requirement?.specifier);
    expect(slice(url)).toBe(requirement?.url);
    expect(slice(marker)).toBe(requirement?.marker);
  });

  it("formats what it parsed", () => {
    for (const text of [
      "vllm[audio,video]>=0.31,<0.33; python_version < '3.13'",
      "vllm @ git+https://github.com/vllm-project/vllm@v0.31.0 ; sys_platform == 'linux'",
      "vllm @ https://example.com/vllm.whl",
      "vllm",
    ]) {
      const requirement = parseRequirement(text);
      expect(requirement && formatRequirement(requirement)).toBe(text);
    }
  });

  it("normalizes names as PEP 503 does", () => {
    expect(normalizeName("Foo.._-Bar")).toBe("foo-bar");
  });
});
