import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compile, createVenv, findPython, sync } from "../../src/environment/uv.ts";
import type { ExecResult } from "../../src/platform/exec.ts";
import { fakeExec } from "../support/fake-exec.ts";
import { lockOf, playUv } from "../support/fake-uv.ts";
import { recordedUv, SETTINGS } from "../support/samples-environment.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "uv-test-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const input = { requirements: "vllm==0.32.0\n", constraints: "numpy<3\n", overrides: "", omitted: [] };
const settings = {
  ...SETTINGS,
  defaultIndex: "https://u:hunter2@index.example.org/simple",
  extraIndexes: ["https://e"],
};
const context = (exec: ReturnType<typeof fakeExec>) => ({ exec, uv: "/tools/uv", env: { PATH: "/bin" }, folder });
const failing = (result: Partial<ExecResult>) => context(fakeExec(() => ({ exitCode: 2, ...result })));

const unreachable = (cause: string) =>
  `error: Failed to download \`flash-attn @ https://h.example.org/flash_attn-2.8.3.whl\`\n  cause: Failed to fetch: https://h.example.org/flash_attn-2.8.3.whl\n  ${cause}\n`;

describe("compile", () => {
  it("hands uv the three files and the preferences, and reads the lock", async () => {
    const seen: string[] = [];
    const exec = fakeExec((call) =>
      playUv(call, {
        compile: (asked) => {
          seen.push(asked.requirements, asked.constraints, asked.overrides, asked.preferences);
          return lockOf({ vllm: "0.32.0" });
        },
      }),
    );
    const request = { name: "target-release", input, settings, python: "/usr/bin/python3.11", preferences: "kept" };
    const compiled = await compile(context(exec), request);
    expect(compiled).toMatchObject({
      kind: "locked",
      frozen: join(folder, "target-release.frozen"),
      text: expect.stringContaining('name = "vllm"'),
    });
    expect(compiled.kind === "locked" && (await readFile(compiled.frozen, "utf8"))).toBe("vllm==0.32.0\n");
    expect(seen).toEqual(["vllm==0.32.0\n", "numpy<3\n", "", "kept"]);
    const { args = [], options } = exec.calls[0] ?? {};
    expect(args).toEqual(
      expect.arrayContaining(["--python", "/usr/bin/python3.11", "--no-config", "--format", "pylock.toml"]),
    );
    expect(args).not.toContain("--python-platform");
    expect(options?.env).toEqual({
      PATH: "/bin",
      UV_DEFAULT_INDEX: settings.defaultIndex,
      UV_INDEX: "https://e",
      UV_INDEX_STRATEGY: "first-index",
    });
  });

  it("keeps credentials off the command line, which every process of the machine can read", async () => {
    const exec = fakeExec((call) => playUv(call));
    await compile(context(exec), { name: "x", input, settings, python: "3.11" });
    expect(exec.calls[0]?.args.join(" ")).not.toContain("hunter2");
  });

  it("resolves for a version where no interpreter is named, and for another platform", async () => {
    const exec = fakeExec((call) => playUv(call));
    await compile(context(exec), {
      name: "x",
      input,
      settings,
      python: "3.11",
      pythonPlatform: "x86_64-manylinux_2_35",
    });
    const line = exec.calls[0]?.args.join(" ");
    expect(line).toContain("--python-version 3.11");
    expect(line).toContain("--python-platform x86_64-manylinux_2_35");
  });

  it("tells a conflict from a failure", async () => {
    const stderr = recordedUv("transformers-too-old.txt");
    const conflict = await compile(failing({ exitCode: 1, stderr }), { name: "x", input, settings, python: "3.11" });
    expect(conflict).toMatchObject({ kind: "conflict", explanation: { requirements: ["transformers<5"] } });
  });

  it.each<[string, Partial<ExecResult>, string]>([
    ["index-unavailable", { stderr: recordedUv("index-down.txt") }, "a package index did not answer"],
    [
      "index-unavailable",
      { stderr: unreachable("cause: dns error") },
      "because https://h.example.org/flash_attn-2.8.3.whl, which a requirement names, did not answer.",
    ],
    [
      "index-unavailable",
      { stderr: unreachable("cause: HTTP status client error (404 Not Found) for url (https://h.example.org)") },
      "because https://h.example.org/flash_attn-2.8.3.whl, which a requirement names, answered 404 Not Found.",
    ],
    [
      "index-unavailable",
      {
        stderr:
          "error: Git operation failed\n  fatal: unable to access 'https://h.example.org/apex.git/': Could not resolve host",
      },
      "because https://h.example.org/apex.git/, which a requirement names, did not answer.",
    ],
    ["tool-failed", { stderr: recordedUv("unparsable.txt") }, "Resolving the dependencies failed: "],
    [
      "disk-full",
      { stderr: "error: failed to write\n  cause: No space left on device (os error 28)" },
      "the disk is full",
    ],
    ["timeout", { timedOut: true, exitCode: null, signal: "SIGKILL" }, "did not finish in time"],
    ["out-of-memory", { exitCode: null, signal: "SIGKILL" }, "out of memory"],
  ])("could not tell: %s", async (code, result, words) => {
    const work = compile(failing(result), { name: "x", input, settings, python: "3.11" });
    await expect(work).rejects.toMatchObject({ code, message: expect.stringContaining(words) });
  });

  it("knows a submodule that was not checked out", async () => {
    const stderr =
      "error: `/r/deps/x` does not appear to be a Python project, as neither `pyproject.toml` nor `setup.py`";
    const work = compile(failing({ stderr }), { name: "x", input, settings, python: "3.11" });
    await expect(work).rejects.toMatchObject({
      code: "tool-failed",
      remedy: expect.stringContaining("submodules: true"),
    });
  });

  it("never repeats credentials that uv printed", async () => {
    const stderr = "error: bad https://u:hunter2@index.example.org/simple/x is broken";
    const error = await compile(failing({ stderr }), { name: "x", input, settings, python: "3.11" }).catch(
      (reason) => reason,
    );
    expect(`${error.message} ${error.details}`).toContain("https://***@index.example.org/simple/x");
    expect(`${error.message} ${error.details}`).not.toContain("hunter2");
  });
});

