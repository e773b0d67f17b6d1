import { describe, expect, it } from "vitest";
import { FORMATS } from "../../src/pins/formats.ts";
import { readManifests } from "../../src/pins/read.ts";
import { requirementSet } from "../../src/pins/requirement-set.ts";
import { memoryTree } from "./support.ts";

const FILES: Readonly<Record<string, string>> = {
  pyproject: "pyproject.toml",
  "uv-lock": "uv.lock",
  dockerfile: "Dockerfile",
  requirements: "requirements.txt",
};

const many = (text: string, count: number) => text.repeat(count);

const HOSTILE: readonly (readonly [string, string])[] = [
  ["spaces in a requirement", `vllm${many(" ", 300_000)}==1`],
  ["extras without an end", `vllm[${many("a,", 150_000)}`],
  ["one endless name", many("vllm-", 60_000)],
  ["one endless specifier", `vllm${many(">=0.31,", 50_000)}`],
  ["continued lines without an end", `RUN pip install vllm \\\n${many("  x \\\n", 50_000)}`],
  ["a marker of quotes", `vllm ; ${many(`'"`, 100_000)}`],
  ["hashes", `vllm==1 \\\n${many("  --hash=sha256:00 \\\n", 30_000)}`],
  ["an address of dots", `vllm @ https://example.com/${many("0.31.0.", 40_000)}whl`],
  ["an address of @", `git+https://${many("@", 100_000)}/vllm@v1`],
  ["nested brackets", `vllm = ${many("[", 50_000)}`],
  ["nested tables", `vllm = ${many("{a=", 50_000)}`],
  ["headers", many("[[a.vllm]]\n", 20_000)],
  ["quotes", `vllm = "${many('\\"', 100_000)}`],
  [
    "variables that double",
    `ARG A=vllm${many("x", 50)}\n${Array.from({ length: 40 }, (_, i) => `ARG A${i}=$A${i - 1}$A${i - 1}`).join("\n")}\nFROM $A39`,
  ],
  ["defaults within defaults", `FROM vllm/vllm-openai:${many("${A:-", 5_000)}v1${many("}", 5_000)}`],
  ["commands within commands", `FROM a\nRUN ${many("$(", 50_000)} pip install vllm`],
  ["many programs", `FROM a\nRUN ${many("python pip ", 40_000)} vllm`],
  ["many words", `FROM a\nRUN pip install vllm ${many("a ", 200_000)}`],
  ["many here-documents", `FROM a\nRUN ${many("<<EOF ", 3_000)}\npip install vllm\n${many("EOF\n", 3_000)}`],
  ["many instructions", `FROM a\n${many("RUN pip install vllm\n", 10_000)}`],
  ["packages of a lock", many('[[package]]\nname = "vllm"\nversion = "1"\n', 5_000)],
  ["control characters", `vllm\u0000==\u0007 0.31\u202e\u2028\n${many("\u0000", 1_000)}`],
  ["lone surrogates", "vllm==\uD800\uDFFF\uDC00"],
  ["carriage returns alone", "a\rvllm==0.31.0\rb"],
  [
    "names of prototypes",
    '[project.optional-dependencies]\n__proto__ = ["vllm"]\nconstructor = ["vllm"]\ntoString = ["vllm"]\n',
  ],
];

describe("hostile text", () => {
  it.each(HOSTILE)("%s: every parser ends soon and throws nothing", async (_, text) => {
    for (const { format } of FORMATS) {
      const file = FILES[format] ?? "";
      const started = performance.now();
      const { pins, manifests, problems } = await readManifests(memoryTree({ [file]: text }));
      expect(performance.now() - started).toBeLessThan(3_000);
      expect(problems.every(({ remedy }) => !remedy.startsWith("Report this"))).toBe(true);
      const [pin] = pins;
      if (pin !== undefined) {
        expect(pin.raw).not.toMatch(/[\n]/);
        requirementSet(pin, manifests);
        FORMATS.find((other) => other.format === format)?.rewrite(pin, "0.32.0");
      }
    }
    expect(performance.now()).toBeGreaterThan(0);
  });

  it("includes in a long chain and in a full web", async () => {
    const chain = Object.fromEntries(
      Array.from({ length: 2_000 }, (_, i) => [`requirements${i}.txt`, `-r requirements${i + 1}.txt\nvllm\n`]),
    );
    const started = performance.now();
    const { pins, manifests } = await readManifests(memoryTree(chain));
    expect(pins).toHaveLength(2_000);
    const last = pins.at(-1);
    expect(last && requirementSet(last, manifests).file).toBeDefined();
    const names = Array.from({ length: 60 }, (_, i) => `requirements${i}.txt`);
    const web = Object.fromEntries(
      names.map((name) => [name, `${names.map((other) => `-r ${other}`).join("\n")}\nvllm\n`]),
    );
    const read = await readManifests(memoryTree(web));
    const [first] = read.pins;
    expect(first && requirementSet(first, read.manifests).requirements).toEqual([]);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
