import { describe, expect, it } from "vitest";
import { readManifests } from "../../src/pins/read.ts";
import { cpuTimer } from "../support/cpu-time.ts";
import { loadPython } from "../support/python-grammar.ts";
import { expectInPlace, fixture, memoryTree, read } from "./support.ts";

const places = (pins: readonly { file: string; line: number; role: string; raw: string }[]) =>
  pins.map(({ file, line, role, raw }) => `${file}:${line} ${role} ${raw}`);

describe("readManifests", () => {
  it("follows includes and leaves everything else alone", async () => {
    const tree = fixture("layered");
    const { manifests, pins, problems } = await readManifests(tree, loadPython);
    expect(manifests.filter(({ format }) => format !== "document").map(({ file }) => file)).toEqual([
      "docs/requirements.txt",
      "pins/limits.txt",
      "plugin/pyproject.toml",
      "requirements-dev.txt",
      "requirements.txt",
      "requirements/common.txt",
      "requirements/cuda.txt",
    ]);
    expect(places(pins)).toEqual([
      "pins/limits.txt:2 constraint vllm<0.40",
      'requirements/cuda.txt:4 requirement vllm[audio]==0.31.0 ; sys_platform == "linux"',
    ]);
    // `docs/requirements.txt` includes a file that is not there, but has nothing to do with vLLM.
    expect(problems).toEqual([]);
    for (const pin of pins) expectInPlace((await tree.read(pin.file)) ?? "", pin);
  });

  it("tells a missing include of a file that belongs to vLLM's", async () => {
    const { problems } = await read({
      "requirements.txt": `-r base.txt\n-r gone.txt\n-r ../outside.txt\n-r https://example.com/r.txt\n-c \${X}.txt\n`,
      "base.txt": "vllm==0.31.0\n",
    });
    expect(problems.map(({ line, message }) => [line, message])).toEqual([
      [2, "It includes gone.txt, which does not exist"],
      [3, "It includes ../outside.txt, which is outside the repository"],
      [4, "It includes https://example.com/r.txt, which is outside the repository"],
      [5, `It includes \${X}.txt, which is outside the repository`],
    ]);
    expect(problems.every(({ remedy }) => remedy.length > 20)).toBe(true);
  });

  it("ends on files that include each other, and reads each once", async () => {
    let reads = 0;
    const files: Record<string, string> = {
      "requirements.txt": "-r a.txt\n-r requirements.txt\n",
      "a.txt": "-r b.txt\nvllm==0.31.0\n",
      "b.txt": "-r a.txt\n-c requirements.txt\n",
    };
    const tree = memoryTree(files);
    const counting = {
      ...tree,
      read: (path: string) => {
        reads += 1;
        return tree.read(path);
      },
    };
    const { pins, problems } = await readManifests(counting, loadPython);
    expect(places(pins)).toEqual(["a.txt:2 requirement vllm==0.31.0"]);
    expect(problems).toEqual([]);
    expect(reads).toBe(3);
  });

  it("finds what a Dockerfile copies and installs, and is silent about what a build makes", async () => {
    const { manifests, pins, problems } = await readManifests(fixture("container"), loadPython);
    expect(manifests.map(({ file }) => file)).toEqual(["deploy/Dockerfile", "reqs/serve.txt"]);
    expect(manifests[0]?.includes).toMatchObject([{ path: "reqs/serve.txt", group: "serve" }]);
    expect(places(pins)).toEqual(["deploy/Dockerfile:1 image v0.31.0"]);
    expect(problems).toEqual([]);
    const built = await read({ Dockerfile: "FROM vllm/vllm-openai:v0.31.0\nRUN pip install -r /tmp/made.txt\n" });
    expect(built.problems).toEqual([]);
  });

  it("answers the same whatever order the tree lists", async () => {
    const files = {
      "b/requirements.txt": "vllm==1\n",
      "a/requirements.txt": "x\nvllm==2\n",
      Dockerfile: "FROM vllm/vllm-openai:v3.0\n",
    };
    const forward = await readManifests(memoryTree(files), loadPython);
    const tree = memoryTree(files);
    const backward = await readManifests({ ...tree, list: async () => (await tree.list()).toReversed() }, loadPython);
    expect(backward).toEqual(forward);
    expect(forward.pins.map(({ file }) => file)).toEqual(["Dockerfile", "a/requirements.txt", "b/requirements.txt"]);
  });

  it("parses only what may hold a pin, and 5,000 files in well under a second", async () => {
    const files: Record<string, string> = {};
    for (let index = 0; index < 5_000; index += 1) files[`src/p${index % 50}/module${index}.py`] = "import vllm\n";
    for (let index = 0; index < 100; index += 1) files[`apps/a${index}/requirements.txt`] = `vllm==0.${index}.0\n`;
    const tree = memoryTree(files);
    const read: string[] = [];
    const cpuTime = cpuTimer();
    const { pins, manifests } = await readManifests(
      {
        ...tree,
        read: (path) => {
          read.push(path);
          return tree.read(path);
        },
      },
      loadPython,
    );
    expect(cpuTime()).toBeLessThan(1_000);
    expect(pins).toHaveLength(100);
    expect(read).toHaveLength(5_100);
    expect(manifests.every(({ file }) => file.endsWith("requirements.txt"))).toBe(true);
  });

  it("takes a file that vanished for absent", async () => {
    const tree = memoryTree({ "requirements.txt": "vllm==0.31.0\n" });
    const { pins } = await readManifests(
      { ...tree, list: async () => ["constraints.txt", "requirements.txt"] },
      loadPython,
    );
    expect(pins).toHaveLength(1);
  });
});
