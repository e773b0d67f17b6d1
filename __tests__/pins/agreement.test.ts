import { describe, expect, it } from "vitest";
import { disagreements } from "../../src/pins/agreement.ts";
import type { Pin } from "../../src/pins/pin.ts";
import { pin } from "../support/samples-pins.ts";
import { read } from "./support.ts";

async function between(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const { pins } = await read(files);
  return disagreements(pins).map(({ a, b, kind }) => `${a.file} ${a.specifier} / ${b.file} ${b.specifier}: ${kind}`);
}

const lock = (...versions: readonly string[]) =>
  versions
    .map((version) => `[[package]]\nname = "vllm"\nversion = "${version}"\nsource = { registry = "x" }\n`)
    .join("\n");

describe("pins that disagree", () => {
  it("name different versions", async () => {
    expect(
      await between({ "requirements.txt": "vllm==0.31.0\n", Dockerfile: "FROM vllm/vllm-openai:v0.30.0\n" }),
    ).toEqual(["Dockerfile image vllm/vllm-openai:v0.30.0 / requirements.txt ==0.31.0: different-versions"]);
    expect(
      await between({ "requirements.txt": "vllm==0.31.0\n", "constraints.txt": "vllm==0.31.0.post1\n" }),
    ).toHaveLength(1);
  });

  it("name a version that a range excludes", async () => {
    expect(
      await between({ "requirements.txt": "vllm>=0.26,<0.30\n", "requirements-dev.txt": "vllm==0.31.0\n" }),
    ).toEqual(["requirements-dev.txt ==0.31.0 / requirements.txt >=0.26,<0.30: outside-range"]);
    expect(
      await between({ "pyproject.toml": '[project]\ndependencies = ["vllm>=0.32"]\n', "uv.lock": lock("0.31.0") }),
    ).toHaveLength(1);
  });

  it("contradict each other in one file, when both are installed together", async () => {
    expect(
      await between({ "requirements.txt": "vllm==0.31.0\nvllm==0.30.0 ; sys_platform == 'linux'\n" }),
    ).toHaveLength(1);
    const text = '[project]\ndependencies = ["vllm==0.31.0"]\n[project.optional-dependencies]\na = ["vllm==0.30.0"]\n';
    expect(await between({ "pyproject.toml": text })).toHaveLength(1);
    const source =
      '[project]\ndependencies = ["vllm==0.31.0"]\n[tool.uv.sources]\nvllm = { git = "https://github.com/vllm-project/vllm", tag = "v0.30.0" }\n';
    expect(await between({ "pyproject.toml": source })).toHaveLength(1);
  });

  it("are an extra that the image beside the package does not install, when no other extra is what it installs", async () => {
    const extras = (latest: string) =>
      `[project.optional-dependencies]\nvllm = ["vllm==0.31.0"]\nvllm_latest = ["vllm${latest}"]\n`;
    const dockerfile = (version: string) => ({ Dockerfile: `FROM a\nRUN pip install vllm==${version}\n` });
    expect(await between({ "pyproject.toml": extras(">0.31.0"), ...dockerfile("0.31.0") })).toEqual([]);
    expect(await between({ "pyproject.toml": extras(">0.31.0"), ...dockerfile("0.30.0") })).toHaveLength(2);
  });

  it("are told once each, however many there are", async () => {
    const files = Object.fromEntries(
      Array.from({ length: 20 }, (_, index) => [`a${index}/requirements.txt`, `vllm==0.${index}.0\n`]),
    );
    expect(await between(files)).toHaveLength(19);
  });
});

