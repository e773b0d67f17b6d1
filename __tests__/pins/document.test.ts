import { describe, expect, it } from "vitest";
import { parse, read, summary } from "./support.ts";

const text = `# vLLM 0.31.0

Run \`pip install vllm==0.31.0\`, or \`vllm==0.1.0\`, with vllm/vllm-openai:v0.30.0.

\`\`\`bash
$ pip install -r requirements.txt "vllm>=0.29,<0.30"
Collecting vllm==0.1.1
\`\`\`

\`\`\`python
"pip install vllm==0.1.2"
\`\`\`

    pip install vllm
`;

describe("documents", () => {
  it("finds versions in commands and images", () => {
    expect(summary(parse("README.md", text))).toEqual([
      "3:18 requirement vllm==0.31.0",
      "3:73 image v0.30.0",
      "6:36 requirement vllm>=0.29,<0.30",
    ]);
    const rst = "Use::\n\n.. code-block:: bash\n\n   git clone -b v0.6.3 https://github.com/vllm-project/vllm.git\n";
    expect(summary(parse("docs/a.rst", rst))).toEqual(["5:17 requirement v0.6.3"]);
    expect(summary(parse("a.adoc", "NOTE: `docker run vllm/vllm-openai:v0.6.3`\n"))).toEqual(["1:36 image v0.6.3"]);
  });

  it("is mentions, and asks for nothing", async () => {
    const { pins, mentions, manifests, problems } = await read({
      "README.md": text,
      "requirements.txt": "vllm==0.31.0\n",
    });
    expect(pins.map(({ file }) => file)).toEqual(["requirements.txt"]);
    expect(mentions).toHaveLength(3);
    expect(manifests.find(({ format }) => format === "document")).toMatchObject({ requirements: [], includes: [] });
    expect(problems).toEqual([]);
  });
});
