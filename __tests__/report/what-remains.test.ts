import { describe, expect, it } from "vitest";
import { whatRemains } from "../../src/report/what-remains.ts";
import { pinAt } from "../support/report-samples.ts";

const latest = pinAt("compose.yml", 4, "", {
  format: "compose",
  role: "image",
  raw: "latest",
  specifier: "image vllm/vllm-openai:latest",
  reference: { kind: "unpinned" },
});
const change = (file: string) => ({ file, change: "modified" }) as const;

describe("what a rollback does not bring back", () => {
  it("is always the machine, and what was written meanwhile", () => {
    expect(whatRemains([pinAt("requirements.txt", 1, "0.32.0")], [])).toEqual([
      expect.stringMatching(/^A driver or CUDA/),
    ]);
  });

  it("is what a pin without a version deployed", () => {
    expect(whatRemains([latest], [])[0]).toBe(
      "compose.yml:4 (latest) names no version: what was deployed from there before cannot be told. Pin it, or keep the image's digest.",
    );
  });

  it.each([
    [["app.py"], "Of this change app.py stays as it is."],
    [["app.py", "b.py"], "Of this change app.py and b.py stay as they are."],
    [["a", "b", "c", "d", "e"], "Of this change a, b, c and 2 more stay as they are."],
  ])("is the rest of the change: %j", (files, sentence) => {
    expect(whatRemains([], files.map(change))[0]).toBe(`${sentence} Revert the merge to take everything back.`);
  });
});
