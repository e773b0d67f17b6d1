import { resolve } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { readComments } from "../../../src/checks/suppression/read-comments.ts";
import { loadPythonParser, type ParsePython } from "../../../src/platform/syntax-parsers.ts";

let parse: ParsePython;
beforeAll(async () => {
  parse = await loadPythonParser(resolve(import.meta.dirname, "../../.."));
});

const read = (...lines: readonly string[]) => readComments("src/app.py", lines.join("\n"), parse);
const covered = (...lines: readonly string[]) =>
  read(...lines).suppressions.map(({ rule, covers }) => `${rule} ${covers.line}`);
const problems = (comment: string) => read(`import vllm  ${comment}`).invalid.map(({ message }) => message);

describe("a suppression in a comment", () => {
  it("is about its own line, and keeps its place, reason and date", () => {
    expect(
      read(
        "import os",
        "import vllm.lora.models  # vllm-upgrade-check: ignore[import-gone] see #12 (until 2027-01-31)",
      ),
    ).toEqual({
      suppressions: [
        {
          kind: "comment",
          rule: "import-gone",
          reason: "see #12",
          until: "2027-01-31",
          path: "src/app.py",
          line: 2,
          column: 26,
          covers: { path: "src/app.py", line: 2 },
        },
      ],
      invalid: [],
    });
  });

  it("is about the next line of code when it has a line of its own, past other comments", () => {
    expect(
      covered(
        "def f():",
        "    # vllm-upgrade-check: ignore[import-gone] optional",
        "    # The old place.",
        "    # vllm-upgrade-check: ignore[attribute-gone] optional too",
        "    import vllm.lora.models",
      ),
    ).toEqual(["import-gone 5", "attribute-gone 5"]);
    expect(covered("# vllm-upgrade-check: ignore[import-gone] too far away", "", "import vllm.x")).toEqual([
      "import-gone 2",
    ]);
  });

  it("names several rules, and shares a comment with other tools", () => {
    expect(
      covered(
        "x = 1  # noqa: F401  # vllm-upgrade-check: ignore[import-gone, attribute-gone,import-gone] why  # type: ignore",
      ),
    ).toEqual(["import-gone 1", "attribute-gone 1"]);
    expect(read("x = 1  # vllm-upgrade-check: ignore[import-gone] why  # noqa").suppressions[0]?.reason).toBe("why");
    expect(covered("#vllm-upgrade-check: ignore [import-gone] why", "x = 1")).toEqual(["import-gone 2"]);
  });

  it("stands inside brackets, beside text outside the basic plane, and with carriage returns", () => {
    expect(
      read("from vllm import (", '    "😀",  # vllm-upgrade-check: ignore[import-gone] why\r', ")").suppressions[0],
    ).toMatchObject({ reason: "why", line: 2, column: 12, covers: { line: 2 } });
  });

  it("is none inside a string, in prose, or without the colon", () => {
    const text = "# vllm-upgrade-check: ignore[import-gone] why";
    for (const line of [
      `x = "${text}"`,
      `"""\n${text}\n"""`,
      `x = f"{1}${text}"`,
      "# See what vllm-upgrade-check: ignore[import-gone] does.",
      "# vllm-upgrade-check runs in CI",
    ]) {
      expect(read(line), line).toEqual({ suppressions: [], invalid: [] });
    }
  });

  it.each([
    ["# vllm-upgrade-check: ignore", /names no rule. Write "# vllm-upgrade-check: ignore\[rule-id\] the reason"/],
    ["# vllm-upgrade-check: this breaks", /names no rule/],
    ["# vllm-upgrade-check: ignore[] why", /brackets hold no rule/],
    ["# vllm-upgrade-check: ignore[import-gone,] why", /brackets hold no rule/],
    ["# vllm-upgrade-check: ignore[import-gone", /names no rule/],
    ["# vllm-upgrade-check: ignore[import-gone]", /reason is missing/],
    ["# vllm-upgrade-check: ignore[import-gone] --", /reason is missing/],
    ["# vllm-upgrade-check: ignore[import-gone] (until 2027-01-31)", /reason is missing/],
    ["# vllm-upgrade-check: ignore[import-gone] why (until 2027-02-30)", /^"2027-02-30" is not a day/],
    ["# vllm-upgrade-check: ignore[import-gone] why (until summer)", /^"summer" is not a day/],
    ["# vllm-upgrade-check: ignore[*] why", /^\* is not a rule/],
    ["# vllm-upgrade-check: ignore[imports] why", /^There is no rule imports/],
    ["# vllm-upgrade-check: ignore[wrong-tokens] why", /^Wrong-tokens cannot|^wrong-tokens cannot be suppressed/i],
    [
      "# vllm-upgrade-check: ignore[pins-disagree] why",
      /^pins-disagree is not found at a line that a comment could stand beside/,
    ],
  ])("is not understood, and says so: %s", (comment, problem) => {
    expect(problems(comment)).toEqual([expect.stringMatching(problem)]);
    const [finding] = read("", `import vllm  ${comment}`).invalid;
    expect(finding).toMatchObject({
      rule: "suppression-invalid",
      path: "src/app.py",
      line: 2,
      column: 14,
      endColumn: 14 + comment.length,
    });
  });

  it("takes a bracket in the reason for what it is", () => {
    expect(read("x = 1  # vllm-upgrade-check: ignore[import-gone] why (see [1])").suppressions[0]?.reason).toBe(
      "why (see [1])",
    );
  });

  it("does not parse what cannot hold one", () => {
    const never = () => expect.unreachable();
    expect(readComments("a.py", "import vllm", never)).toEqual({ suppressions: [], invalid: [] });
  });

  it.each([
    ["deep", `${"(".repeat(50_000)}\n# vllm-upgrade-check: ignore[import-gone] why`],
    ["broken", "def (\n'''  # vllm-upgrade-check: ignore[import-gone] why\n\u0000\ud800"],
    ["many on a line", `x = 1 ${"# vllm-upgrade-check: ignore[import-gone] w ".repeat(20_000)}`],
    ["many signs", `x = 1 #${"#".repeat(200_000)} vllm-upgrade-check:`],
    ["many lines", "# vllm-upgrade-check: ignore[import-gone] w\n".repeat(20_000)],
    ["spaces", `# vllm-upgrade-check: ignore${" ".repeat(200_000)}`],
    ["open brackets", `# vllm-upgrade-check: ignore${"[".repeat(200_000)}`],
  ])(
    "reads hostile text in time: %s",
    (_, text) => {
      expect(() => readComments("a.py", text, parse)).not.toThrow();
    },
    10_000,
  );
});
