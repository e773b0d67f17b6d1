import { describe, expect, it } from "vitest";
import type { Analysers } from "../src/analysers.ts";
import { makePlan } from "../src/plan.ts";
import { sideFacts } from "../src/side-facts.ts";
import { resolveSides } from "../src/sides.ts";
import { memoryTree } from "./pins/support.ts";
import { releasesOf } from "./support/fake-index.ts";
import { readingOf } from "./support/samples-pins.ts";

type Files = Readonly<Record<string, string>>;

async function factsOf(head: Files, base: Files) {
  const plan = makePlan({ inputs: {}, head: await readingOf(head), base: await readingOf(base) });
  if (plan.kind !== "compare") throw new Error(plan.reason);
  const sides = resolveSides(plan, releasesOf("0.29.0", "0.31.0", "0.32.0"));
  const analysers: Pick<Analysers, "runtime" | "servesTorch"> = {
    runtime: async ({ version }) => ({ torch: version, files: [] }),
    servesTorch: async () => true,
  };
  return sideFacts({ plan, head: memoryTree(head), base: memoryTree(base) }, sides, analysers as Analysers);
}

describe("what is known of each side", () => {
  it("is read of its own files, once", async () => {
    const base = { "requirements.txt": "vllm==0.31.0\n", ".python-version": "3.10\n" };
    const facts = await factsOf({ "requirements.txt": "vllm==0.32.0\n", ".python-version": "3.12\n" }, base);
    expect((await facts.deployment("current")).pythons).toMatchObject([{ python: { version: "3.10" } }]);
    expect((await facts.deployment("target")).pythons).toMatchObject([{ python: { version: "3.12" } }]);
    expect(facts.deployment("target")).toBe(facts.deployment("target"));
    expect(await facts.runtime("current")).toMatchObject({ torch: "0.31.0" });
  });

  it("leaves out the deployments that stay at another release", async () => {
    const others = {
      "b/requirements.txt": "vllm==0.29.0\n",
      "b/.python-version": "3.10\n",
      "a/Dockerfile.old": "FROM debian:10\nRUN pip install vllm==0.29.0\n",
      "a/Dockerfile": "FROM debian:12\nRUN pip install -r requirements.txt\n",
      "a/.python-version": "3.12\n",
    };
    const at = (version: string) => ({ ...others, "a/requirements.txt": `vllm==${version}\n` });
    const facts = await factsOf(at("0.32.0"), at("0.31.0"));
    const { pythons, images } = await facts.deployment("target");
    expect(pythons.map(({ file }) => file)).toEqual(["a/.python-version"]);
    expect(images.map(({ image }) => image)).toEqual(["debian:12"]);
  });
});
