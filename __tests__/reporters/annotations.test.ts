import { error, notice, warning } from "@actions/core";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Annotation } from "../../src/report/annotations.ts";
import { reportAnnotations } from "../../src/reporters/annotations.ts";

function written(annotations: readonly Annotation[], prefix?: string): string {
  let text = "";
  vi.spyOn(process.stdout, "write").mockImplementation((chunk) => {
    text += chunk;
    return true;
  });
  reportAnnotations(annotations, { error, warning, notice }, prefix);
  vi.restoreAllMocks();
  return text;
}

afterEach(() => vi.restoreAllMocks());

describe("reportAnnotations", () => {
  it("writes the runner's commands, in order", () => {
    const text = written([
      { level: "error", title: "Pins disagree", message: "vllm==0.31.0", file: "requirements.txt", line: 3, column: 7 },
      {
        level: "warning",
        title: "Yanked",
        message: "0.31.0 was",
        file: "pyproject.toml",
        line: 9,
        column: 2,
        endLine: 10,
      },
      { level: "notice", title: "More", message: "2 more findings are in the report" },
    ]);
    expect(text.trim().split(/\r?\n/)).toEqual([
      "::error title=Pins disagree,file=requirements.txt,line=3,col=7::vllm==0.31.0",
      "::warning title=Yanked,file=pyproject.toml,line=9,endLine=10::0.31.0 was",
      "::notice title=More::2 more findings are in the report",
    ]);
  });

  it("places files from the top of the repository", () => {
    const text = written([{ level: "error", title: "t", message: "m", file: "requirements.txt" }], "services/api");
    expect(text).toContain("file=services/api/requirements.txt");
  });

  it("cannot be made to write a second command", () => {
    const text = written([{ level: "error", title: "a,file=x::b", message: "m\n::set-output name=verdict::pass" }]);
    expect(text.trim().split(/\r?\n/)).toHaveLength(1);
    expect(text).toContain("title=a%2Cfile=x%3A%3Ab");
    expect(text).toContain("m%0A::set-output");
  });
});