describe("pins that agree", () => {
  it.each([
    [
      "builds of one release",
      { "requirements.txt": "vllm==0.31.0+cu130\n", Dockerfile: "FROM vllm/vllm-openai:v0.31.0-x86_64\n" },
    ],
    ["spellings of one version", { "requirements.txt": "vllm==0.31\n", "constraints.txt": "vllm==v0.31.0\n" }],
    [
      "a range and its lock",
      { "pyproject.toml": '[project]\ndependencies = ["vllm>=0.26"]\n', "uv.lock": lock("0.31.0+cu130") },
    ],
    ["a pre-release on purpose", { "requirements.in": "vllm>=0.31\n", "requirements.txt": "vllm==0.32.0rc1\n" }],
    ["ranges among themselves", { "requirements.txt": "vllm<0.30\n", "requirements-dev.txt": "vllm>=0.31\n" }],
    [
      "no version, a branch, a digest",
      {
        "requirements.txt": "vllm\n",
        "reqs.txt": "vllm @ git+https://github.com/vllm-project/vllm@main\n",
        Dockerfile: "FROM vllm/vllm-openai@sha256:a\n",
        "constraints.txt": "vllm==0.31.0\n",
      },
    ],
    [
      "alternative extras",
      { "pyproject.toml": '[project.optional-dependencies]\na = ["vllm==0.31.0"]\nb = ["vllm==0.30.0"]\n' },
    ],
    [
      "alternative platforms",
      { "requirements.txt": "vllm==0.31.0 ; sys_platform == 'linux'\nvllm==0.30.0 ; sys_platform == 'darwin'\n" },
    ],
    ["alternative stages", { Dockerfile: "FROM vllm/vllm-openai:v0.31.0 AS a\nFROM vllm/vllm-openai:v0.30.0 AS b\n" }],
    [
      "alternatives and the lock of both",
      {
        "pyproject.toml": '[project.optional-dependencies]\na = ["vllm==0.31.0"]\nb = ["vllm==0.30.0"]\n',
        "uv.lock": lock("0.30.0", "0.31.0"),
      },
    ],
    [
      "a lock whose other fork is a build for another platform",
      { "pyproject.toml": '[project]\ndependencies = ["vllm==0.31.0"]\n', "uv.lock": lock("0.1.dev7509", "0.31.0") },
    ],
    [
      "what an override replaces",
      {
        "pyproject.toml":
          '[project]\ndependencies = ["vllm>=0.32"]\n[tool.uv]\noverride-dependencies = ["vllm==0.31.0"]\n',
        "uv.lock": lock("0.31.0"),
      },
    ],
    [
      "a wheel's address",
      {
        "requirements.txt": "vllm @ https://example.com/vllm-0.31.0-py3-none-any.whl\n",
        "constraints.txt": "vllm==0.31.0\n",
      },
    ],
    [
      "a release's own index",
      { "requirements.txt": "--extra-index-url https://wheels.vllm.ai/0.31.0/cu130\nvllm>=0.30\n" },
    ],
  ])("%s", async (_, files) => {
    expect(await between(files)).toEqual([]);
  });

  it.each(["shell", "workflow", "kubernetes", "compose", "python", "notebook", "makefile"] as const)(
    "are two versions in one file whose parts run one at a time or side by side: %s",
    (format) => {
      const file = "one.file";
      const pins = [pin({ file, format, version: "0.31.0" }), pin({ file, format, version: "0.30.0" })];
      expect(disagreements(pins)).toEqual([]);
      const index = pin({ file, format, version: "0.30.0", role: "index" });
      expect(disagreements([...pins, index])).toEqual([]);
      expect(disagreements([pins[0] as Pin, index])).toHaveLength(1);
    },
  );

  it("are a compose file's, as long as one of its services runs what the package pins", () => {
    const service = (version: string) => pin({ file: "compose.yaml", format: "compose", role: "image", version });
    expect(disagreements([pin(), service("0.31.0"), service("0.30.0")])).toEqual([]);
    expect(disagreements([service("0.31.0"), service("0.30.0"), pin()])).toEqual([]);
    expect(disagreements([pin(), service("0.29.0"), service("0.30.0")])).toHaveLength(2);
  });

  it("sees an index that serves another release", async () => {
    expect(
      await between({ "requirements.txt": "--extra-index-url https://wheels.vllm.ai/0.30.0/cu130\nvllm==0.31.0\n" }),
    ).toHaveLength(1);
  });
});
