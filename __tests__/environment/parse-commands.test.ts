import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseCommands } from "../../src/environment/parse-commands.ts";
import type { ExecResult } from "../../src/platform/exec.ts";
import type { CommandLine } from "../../src/uses/concrete-arguments.ts";
import { fakeExec } from "../support/fake-exec.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "parse-commands-test-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const line = (...words: string[]): CommandLine => ({ program: "serve", words, whole: true });

function parse(commands: readonly CommandLine[], told: unknown, result: Partial<ExecResult> = {}) {
  const asked: unknown[] = [];
  const exec = fakeExec(async ({ args }) => {
    asked.push(JSON.parse(await readFile(args[2] ?? "", "utf8")));
    await writeFile(args[1] ?? "", JSON.stringify(told));
    return result;
  });
  const context = { exec, probes: "/p", folder, env: {}, timeoutMs: 1000 };
  return { exec, asked, work: parseCommands({ python: "/e/bin/python", version: "0.32.0" }, commands, context) };
}

const ok = (answers: unknown) => ({ ok: true, seconds: 1, maxRssMiB: 1, answers });

describe("parseCommands", () => {
  it("gives each command its answer, and asks each once", async () => {
    const { exec, asked, work } = parse(
      [line("m"), line("m", "--gone"), line("m"), { ...line(), program: "api-server" }],
      ok([
        { ok: true, warnings: ["deprecated\u001b[31m"] },
        { ok: false, message: "unrecognized arguments: --gone" },
        null,
      ]),
    );
    expect(await work).toEqual([
      { ok: true, warnings: ["deprecated"] },
      { ok: false, message: "unrecognized arguments: --gone", warnings: [] },
      { ok: true, warnings: ["deprecated"] },
      undefined,
    ]);
    expect(exec.calls[0]?.args[0]).toBe("/p/parse_commands.py");
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

  it("starts nothing for no command", async () => {
    const { exec, work } = parse([], undefined);
    expect(await work).toEqual([]);
    expect(exec.calls).toEqual([]);
  });

  it("tells why there is no answer", async () => {
    const { work } = parse([line("m")], { ok: false, error: "ImportError: x", traceback: "t" }, { exitCode: 1 });
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
  ])("refuses %s for an answer", async (_, answers) => {
    expect(await parse([line("m")], ok(answers)).work).toMatchObject({ ok: false });
  });
});
