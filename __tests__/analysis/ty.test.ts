import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { runTy } from "../../src/analysis/ty.ts";
import { CannotTell } from "../../src/checks/cannot-tell.ts";
import type { Exec } from "../../src/platform/exec.ts";
import { ended, fakeExec, optionOf } from "../support/fake-exec.ts";

const folder = mkdtempSync(join(tmpdir(), "ty-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = { workspace: join(folder, "code"), roots: ["", "src"], searchPaths: ["/release"], files: ["a.py", "b.py"] };
const context = (exec: Exec) => ({ exec, ty: "ty", env: {}, folder, pythonVersion: "3.12.7" });

function entry(code: string, description: string, path = "a.py") {
  const positions = { begin: { line: 3, column: 5 }, end: { line: 3, column: 9 } };
  return { check_name: code, description, location: { path, positions } };
}

const answer = (...entries: readonly object[]) => ended({ stdout: JSON.stringify(entries) });

describe("running ty", () => {
  it("reads the places and sentences of the codes that mean a break, and revealed types", async () => {
    const exec = fakeExec(() =>
      answer(
        entry("missing-attribute", "missing-attribute: Object of type `C` has no attribute `x`"),
        entry("revealed-type", "revealed-type: Revealed type: `list[int]`"),
        entry("invalid-syntax", "invalid-syntax: Expected an expression"),
      ),
    );
    const place = { path: "a.py", line: 3, column: 5 };
    expect(await runTy(context(exec), run)).toEqual({
      diagnostics: [
        {
          code: "missing-attribute",
          ...place,
          endLine: 3,
          endColumn: 9,
          text: "Object of type `C` has no attribute `x`",
        },
      ],
      revealed: [{ ...place, type: "list[int]" }],
      crashed: [],
    });
  });

  it("is hermetic: its own configuration, an environment without packages, the repository's Python", async () => {
    const exec = fakeExec(() => answer());
    await runTy(context(exec), run);
    const { args = [], options } = exec.calls[0] ?? {};
    expect(optionOf(args, "--python-version")).toBe("3.12");
    expect(optionOf(args, "--project")).toBe(run.workspace);
    expect(args.slice(args.indexOf("--"))).toEqual(["--", join(run.workspace, "a.py"), join(run.workspace, "b.py")]);
    expect(options).toMatchObject({ cwd: run.workspace, env: {} });
    const configuration = readFileSync(optionOf(args, "--config-file") ?? "", "utf8");
    expect(configuration).toContain("respect-type-ignore-comments = false");
    expect(configuration).toContain(JSON.stringify([run.workspace, join(run.workspace, "src")]));
    expect(readFileSync(join(optionOf(args, "--python") ?? "", "pyvenv.cfg"), "utf8")).toContain("home = ");
  });

  it.each([
    ["3.6", "3.7"],
    ["3.19", "3.15"],
    ["nonsense", "3.15"],
  ])("of Python %s it is told %s, the nearest it knows", async (pythonVersion, told) => {
    const exec = fakeExec(() => answer());
    await runTy({ ...context(exec), pythonVersion }, run);
    expect(optionOf(exec.calls[0]?.args ?? [], "--python-version")).toBe(told);
  });

  it("asks again in halves when there is more to say than one answer holds", async () => {
    const exec = fakeExec(({ args }) => {
      const files = args.slice(args.indexOf("--") + 1);
      if (files.length > 1) return ended({ stdout: '"cut off at the front"}]' });
      const path = files[0]?.slice(run.workspace.length + 1);
      return answer(entry("missing-attribute", "missing-attribute: x", path));
    });
    const { diagnostics } = await runTy(context(exec), run);
    expect(diagnostics.map(({ path }) => path)).toEqual(["a.py", "b.py"]);
  });

  it.each(["SIGABRT", "SIGSEGV"] as const)(
    "after %s names the file that it crashes on, and reads the others",
    async (signal) => {
      const files = ["a.py", "b.py", "c.py", "deep.py", "e.py"];
      const exec = fakeExec(({ args }) => {
        const asked = args.slice(args.indexOf("--") + 1).map((path) => path.slice(run.workspace.length + 1));
        if (asked.includes("deep.py")) return ended({ exitCode: null, signal, stderr: "stack overflow" });
        return answer(...asked.map((path) => entry("missing-attribute", "missing-attribute: x", path)));
      });
      const { diagnostics, crashed } = await runTy(context(exec), { ...run, files });
      expect(crashed).toEqual(["deep.py"]);
      expect(diagnostics.map(({ path }) => path)).toEqual(["a.py", "b.py", "c.py", "e.py"]);
    },
  );

  it("cannot tell when it crashes on every file: they are not to blame", async () => {
    const exec = fakeExec(() => ended({ exitCode: null, signal: "SIGABRT", stderr: "bad build" }));
    const failure = runTy(context(exec), run);
    await expect(failure).rejects.toMatchObject({ code: "tool-failed", details: "bad build" });
    const many = { ...run, files: Array.from({ length: 500 }, (_, index) => `f${index}.py`) };
    await expect(runTy(context(exec), many)).rejects.toBeInstanceOf(CannotTell);
    expect(exec.calls.length).toBeLessThan(60);
  });

  it("cannot tell where it cannot be started", async () => {
    const failure = runTy(context(fakeExec(() => undefined)), run);
    await expect(failure).rejects.toMatchObject({ code: "tool-failed", message: expect.stringContaining("ENOENT") });
  });

  it("has nothing to say where there is nothing to check, and does not check everything then", async () => {
    const exec = fakeExec(() => answer());
    expect(await runTy(context(exec), { ...run, files: [] })).toEqual({
      diagnostics: [],
      revealed: [],
      crashed: [],
    });
    expect(exec.calls).toEqual([]);
  });

  it.each([
    ["a crash", ended({ exitCode: null, signal: "SIGABRT", stderr: "stack overflow" }), "tool-failed"],
    ["bad usage", ended({ exitCode: 2, stderr: "ty failed" }), "tool-failed"],
    ["an answer that is no report", ended({ stdout: "[{" }), "tool-failed"],
    ["too much time", ended({ exitCode: null, signal: "SIGKILL", timedOut: true }), "timeout"],
  ])("cannot tell after %s: never a pass", async (_, result, code) => {
    const failure = await runTy(context(fakeExec(() => result)), { ...run, files: ["a.py"] }).catch(
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(CannotTell);
    expect(failure).toMatchObject({ code });
  });
});
