import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { renderMarkdown } from "../../src/report/markdown.ts";
import { reportSummary } from "../../src/reporters/summary.ts";
import { hugeReport } from "../support/report-samples.ts";

const LIMIT = 1024 * 1024;
let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "summary-"));
  file = join(folder, "summary.md");
  await writeFile(file, "");
});

afterEach(() => rm(folder, { recursive: true, force: true }));

describe("reportSummary", () => {
  it("appends the report", async () => {
    await writeFile(file, "before\n");
    expect(await reportSummary({ file, render: () => "# Report" })).toEqual({ kind: "written" });
    expect(await readFile(file, "utf8")).toBe("before\n# Report\n");
  });

  it("gives the renderer what room there is, in the file's bytes", async () => {
    await writeFile(file, "x".repeat(1000));
    await reportSummary({ file, render: (limit) => "y".repeat(limit) });
    expect((await stat(file)).size).toBe(LIMIT);
  });

  it("keeps under the limit whatever the report is written in", async () => {
    const render = (limit: number) =>
      renderMarkdown({ ...hugeReport(), notes: ["日本語".repeat(100)] }, { limit, unit: "bytes" });
    await writeFile(file, "x".repeat(LIMIT - 100_000));
    expect(await reportSummary({ file, render })).toEqual({ kind: "written" });
    expect((await stat(file)).size).toBeLessThanOrEqual(LIMIT);
  });

  it.each([
    ["", "y"],
    ["x".repeat(LIMIT), "y"],
    ["x".repeat(LIMIT - 1), "y"],
  ])("never goes over the limit (case %#)", async (before, text) => {
    await writeFile(file, before);
    const result = await reportSummary({ file, render: () => text });
    expect(result.kind).toBe(before.length + text.length < LIMIT ? "written" : "failed");
    expect((await stat(file)).size).toBeLessThanOrEqual(LIMIT);
  });

  it.each([undefined, ""])("is nothing where the runner has none (%j)", async (none) => {
    expect(await reportSummary({ file: none, render: () => "text" })).toMatchObject({ kind: "none" });
  });

  it("warns when the file cannot be written, and does not throw", async () => {
    const result = await reportSummary({ file: join(folder, "no", "such", "folder"), render: () => "text" });
    expect(result).toMatchObject({ kind: "failed", warning: expect.stringMatching(/ENOENT.*The verdict stands/) });
  });
});
