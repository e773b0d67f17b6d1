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

  it("are not those of commands that install something else", async () => {
    const torch = "RUN pip install torch --index-url https://download.example/cu124\n";
    const dockerfile = (...lines: string[]) => indexes({ Dockerfile: `FROM python:3.12\n${lines.join("\n")}\n` });
    const own = { defaultIndex: SETTINGS.defaultIndex, extraIndexes: [] };
    expect(await dockerfile(torch, "RUN pip install vllm==0.31.0")).toEqual(own);
    expect(await dockerfile("RUN pip install vllm==0.31.0 && pip install -i https://a.example torch")).toEqual(own);
    expect(await dockerfile(torch, "RUN pip install vllm==0.31.0 -i https://corp.example/simple")).toEqual({
      defaultIndex: "https://corp.example/simple",
      extraIndexes: [],
    });
  });

  it("are those of a command that installs vLLM through a file", async () => {
    const dockerfile = (path: string) =>
      `FROM python:3.12\nRUN pip install -r ${path} -i https://corp.example/simple\nRUN pip install vllm==0.31.0\n`;
    const files = { "reqs/app.txt": "-r more.in\n", "reqs/more.in": "vllm==0.31.0\n", "reqs/tools.txt": "ruff\n" };
    const given = async (path: string) => (await indexes({ ...files, Dockerfile: dockerfile(path) })).defaultIndex;
    expect(await given("reqs/app.txt")).toBe("https://corp.example/simple");
    expect(await given("reqs/tools.txt")).toBe(SETTINGS.defaultIndex);
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