describe("what uv prints", () => {
  it.each(["hunter2", "p%40ss-word", "p@ss-word", "ghp_0123456789", "named secret"])(
    "comes without the password %s",
    async (secret) => {
      const secrets = {
        ...settings,
        extraIndexes: ["https://u:p%40ss-word@e", "https://ghp_0123456789@t", "https://robot@name", "not an address"],
        credentials: { UV_INDEX_CORP_PASSWORD: "named secret", UV_INDEX_CORP_USERNAME: "robot" },
      };
      const stderr = `error: Distribution not found at: file:///tmp/${secret}/x by robot`;
      const error = await compile(failing({ stderr }), { name: "x", input, settings: secrets, python: "3.11" }).catch(
        (reason) => reason,
      );
      expect(error.details).toBe("error: Distribution not found at: file:///tmp/***/x by robot");
      expect((await sync(failing({ stderr }), "p", "l", secrets)).text).toContain("***");
    },
  );
});

describe("findPython, createVenv, sync", () => {
  it("finds an interpreter, or none", async () => {
    const found = context(fakeExec(() => ({ stdout: "/usr/bin/python3.11\n" })));
    expect(await findPython(found, "3.11")).toBe("/usr/bin/python3.11");
    expect(await findPython(failing({ stderr: "No interpreter found" }), "3.9")).toBeUndefined();
  });

  it("says that no Python can be provided", async () => {
    const work = createVenv(failing({ stderr: "error: No interpreter found for Python 3.9" }), "/envs/x", "3.9");
    await expect(work).rejects.toMatchObject({
      code: "tool-failed",
      message: expect.stringMatching(/^No Python 3\.9 could be provided: .*3\.9$/),
    });
    await expect(createVenv(context(fakeExec(() => ({}))), "/envs/x", "3.11")).resolves.toBeUndefined();
  });

  it("installs exactly the lock, and tells a package's failure from the machine's", async () => {
    const exec = fakeExec((call) => playUv(call));
    expect(await sync(context(exec), "/envs/x/bin/python", "/l.toml", settings)).toEqual({ ok: true, text: "" });
    expect(exec.calls[0]?.args.slice(0, 5)).toEqual(["pip", "sync", "/l.toml", "--python", "/envs/x/bin/python"]);
    const build = "error: Failed to build `flash-attn` from https://u:hunter2@h/x";
    expect(await sync(failing({ stderr: build }), "p", "l", settings)).toEqual({
      ok: false,
      text: "error: Failed to build `flash-attn` from https://***@h/x",
    });
    const full = sync(failing({ stderr: "No space left on device" }), "p", "l", settings);
    await expect(full).rejects.toMatchObject({ code: "disk-full" });
    const down = sync(failing({ stderr: "error: Failed to fetch: `https://h/x.whl`" }), "p", "l", settings);
    await expect(down).rejects.toMatchObject({ code: "index-unavailable" });
  });
});
