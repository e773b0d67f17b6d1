import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { newSideLines } from "../../src/report/patch-lines.ts";
import { cpuTimer } from "../support/cpu-time.ts";

describe("newSideLines", () => {
  it("numbers what the new side shows, in every hunk", () => {
    const patch = [
      "@@ -1,3 +1,4 @@",
      " a",
      "-b",
      "+B",
      "+B2",
      " c",
      "@@ -10 +11 @@ def f():",
      "-x",
      "+y",
      "\\ No newline at end of file",
    ].join("\n");
    expect([...newSideLines(patch)]).toEqual([
      [1, "a"],
      [2, "B"],
      [3, "B2"],
      [4, "c"],
      [11, "y"],
    ]);
  });

  it.each(["", "not a patch", "+a\n+b", "@@ broken @@\n+a"])("shows nothing of %j", (patch) => {
    expect(newSideLines(patch).size).toBe(0);
  });

  it("is not led astray by a line that looks like a header", () => {
    expect([...newSideLines("@@ -1 +1,2 @@\n+@@ -5 +9 @@\n @@ -5 +9 @@")]).toEqual([
      [1, "@@ -5 +9 @@"],
      [2, "@@ -5 +9 @@"],
    ]);
  });

  it("agrees with git about a real file", () => {
    const folder = mkdtempSync(join(tmpdir(), "patch-"));
    try {
      const before = Array.from({ length: 80 }, (_, index) => `line ${index}`);
      const after = before.toSpliced(70, 1).toSpliced(40, 0, "new", "++ odd", "-- odd").toSpliced(3, 1, "changed");
      writeFileSync(join(folder, "a"), `${before.join("\n")}\n`);
      writeFileSync(join(folder, "b"), `${after.join("\n")}\n`);
      const shown = newSideLines(hunks(folder));
      expect(shown.size).toBeGreaterThan(10);
      for (const [number, text] of shown) expect(after[number - 1]).toBe(text);
      expect([...shown.values()]).toEqual(expect.arrayContaining(["changed", "++ odd", "-- odd"]));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("does not stall on a long line or on many", () => {
    const patch = `@@ -1 +1 @@\n+${"@@ -1 ".repeat(500_000)}\n${"+x\n".repeat(300_000)}`;
    const spent = cpuTimer();
    newSideLines(patch);
    expect(spent()).toBeLessThan(3000);
  });
});

/** What git says of `a` and `b`, from its first hunk on: a difference is exit status 1. */
function hunks(folder: string): string {
  try {
    execFileSync("git", ["diff", "--no-index", "--no-color", "a", "b"], { cwd: folder, stdio: "pipe" });
  } catch (error) {
    const text = String((error as { stdout: Buffer }).stdout);
    return text.slice(text.indexOf("@@"));
  }
  return "";
}
