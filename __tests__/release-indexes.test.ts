import { describe, expect, it } from "vitest";
import { makePlan } from "../src/plan.ts";
import { releaseIndexes } from "../src/release-indexes.ts";
import { SETTINGS } from "./support/samples-environment.ts";
import { readingOf } from "./support/samples-pins.ts";

async function indexes(files: Readonly<Record<string, string>>) {
  const plan = makePlan({ inputs: { target: "0.32.0" }, head: await readingOf(files) });
  if (plan.kind !== "compare") throw new Error(plan.reason);
  const { defaultIndex, extraIndexes } = releaseIndexes(plan, SETTINGS);
  return { defaultIndex, extraIndexes };
}

describe("releaseIndexes", () => {
  it("are the settings' own where the files say nothing", async () => {
    expect(await indexes({ "requirements.txt": "vllm==0.31.0\n" })).toEqual({
      defaultIndex: SETTINGS.defaultIndex,
      extraIndexes: [],
    });
  });

  it("are those that the requirements files around the pin name, but for what lists one release or cannot be known", async () => {
    const text = [
      "--index-url https://corp.example/simple",
      "--extra-index-url https://more.example/simple",
      "--extra-index-url https://wheels.vllm.ai/0.31.0/cu130",
      `--extra-index-url https://\${TOKEN}@secret.example/simple`,
      "vllm==0.31.0\n",
    ].join("\n");
    expect(
      await indexes({ "requirements.txt": text, "other/requirements.txt": "-i https://other.example\nx\n" }),
    ).toEqual({
      defaultIndex: "https://corp.example/simple",
      extraIndexes: ["https://more.example/simple"],
    });
  });

  it("include the index that vLLM is bound to, and no other package's", async () => {
    const text = `[project]
name = "a"
version = "1"
dependencies = ["vllm==0.31.0", "torch"]
[tool.uv.sources]
vllm = { index = "corp" }
torch = { index = "torch" }
[[tool.uv.index]]
name = "corp"
url = "https://corp.example/simple"
explicit = true
[[tool.uv.index]]
name = "torch"
url = "https://torch.example/cu130"
explicit = true
`;
    expect((await indexes({ "pyproject.toml": text })).extraIndexes).toEqual(["https://corp.example/simple"]);
  });
});
