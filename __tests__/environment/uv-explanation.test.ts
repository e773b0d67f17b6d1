import { describe, expect, it } from "vitest";
import { explainConflict } from "../../src/environment/uv-explanation.ts";
import { cpuTimer } from "../support/cpu-time.ts";
import { recordedUv } from "../support/samples-environment.ts";

describe("explainConflict, on what uv really says", () => {
  it("names both sides of a conflict, and what the repository asks for", () => {
    expect(explainConflict(recordedUv("transformers-too-old.txt"))).toEqual({
      summary: "vllm==0.24.0 depends on transformers>=5.5.3; you require vllm==0.24.0; you require transformers<5",
      text: expect.stringMatching(
        /^Because vllm==0\.24\.0 depends on .*\nAnd because you require transformers<5, .* unsatisfiable\.$/,
      ),
      packages: ["vllm", "transformers"],
      requirements: ["transformers<5"],
    });
  });

  it.each([
    [
      "torch-pinned.txt",
      "depends on torch==2.13.0; you require vllm==0.32.0; you require torch==2.8.0",
      ["torch==2.8.0"],
    ],
    [
      "unknown-package.txt",
      "vllm-no-such-package-xyz was not found in the package registry",
      ["vllm-no-such-package-xyz==1"],
    ],
    ["unknown-version.txt", "there is no version of vllm==99.0; you require vllm==99.0", []],
    [
      "constraint.txt",
      "vllm==0.31.0 depends on transformers>=5.10.4,<5.18.0 and transformers<5; you require vllm[audio]==0.31.0",
      [],
    ],
  ])("%s", (name, summary, requirements) => {
    const explanation = explainConflict(recordedUv(name));
    expect(explanation?.summary).toContain(summary);
    expect(explanation?.requirements).toEqual(requirements);
  });

  it("says that Python is too old, and does not take Python for a package", () => {
    const explanation = explainConflict(recordedUv("python-too-old.txt"));
    expect(explanation?.summary).toContain("Python version (>=3.10) does not satisfy Python>=3.11,<3.15");
    expect(explanation?.packages).toEqual(["vllm"]);
    expect(explanation?.summary.length).toBeLessThanOrEqual(400);
  });

  it.each(["unparsable.txt", "index-down.txt"])("%s is no conflict", (name) => {
    expect(explainConflict(recordedUv(name))).toBeUndefined();
  });

  it.each(["a[", "because ", "you require a and ", "a=="])("ends soon on two hundred thousand times %j", (text) => {
    const cpuTime = cpuTimer();
    explainConflict(`No solution found\n${text.repeat(200_000)}`);
    expect(cpuTime()).toBeLessThan(2_000);
  });

  it("reads uv's older drawing, and cuts what is long", () => {
    const old = `  × No solution found when resolving dependencies:\n  ╰─▶ Because a==1 depends on b>2 and you require b<1, we can conclude that\n      your requirements are unsatisfiable.\n`;
    expect(explainConflict(old)).toMatchObject({
      summary: "a==1 depends on b>2; you require b<1",
      requirements: ["b<1"],
    });
    const long = `No solution found\n${`Because p==1 depends on q==2 and r${"x".repeat(90)}\n`.repeat(100)}`;
    const cut = explainConflict(long);
    expect(cut?.summary.length).toBe(400);
    expect(cut?.text.length).toBe(4000);
    expect(cut?.text.endsWith("…")).toBe(true);
  });
});
