import { describe, expect, it } from "vitest";
import { cpuTimer } from "../../support/cpu-time.ts";
import { linesOf, usesOf } from "./support.ts";

const container = "kind: Pod\nspec:\n  containers:\n    - image: vllm/vllm-openai\n      args: [--a]\n";

async function timed(path: string, text: string): Promise<number> {
  const spent = cpuTimer();
  await usesOf(path, text);
  return spent();
}

describe("a hostile text", () => {
  it.each([
    ["nested lists", `# vllm\na: ${"[".repeat(20_000)}`],
    ["nested mappings", `# vllm\na: ${"{a: ".repeat(20_000)}`],
    ["nested blocks", `# vllm\n${Array.from({ length: 2_000 }, (_, index) => `${" ".repeat(index)}a:`).join("\n")}\n`],
    ["open templates", `# vllm\n${"{{ ".repeat(40_000)}`],
    ["open strings in templates", `# vllm\n${'{{ "'.repeat(50_000)}`],
    ["closed strings in templates", `# vllm\n${'{{ "}}" '.repeat(50_000)}`],
    ["open comments in templates", `# vllm\n${"{{/* ".repeat(50_000)}`],
    ["quotes", `# vllm\na: "${"\\".repeat(100_000)}`],
    ["blanks", `# vllm\nargs: --a${" ".repeat(200_000)}b\n`],
    [
      "references",
      `kind: Pod\nspec:\n  containers:\n    - image: vllm/vllm-openai\n      args: ["${"$(".repeat(50_000)}"]\n`,
    ],
    ["default in default", `services:\n  a:\n    image: vllm/vllm-openai\n    command: ${`\${A:-`.repeat(20_000)}\n`],
    [
      "aliases of aliases",
      `# vllm\n${"abcdefgh"
        .split("")
        .map((name, index, all) => `${name}: &${name} [${index === 0 ? "--x" : `*${all[index - 1]}, `.repeat(9)}]`)
        .join("\n")}\nargs: *h\n`,
    ],
    [
      "merges of merges",
      `# vllm\n${"abcdefgh"
        .split("")
        .map(
          (name, index, all) =>
            `${name}: &${name} {<<: [${index === 0 ? "" : `*${all[index - 1]}, `.repeat(9)}], k${name}: 1}`,
        )
        .join("\n")}\nvllm_args: *h\n`,
    ],
    ["line ends", `# vllm\na: "${"\n".repeat(100_000)}"\nargs: [--a]\n`],
    ["a large text", `# vllm\n${"- a: b\n".repeat(700_000)}`],
  ])("%s are read in time", async (_, text) => {
    expect(await timed("a.yaml", text)).toBeLessThan(5_000);
  });

  it("that is cut off is read as far as it goes", async () => {
    expect(await linesOf("a.yaml", `${container}      env: [{name: "VLLM_USE_V1`)).toContain(
      "5:14 kubernetes serve --a",
    );
    expect(await linesOf("a.yaml", `: : :\n---\n${container}`)).toContain("7:14 kubernetes serve --a");
  });

  it("in other documents of a file does not hide the rest", async () => {
    expect(await linesOf("a.yaml", `a: ${"[".repeat(20_000)}\n---\n${container}`)).toContain(
      "7:14 kubernetes serve --a",
    );
  });

  it("with carriage returns is placed as any other", async () => {
    expect(await linesOf("a.yaml", container.replaceAll("\n", "\r\n"))).toEqual(["5:14 kubernetes serve --a"]);
  });
});
