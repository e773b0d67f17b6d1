import { describe, expect, it } from "vitest";
import type { DependencyChanges } from "../../src/dependencies/dependency-changes.ts";
import { renderMarkdown } from "../../src/report/markdown.ts";
import { renderTerminal } from "../../src/reporters/terminal.ts";
import { HOSTILE, passReport } from "../support/report-samples.ts";

const CHANGES: DependencyChanges = {
  file: "requirements.txt",
  changes: [
    { name: "torch", kind: "moved", from: "2.10.0", to: "2.11.0", step: "minor", direction: "up" },
    { name: "transformers", kind: "moved", from: "4.57.6", to: "5.5.3", step: "major", direction: "up" },
    { name: "gguf", kind: "removed", from: "0.19.0" },
    { name: "xgrammar", kind: "moved", from: "0.2.5.post1", to: "0.2.3", step: "patch", direction: "down" },
    { name: "starlette", kind: "added", to: "1.0.1" },
  ],
  unchanged: 190,
  asked: [
    { name: "torch", current: "==2.10.0", target: "==2.11.0" },
    { name: "xgrammar", current: ">=0.2.0", target: ">=0.2.0" },
    { name: "fastapi", current: "", target: "<0.137" },
    { name: "starlette", target: ">=1.0.1" },
  ],
};

describe("the packages that change", () => {
  const report = { ...passReport(), dependencies: CHANGES };

  it("are a folded table in Markdown, with what vLLM asks for", () => {
    const text = renderMarkdown(report);
    expect(text).toContain(
      "<summary>Dependencies of requirements.txt: 3 packages move (1 major, 1 down), 1 added, 1 removed; 190 stay</summary>\n\n" +
        "| Package | With 0.31.0 | With 0.32.0 | Step | vLLM asks for |\n|:--|:--|:--|:--|:--|\n" +
        "| `torch` | `2.10.0` | `2.11.0` | minor | `==2.10.0` → `==2.11.0` |\n" +
        "| `transformers` | `4.57.6` | `5.5.3` | **major** |  |\n" +
        "| `gguf` | `0.19.0` |  | removed |  |\n" +
        "| `xgrammar` | `0.2.5.post1` | `0.2.3` | **patch, down** | `>=0.2.0` |\n" +
        "| `starlette` |  | `1.0.1` | added | nothing → `>=1.0.1` |\n" +
        "| `fastapi` |  |  | stays | any version → `<0.137` |\n",
    );
  });

  it("are a short group in the terminal", () => {
    const text = renderTerminal(report);
    expect(text).toContain(
      "Dependencies of requirements.txt: 3 packages move (1 major, 1 down), 1 added, 1 removed; 190 stay\n" +
        "  torch 2.10.0 → 2.11.0 (minor)  vLLM asks for ==2.10.0 → ==2.11.0\n" +
        "  transformers 4.57.6 → 5.5.3 (major)\n" +
        "  gguf 0.19.0 → — (removed)\n" +
        "  xgrammar 0.2.5.post1 → 0.2.3 (patch, down)\n" +
        "  starlette — → 1.0.1 (added)  vLLM asks for nothing → >=1.0.1\n",
    );
  });

  it("show what vLLM asks for where a side does not resolve", () => {
    const dependencies: DependencyChanges = { file: "r.txt", changes: [], asked: CHANGES.asked.slice(0, 1) };
    expect(renderMarkdown({ ...report, dependencies })).toContain(
      "<summary>Dependencies of r.txt: vLLM asks for other versions of 1 package</summary>",
    );
    expect(renderTerminal({ ...report, dependencies })).toContain("  torch:  vLLM asks for ==2.10.0 → ==2.11.0\n");
  });

  it("are not spoken of where nothing changes or nothing was resolved", () => {
    const dependencies: DependencyChanges = { file: "r.txt", changes: [], unchanged: 3, asked: [] };
    for (const one of [passReport(), { ...report, dependencies }]) {
      expect(renderMarkdown(one)).not.toContain("Dependencies of");
      expect(renderTerminal(one)).not.toContain("Dependencies of");
    }
  });

  it("break out of nothing", () => {
    const dependencies: DependencyChanges = {
      file: HOSTILE,
      changes: [{ name: HOSTILE, kind: "moved", from: HOSTILE, to: HOSTILE }],
      unchanged: 1,
      asked: [{ name: HOSTILE, current: HOSTILE, target: "1" }],
    };
    const text = renderMarkdown({ ...report, dependencies });
    const [table = ""] = text.match(/(?:^\| (?:Package|`|<code>).*\n|^\|:--\|:--\|:--\|:--\|:--\|\n)+/m) ?? [];
    expect(
      new Set(
        table
          .trimEnd()
          .split("\n")
          .map((row) => row.split("|").length),
      ),
    ).toEqual(new Set([7]));
    expect(text.match(/^<details/gm)?.length).toBe(text.match(/^<\/details>/gm)?.length);
    expect(renderTerminal({ ...report, dependencies })).not.toMatch(/^\s*::|##\[|(?!\n)\p{Cc}/mu);
  });

  it("are shortened after the pins, and that is said", () => {
    const changes = Array.from({ length: 900 }, (_, n) => ({ name: `p${n}`, kind: "added", to: "1" }) as const);
    const text = renderMarkdown({ ...report, dependencies: { ...CHANGES, changes, asked: [] } }, { limit: 9_000 });
    expect(text.length).toBeLessThanOrEqual(9_000);
    expect(text).toMatch(/> Shortened to fit: .*\d+ changed packages/);
  });
});
