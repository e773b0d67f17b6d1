import { describe, expect, it } from "vitest";
import { deploymentsOf } from "../../src/pins/deployments.ts";
import { formatOfPath } from "../../src/pins/formats.ts";
import { parse, read, summary } from "./support.ts";

const LOCK = `version = 1
revision = 3
requires-python = ">=3.11"

[[package]]
name = "demo"
version = "0.1.0"
source = { editable = "." }
dependencies = [
    { name = "vllm" },
]

[package.metadata]
requires-dist = [{ name = "vllm", specifier = "==0.31.0" }]

[[package]]
name = "torch"
version = "2.9.0"
source = { registry = "https://example.com/simple" }
resolution-markers = ["sys_platform == 'darwin'"]

[[package]]
name = "torch"
version = "2.9.0+cu130"
source = { registry = "https://example.com/cu130" }

[[package]]
name = "vllm"
version = "0.31.0"
source = { registry = "https://example.com/simple" }

[[package]]
name = "vllm-plugin"
version = "9.9.9"
source = { registry = "https://example.com/simple" }
`;

describe("uv.lock", () => {
  it("matches the lock and its variants", () => {
    expect(["uv.lock", "a/uv.lock", "uv.vllm.lock"].map((path) => formatOfPath(path)?.format)).toEqual(
      Array(3).fill("uv-lock"),
    );
    expect(["cargo.lock", "xuv.lock", "uv.lock.bak"].map((path) => formatOfPath(path)?.format)).toEqual(Array(3));
  });

  it("finds vLLM's version line and every locked package", () => {
    const manifest = parse("uv.lock", LOCK);
    expect(summary(manifest)).toEqual(['29:1 lock version = "0.31.0"']);
    expect(manifest.pins[0]).toMatchObject({ specifier: "==0.31.0", reference: { kind: "exact", version: "0.31.0" } });
    expect([...manifest.locked]).toEqual([
      ["torch", "2.9.0+cu130"],
      ["vllm", "0.31.0"],
      ["vllm-plugin", "9.9.9"],
    ]);
    expect(manifest.requiresPython).toBe(">=3.11");
  });

  it("reads CRLF files", () => {
    expect(summary(parse("uv.lock", LOCK.replaceAll("\n", "\r\n")))).toEqual(['29:1 lock version = "0.31.0"']);
  });

  it.each([
    [
      '{ git = "https://github.com/vllm-project/vllm?rev=v0.31.0#0123abc" }',
      { kind: "git", revision: "v0.31.0", version: "0.31.0" },
    ],
    [
      '{ git = "https://github.com/vllm-project/vllm#0123abc" }',
      { kind: "git", revision: "0123abc", version: "0.31.0" },
    ],
    [
      '{ url = "https://example.com/vllm-0.31.0+cu130-cp38-abi3-linux_x86_64.whl" }',
      { kind: "url", version: "0.31.0+cu130" },
    ],
  ])("reads the source %s", (source, reference) => {
    const lock = `[[package]]\nname = "vllm"\nversion = "0.31.0"\nsource = ${source}\n`;
    expect(parse("uv.lock", lock).pins[0]?.reference).toMatchObject(reference);
  });

  it("tells a merge conflict, when vLLM is concerned", () => {
    const conflict = LOCK.replace(
      'version = "0.31.0"',
      '<<<<<<< HEAD\nversion = "0.31.0"\n=======\nversion = "0.32.0"\n>>>>>>> b',
    );
    expect(parse("uv.lock", conflict).problems).toMatchObject([
      { line: 29, remedy: expect.stringContaining("uv lock") },
    ]);
    expect(parse("uv.lock", "<<<<<<< HEAD\n=======\n>>>>>>> b\n").problems).toEqual([]);
  });
});

describe("the lock of a script", () => {
  it("is read, and stands alone", async () => {
    const text = '[[package]]\nname = "vllm"\nversion = "0.31.0"\n';
    expect(summary(parse("jobs/train.py.lock", text))).toEqual(['3:1 lock version = "0.31.0"']);
    const reading = await read({ "jobs/train.py.lock": text, "jobs/eval.py.lock": text.replace("0.31.0", "0.30.0") });
    expect(deploymentsOf(reading).map(({ name }) => name)).toEqual(["jobs/eval.py.lock", "jobs/train.py.lock"]);
  });

  it("says how it is made anew", () => {
    const { problems } = parse("jobs/train.py.lock", '<<<<<<< a\n[[package]]\nname = "vllm"\n');
    expect(problems[0]?.remedy).toContain("uv lock --script jobs/train.py");
  });
});
