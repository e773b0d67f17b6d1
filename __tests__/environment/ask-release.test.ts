import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { askRelease } from "../../src/environment/ask-release.ts";
import type { ExecResult } from "../../src/platform/exec.ts";
import type { CommandLine } from "../../src/uses/concrete-arguments.ts";
import { fakeExec } from "../support/fake-exec.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ask-release-test-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const line = (...words: string[]): CommandLine => ({ program: "serve", words, whole: true });

function ask(commands: readonly CommandLine[], told: unknown, result: Partial<ExecResult> = {}) {
  const asked: unknown[] = [];
  const exec = fakeExec(async ({ args }) => {
    asked.push(JSON.parse(await readFile(args[2] ?? "", "utf8")));
    await writeFile(args[1] ?? "", JSON.stringify(told));
    return result;
  });
  const context = { exec, probes: "/p", folder, env: {}, timeoutMs: 1000 };
  return { exec, asked, work: askRelease({ python: "/e/bin/python", version: "0.32.0" }, commands, context) };
}

const SURFACE = { variables: { VLLM_A: {} } };

const ok = (answers: unknown, over: object = {}) => ({
  ...{ ok: true, seconds: 1, maxRssMiB: 1, version: "0.32.0", surface: SURFACE, missing: [], answers },
  ...over,
});

const answersOf = async (work: ReturnType<typeof askRelease>) => {
  const told = await work;
  return "answers" in told ? told.answers : told;
};

describe("askRelease", () => {
  it("gives each command its answer, and asks each once", async () => {
    const { exec, asked, work } = ask(
      [line("m"), line("m", "--gone"), line("m"), { ...line(), program: "api-server" }],
      ok([
        { ok: true, warnings: ["deprecated\u001b[31m"] },
        { ok: false, message: "unrecognized arguments: --gone" },
        null,
      ]),
    );
    expect(await answersOf(work)).toEqual([
      { ok: true, warnings: ["deprecated"] },
      { ok: false, message: "unrecognized arguments: --gone", warnings: [] },
      { ok: true, warnings: ["deprecated"] },
      undefined,
    ]);
    expect(exec.calls[0]?.args[0]).toBe("/p/ask_release.py");
    expect(asked).toEqual([
      {
        commands: [
          { program: "serve", words: ["m"], whole: true },
          { program: "serve", words: ["m", "--gone"], whole: true },
          { program: "api-server", words: [], whole: true },
        ],
      },
    ]);
  });

  it("tells what the release accepts, without a command too", async () => {
    const { asked, work } = ask([], ok(undefined));
    expect(await work).toMatchObject({ surface: { version: "0.32.0", variables: { VLLM_A: {} } }, answers: [] });
    expect(asked).toEqual([{ commands: [] }]);
  });

  it("has what was told before the process died", async () => {
    const { answers: _, ...sofar } = ok(undefined);
    const { work } = ask([line("m")], sofar, { exitCode: null, signal: "SIGSEGV" });
    expect(await work).toMatchObject({ surface: { variables: { VLLM_A: {} } }, answers: [undefined] });
  });

  it("has the answers where nothing is told of what is accepted", async () => {
    const told = ok([{ ok: true }], { surface: undefined, unsurveyed: "ImportError: \u001b[1mx" });
    expect(await ask([line("m")], told).work).toEqual({
      surface: { ok: false, error: "ImportError: x", details: "" },
      answers: [{ ok: true, warnings: [] }],
    });
  });

  it("tells why there is no answer", async () => {
    const { work } = ask([line("m")], { ok: false, error: "ImportError: x", traceback: "t" }, { exitCode: 1 });
    expect(await work).toEqual({ ok: false, error: "ImportError: x", details: "t" });
  });

  it.each<[string, unknown]>([
    ["nothing", undefined],
    ["too few", []],
    ["too many", [{ ok: true }, { ok: true }]],
    ["a text", ["ok"]],
    ["no message", [{ ok: false }]],
    ["an endless message", [{ ok: false, message: "x".repeat(5000) }]],
    ["neither", [{ ok: 1 }]],
    ["warnings that are none", [{ ok: true, warnings: "x" }]],
    ["a flood of warnings", [{ ok: true, warnings: Array(50).fill("x") }]],
    ["a warning that is no text", [{ ok: true, warnings: [1] }]],
  ])("takes %s for no answer, and has the surface", async (_, answers) => {
    const { work } = ask([line("m")], ok(answers));
    expect(await work).toMatchObject({ surface: { variables: { VLLM_A: {} } }, answers: [undefined] });
  });
});
