import { describe, expect, it } from "vitest";
import { requirementSet } from "../../src/pins/requirement-set.ts";
import { parse, read, summary } from "./support.ts";

describe("locks", () => {
  it.each([
    [
      "poetry.lock",
      '[[package]]\nname = "vllm"\nversion = "0.9.2"\n\n[package.dependencies]\nversion = "1"\n',
      "3:1 lock",
    ],
    ["pdm.lock", '[[package]]\nname = "vllm"\nversion = "0.9.2"\nsummary = "x"\n', "3:1 lock"],
    ["pylock.toml", '[[packages]]\nname = "vllm"\nversion = "0.9.2"\n[[packages.wheels]]\nname = "x"\n', "3:1 lock"],
    ["pylock.gpu.toml", '[[packages]]\nname = "vllm"\nversion = "0.9.2"\n', "3:1 lock"],
    ["Pipfile.lock", '{"default": {"vllm": {"hashes": [], "version": "==0.9.2"}}}', "1:37 lock"],
  ])("%s", (file, text, place) => {
    const manifest = parse(file, text);
    expect(summary(manifest).map((line) => line.slice(0, place.length))).toEqual([place]);
    expect(manifest.pins[0]).toMatchObject({ reference: { kind: "exact", version: "0.9.2" }, specifier: "==0.9.2" });
    expect(manifest.locked.get("vllm")).toBe("0.9.2");
  });

  it("tell where a package comes from", () => {
    const poetry =
      '[[package]]\nname = "vllm"\nversion = "0.9.2"\n\n[package.source]\ntype = "git"\nurl = "https://github.com/vllm-project/vllm"\nreference = "v0.9.2"\n';
    expect(parse("poetry.lock", poetry).pins[0]?.reference).toMatchObject({ kind: "git", revision: "v0.9.2" });
    const local = '[[package]]\nname = "vllm"\nversion = "0.9.2"\n[package.source]\ntype = "directory"\nurl = "."\n';
    expect(parse("poetry.lock", local).pins).toEqual([]);
  });

  it("are preferences of the project beside them", async () => {
    const { pins, manifests } = await read({
      Pipfile:
        '[packages]\nvllm = "==0.9.2"\ntorch = "*"\n[dev-packages]\npytest = "*"\n[requires]\npython_version = "3.12"\n',
      "Pipfile.lock": '{"default": {"torch": {"version": "==2.7.0"}, "vllm": {"version": "==0.9.2"}}}',
    });
    for (const pin of pins) {
      const set = requirementSet(pin, manifests);
      expect(set).toMatchObject({ file: "Pipfile", requirements: ["torch"], requiresPython: "==3.12.*" });
      expect([...set.preferences]).toEqual([["torch", "2.7.0"]]);
    }
    expect(pins).toHaveLength(2);
  });
});

describe("setup.cfg", () => {
  it("reads lists of several lines and of one", () => {
    const text =
      "[metadata]\nname = demo\n[options]\npython_requires = >=3.10\ninstall_requires =\n    torch\n    # vllm==9\n    vLLM==0.9.2\n[options.extras_require]\ngpu = vllm>=0.9; ray\nall = demo[gpu]\n[tool:x]\ny = vllm==9\n";
    const manifest = parse("setup.cfg", text);
    expect(summary(manifest)).toEqual(["8:5 requirement vLLM==0.9.2", "10:7 requirement/extra:gpu vllm>=0.9"]);
    expect(manifest.requirements.map(({ text: one }) => one)).toEqual(["torch", "vLLM==0.9.2", "vllm>=0.9", "ray"]);
    expect(manifest).toMatchObject({ requiresPython: ">=3.10", project: "demo" });
    expect(manifest.groupIncludes?.get("extra:all")).toEqual(["extra:gpu"]);
  });
});

describe("conda", () => {
  it.each([
    ["vllm=0.31.0", { kind: "exact", version: "0.31.0" }],
    ["vllm=0.31", { kind: "range", specifier: "==0.31.*" }],
    ["vllm==0.31.0", { kind: "exact", version: "0.31.0" }],
    ["conda-forge::vllm=0.31.0=cuda*", { kind: "exact", version: "0.31.0" }],
    ["vllm >=0.30,<0.32", { kind: "range", specifier: ">=0.30,<0.32" }],
    ["vllm", { kind: "unpinned" }],
    ["vllm 0.30|0.31", { kind: "unpinned" }],
  ])("%s", (spec, reference) => {
    const [pin] = parse("environment.yml", `dependencies:\n  - python=3.12\n  - ${spec}\n`).pins;
    expect(pin?.reference).toEqual(reference);
  });

  it("gives pip's part to the resolver, and the Python", async () => {
    const { pins, manifests } = await read({
      "environment.yml": "dependencies:\n  - python=3.12\n  - numpy\n  - pip:\n    - vllm==0.9.2\n    - ray\n",
    });
    const [pin] = pins;
    expect(pin && requirementSet(pin, manifests)).toMatchObject({ requirements: ["ray"], requiresPython: "==3.12.*" });
  });
});

describe("pyproject of other tools", () => {
  it.each([
    ["PDM", '[tool.pdm.resolution.overrides]\nvllm = "0.9.2"\n', ["2:9 override 0.9.2"]],
    ["Hatch", '[tool.hatch.envs.gpu]\ndependencies = ["vllm==0.9.2"]\n', ["2:18 requirement/group:gpu vllm==0.9.2"]],
    ["pixi", '[tool.pixi.feature.gpu.dependencies]\nvllm = ">=0.9"\n', ["2:9 requirement/group:gpu >=0.9"]],
    ["a build", '[build-system]\nrequires = ["vllm==0.9.2"]\n', ["2:14 requirement vllm==0.9.2"]],
    ["a limit of builds", '[tool.uv]\nbuild-constraint-dependencies = ["vllm<1"]\n', ["2:35 constraint vllm<1"]],
    ["a keyword", '[project]\nkeywords = ["vLLM"]\n', []],
  ])("%s", (_, text, expected) => {
    expect(summary(parse("pyproject.toml", text))).toEqual(expected);
  });
});

describe("tox.ini", () => {
  it("installs what an environment depends on", () => {
    const text =
      "[testenv]\ndeps =\n  pytest\n  gpu: vllm==0.31.0\n  vllm[audio]>=0.30 ; python_version < '3.13'\n[other]\ndeps = vllm==9\n";
    const manifest = parse("tox.ini", text);
    expect(summary(manifest)).toEqual([
      "4:8 requirement/group:testenv vllm==0.31.0",
      "5:3 requirement/group:testenv vllm[audio]>=0.30 ; python_version < '3.13'",
    ]);
    // An environment of its own is no part of the project's set.
    expect(manifest.requirements).toEqual([]);
  });
});
