import { describe, expect, it } from "vitest";
import { makePlan } from "../src/plan.ts";
import { rollbackTexts } from "../src/rollback-texts.ts";
import { readingOf, treeOf } from "./support/samples-pins.ts";

type Files = Readonly<Record<string, string>>;

async function texts(head: Files, base?: Files, current = "0.31.0") {
  const plan = makePlan({
    inputs: {},
    head: await readingOf(head),
    ...(base === undefined ? {} : { base: await readingOf(base) }),
  });
  if (plan.kind !== "compare") throw new Error(plan.reason);
  return rollbackTexts(plan, { head: treeOf(head), current, target: "0.32.0" });
}

describe("rollbackTexts", () => {
  it("restores the old writing of a pin that was moved, and nothing else of the change", async () => {
    const base = { "requirements.txt": "# old\nvllm[audio]  == 0.31.0\ntorch\n" };
    const head = { "requirements.txt": "# new\ntorch\nvllm[audio]==0.32.0\n" };
    expect(await texts(head, base)).toEqual([
      {
        file: "requirements.txt",
        targetText: head["requirements.txt"],
        currentText: "# new\ntorch\nvllm[audio]  == 0.31.0\n",
      },
    ]);
  });

  it("moves the pins where the move is imagined", async () => {
    const head = { "requirements.txt": "vllm==0.31.0  # keep\n", Dockerfile: "FROM vllm/vllm-openai:v0.31.0\n" };
    expect(await texts(head)).toEqual([
      { file: "Dockerfile", targetText: "FROM vllm/vllm-openai:v0.32.0\n", currentText: head.Dockerfile },
      { file: "requirements.txt", targetText: "vllm==0.32.0  # keep\n", currentText: head["requirements.txt"] },
    ]);
  });

  it("writes the release that was named, where the pins say another", async () => {
    const head = { "requirements.txt": "vllm==0.31.0\n", "other.in": "", "pyproject.toml": "" };
    expect(await texts(head, undefined, "0.30.0")).toEqual([
      { file: "requirements.txt", targetText: "vllm==0.32.0\n", currentText: "vllm==0.30.0\n" },
    ]);
    const range = { "requirements.txt": "vllm>=0.29\n" };
    expect(await texts(range, undefined, "0.30.0")).toEqual([
      { file: "requirements.txt", targetText: "vllm>=0.29\n", currentText: "vllm>=0.29\n" },
    ]);
  });

  it("imagines no move of a deployment that stands at another version", async () => {
    const head = { "requirements.txt": "vllm==0.31.0\n", "old/Dockerfile": "FROM vllm/vllm-openai:v0.9.2\n" };
    expect((await texts(head)).map(({ file }) => file)).toEqual(["requirements.txt"]);
  });

  it("imagines no move of what takes any version elsewhere, but of what is deployed together or stands at the same release", async () => {
    const head = {
      "requirements.txt": "vllm==0.31.0\n",
      "constraints.txt": "vllm<0.32\n",
      "lib/requirements.txt": "vllm>=0.30,<0.32\n",
      "examples/requirements.txt": "vllm\n",
      "serving/requirements.txt": "vllm==0.31.0\n",
    };
    const reading = await readingOf(head);
    const plan = makePlan({ inputs: {}, head: reading });
    if (plan.kind !== "compare") throw new Error(plan.reason);
    const together = reading.pins.filter(({ file }) => !file.includes("/"));
    const made = await rollbackTexts(plan, { head: treeOf(head), current: "0.31.0", target: "0.32.0", together });
    expect(made.map(({ file, targetText }) => [file, targetText])).toEqual([
      ["constraints.txt", "vllm<0.33\n"],
      ["requirements.txt", "vllm==0.32.0\n"],
      ["serving/requirements.txt", "vllm==0.32.0\n"],
    ]);
  });

  it("edits several pins of one file, from its end", async () => {
    const base = {
      "pyproject.toml":
        '[project]\nname = "a"\nversion = "1"\ndependencies = ["vllm==0.9.2"]\n[dependency-groups]\ndev = ["vllm==0.9.2", "x"]\n',
    };
    const head = { "pyproject.toml": base["pyproject.toml"].replaceAll("0.9.2", "0.32.0") };
    expect(await texts(head, base)).toEqual([
      { file: "pyproject.toml", targetText: head["pyproject.toml"], currentText: base["pyproject.toml"] },
    ]);
  });

  it("leaves out files whose pin is new", async () => {
    const base = { "requirements.txt": "vllm==0.31.0\n" };
    const head = { "requirements.txt": "vllm==0.32.0\n", Dockerfile: "FROM vllm/vllm-openai:v0.32.0\n" };
    expect((await texts(head, base)).map(({ file }) => file)).toEqual(["requirements.txt"]);
  });
});
