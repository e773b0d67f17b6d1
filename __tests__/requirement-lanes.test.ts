import { describe, expect, it } from "vitest";
import { makePlan } from "../src/plan.ts";
import { requirementLanes } from "../src/requirement-lanes.ts";
import { readingOf } from "./support/samples-pins.ts";

async function lanes(
  files: Readonly<Record<string, string>>,
  inputs: { currentVersion?: string; target?: string } = {},
) {
  const plan = makePlan({ inputs, head: await readingOf(files) });
  if (plan.kind !== "compare") throw new Error(plan.reason);
  return requirementLanes(plan, { current: "0.31.0", target: "0.32.0" }, "/repo");
}

describe("requirementLanes", () => {
  it("starts with the set around the deciding pin; the repository's other sets follow", async () => {
    const { current, target } = await lanes({
      "a/b/requirements.txt": "vllm==0.31.0\ntorch==2.8.0\n",
      "requirements.txt": "vllm[audio]==0.31.0\ntransformers<5\n",
    });
    expect(current).toMatchObject({ role: "current", version: "0.31.0" });
    expect(target.version).toBe("0.32.0");
    expect(target.sets.map(({ file }) => file)).toEqual(["requirements.txt", "a/b/requirements.txt"]);
    expect(target.sets[0].requirements).toMatchObject({
      requirements: ["transformers<5"],
      vllm: { extras: ["audio"] },
    });
  });

  it("resolves one set once, however many pins it has, and only the first eight", async () => {
    const { target } = await lanes({
      "requirements.txt": "-r base.txt\nvllm==0.31.0\n",
      "base.txt": "vllm==0.31.0\ntorch\n",
    });
    expect(target.sets.map(({ file }) => file)).toEqual(["requirements.txt"]);
    const many = Object.fromEntries(
      Array.from({ length: 12 }, (_, index) => [`s${index}/requirements.txt`, "vllm==0.31.0\n"]),
    );
    const first = await lanes(many);
    expect(first.target.sets).toHaveLength(8);
    expect(first.target.leftOut).toHaveLength(4);
  });

  it("leaves a deployment alone that stands at another version: it does not make this step", async () => {
    const { target } = await lanes({
      "requirements.txt": "vllm==0.31.0\n",
      "old/requirements.txt": "vllm==0.9.2\ntransformers<4.54\n",
      "lib/requirements.txt": "vllm>=0.30\n",
    });
    expect(target.sets.map(({ file }) => file)).toEqual(["requirements.txt", "lib/requirements.txt"]);
  });

  it("leaves out examples that take whatever is newest, and takes examples last", async () => {
    const { target } = await lanes({
      "requirements.txt": "vllm==0.31.0\n",
      "docs/requirements.txt": "vllm==0.31.0\n",
      "examples/requirements.txt": "vllm\ntorch==2.1\n",
      "serving/requirements.txt": "vllm\n",
    });
    expect(target.sets.map(({ file }) => file)).toEqual([
      "requirements.txt",
      "serving/requirements.txt",
      "docs/requirements.txt",
    ]);
  });

  it("judges what a change moves, not what stood at the target's version before", async () => {
    const base = await readingOf({
      "pyproject.toml": '[project]\nname = "a"\nversion = "1"\ndependencies = ["vllm==0.32.0", "x"]\n',
      "requirements-test.txt": "vllm==0.31.0\n",
      "moving/requirements.txt": "vllm==0.31.0\n",
      "old/requirements.txt": "vllm==0.9.2\n",
    });
    const head = await readingOf({
      "pyproject.toml": '[project]\nname = "a"\nversion = "1"\ndependencies = ["vllm==0.32.0", "x"]\n',
      "requirements-test.txt": "vllm==0.32.0\n",
      "moving/requirements.txt": "vllm==0.32.0\n",
      "old/requirements.txt": "vllm==0.9.2\n",
    });
    const plan = makePlan({ inputs: {}, base, head });
    if (plan.kind !== "compare") throw new Error(plan.reason);
    const both = requirementLanes(plan, { current: "0.31.0", target: "0.32.0" }, "/repo");
    for (const { sets } of [both.current, both.target]) {
      expect(sets.map(({ file }) => file)).toEqual(["requirements-test.txt", "moving/requirements.txt"]);
    }
  });

  it("keeps the groups of a pyproject apart", async () => {
    const { target } = await lanes({
      "pyproject.toml":
        '[project]\nname = "a"\nversion = "1"\n[project.optional-dependencies]\none = ["vllm==0.31.0", "x"]\ntwo = ["vllm==0.31.0", "y"]\n',
    });
    expect(target.sets.map(({ requirements }) => requirements.requirements)).toEqual([["x"], ["y"]]);
  });

  it("is vLLM alone where no pin was read", async () => {
    const { target } = await lanes({}, { currentVersion: "0.31.0", target: "0.32.0" });
    expect(target.sets).toEqual([
      { file: "vllm", requirements: expect.objectContaining({ requirements: [], vllm: { extras: [] } }) },
    ]);
  });

  it("makes local paths absolute: the resolver runs elsewhere", async () => {
    const { target } = await lanes({
      "serving/requirements.txt":
        "--find-links ../wheels\n--find-links https://h/links\nvllm==0.31.0\n-e ./plugin\n./local[x]\nother @ file:./other\nplain @ https://h/plain.whl\n",
    });
    const [{ requirements }] = target.sets;
    expect(requirements.requirements).toEqual([
      "-e /repo/serving/plugin",
      "/repo/serving/local[x]",
      "other @ /repo/serving/other",
      "plain @ https://h/plain.whl",
    ]);
    expect(requirements.options.findLinks).toEqual(["/repo/wheels", "https://h/links"]);
  });
});
