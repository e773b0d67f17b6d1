import { describe, expect, it } from "vitest";
import { pythonReader } from "../../../src/uses/python/python-reader.ts";
import { cpuTimer } from "../../support/cpu-time.ts";
import { usesIn } from "./support.ts";

const many = (count: number, line: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => line(at)).join("");

describe("hostile text", () => {
  it.each([
    ["nested lists", `vllm = ${"[".repeat(50_000)}`],
    ["a long sum", `cmd = ["vllm", "serve"]${' + ["--x"]'.repeat(50_000)}`],
    ["a variable that grows", `cmd = ["vllm", "serve"]\n${'cmd += ["--x"]\n'.repeat(5000)}`],
    ["a variable that holds itself", `cmd = ["vllm", "serve"]\n${"cmd = cmd + cmd\n".repeat(2000)}`],
    [
      "texts of texts",
      `a0 = "vllm serve m "\n${many(300, (at) => `a${at + 1} = f"{a${at}} {a${at}}"\n`)}os.system(a300)`,
    ],
    ["lists of lists", `a0 = ["vllm", "serve"]\n${many(300, (at) => `a${at + 1} = [*a${at}, *a${at}]\n`)}run(a300)`],
    [
      "functions that return each other",
      `${many(300, (at) => `def f${at}():\n    return f${at + 1}() + f${at + 1}()\n`)}f0() # vllm\nx = ["vllm", "serve", *f0()]`,
    ],
    ["a function that returns itself", 'def f():\n    return ["vllm", "serve", *f()]\nf()'],
    ["many lists", many(3000, (at) => `x${at} = ["vllm", "serve", "--x"]\n`)],
    ["many texts", many(2000, (at) => `x${at} = "vllm serve m --x"\n`)],
    ["many bodies", `import vllm\n${many(3000, (at) => `b = {"model": 1, "prompt": ${at}}\n`)}`],
    [
      "one body in many calls",
      `import vllm\nb = {"a": 1}\n${"b['x'] = 1\nclient.completions.create(**b)\n".repeat(1500)}`,
    ],
    ["many variables", 'os.environ["VLLM_X"] = "1"\n'.repeat(8000)],
    ["braces in a text", `x = f"vllm serve ${"{".repeat(20_000)}"`],
    ["blanks", `x = "vllm serve${" ".repeat(200_000)}"`],
    ["percent signs", `x = "vllm serve ${"%(a".repeat(30_000)}" % 1`],
  ])("%s ends soon", (_, text) => {
    const spent = cpuTimer();
    usesIn(text);
    expect(spent()).toBeLessThan(4000);
  });
});

describe("a cheap look", () => {
  it("leaves alone what has only code, and what has nothing of vLLM", () => {
    const matches = (text: string) => pythonReader.matches({ path: "a.py", text });
    expect(matches("from vllm import LLM\nllm = LLM('m')\nprint(llm.generate(x))")).toBe(false);
    expect(matches('os.environ["A"] = "1"\nrun(["x", "--y"])')).toBe(false);
    expect(matches('os.environ["VLLM_A"] = "1"')).toBe(true);
    expect(matches('run([VLLM, "serve"])')).toBe(true);
    expect(pythonReader.matches({ path: "a.txt", text: "VLLM_A" })).toBe(false);
  });
});
