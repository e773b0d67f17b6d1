import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readOwnPlugins } from "../../src/environment/own-plugins.ts";
import { readPlugins } from "../../src/environment/plugins.ts";

const PROBE = fileURLToPath(new URL("../../src/environment/probes/load_plugins.py", import.meta.url));

let folder: string;
const write = (path: string, text: string) => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
};
const distribution = (name: string, entryPoints: string) => {
  write(`site/${name}-1.2.dist-info/METADATA`, `Metadata-Version: 2.1\nName: ${name}\nVersion: 1.2\n`);
  write(`site/${name}-1.2.dist-info/entry_points.txt`, entryPoints);
};

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "plugins-test-"));
  write("site/vllm/__init__.py", "raise_on_import = None\n");
  write(
    "site/vllm/plugins/__init__.py",
    'DEFAULT_PLUGINS_GROUP = "vllm.general_plugins"\nSTAT_LOGGER_PLUGINS_GROUP = "vllm.stat_logger_plugins"\n',
  );
  write(
    "site/plugged.py",
    [
      "import os",
      "def register(): pass",
      "def raises(): raise ValueError('two\\nlines')",
      "def leaves(): raise SystemExit(3)",
      "def dies(): os._exit(9)",
      "class Logger:",
      "    def __init__(self): raise RuntimeError('vLLM gives it arguments')",
    ].join("\n"),
  );
  write("own/src/ours.py", "def register(): import nothing_here\n");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function load(asked: object = {}) {
  const [answer, request] = [join(folder, "answer.json"), join(folder, "request.json")];
  rmSync(answer, { force: true });
  writeFileSync(request, JSON.stringify({ paths: [], entryPoints: [], ...asked }));
  const env = { PATH: process.env["PATH"] ?? "", PYTHONPATH: join(folder, "site"), PYTHONDONTWRITEBYTECODE: "1" };
  const { stderr } = spawnSync("python3", [PROBE, answer, request], { env, encoding: "utf8" });
  expect(stderr).toBe("");
  return readPlugins(JSON.parse(readFileSync(answer, "utf8")));
}

describe("load_plugins", () => {
  it("imports nothing where there is no plugin but vLLM's own", () => {
    distribution("vllm", "[vllm.general_plugins]\nresolver = vllm.gone:register\n");
    distribution("unrelated", "[console_scripts]\nx = gone:main\n");
    write("site/vllm/__init__.py", "raise RuntimeError('imported')\n");
    expect(load()).toEqual([]);
    write("site/vllm/__init__.py", "");
  });

  it("loads each, calls what vLLM calls, and tells what fails", () => {
    distribution(
      "my_models",
      "[vllm.general_plugins]\ngood = plugged:register\nraises = plugged:raises\nleaves = plugged:leaves\ngone = plugged:gone\n" +
        "[vllm.stat_logger_plugins]\nlogger = plugged:Logger\n[vllm.other_plugins]\nother = plugged:register\n",
    );
    const from = "my_models 1.2";
    const general = { group: "vllm.general_plugins", from };
    expect(load()).toEqual([
      { ...general, name: "good", value: "plugged:register" },
      { ...general, name: "raises", value: "plugged:raises", error: "ValueError: two lines" },
      { ...general, name: "leaves", value: "plugged:leaves", error: "SystemExit: 3" },
      {
        ...general,
        name: "gone",
        value: "plugged:gone",
        error: expect.stringContaining("AttributeError: module 'plugged' has no attribute 'gone'"),
      },
      { group: "vllm.stat_logger_plugins", from, name: "logger", value: "plugged:Logger" },
      {
        group: "vllm.other_plugins",
        from,
        name: "other",
        value: "plugged:register",
        error: "this release loads no plugins of the group vllm.other_plugins",
      },
    ]);
  });

  it("tells which one ended the process", () => {
    distribution(
      "my_models",
      "[vllm.general_plugins]\ngood = plugged:register\ndies = plugged:dies\nlater = plugged:register\n",
    );
    expect(load()?.map(({ name, error }) => [name, error])).toEqual([
      ["good", undefined],
      ["dies", "the process ended while it was loaded"],
    ]);
  });

  it("loads the repository's own, from where its modules are", async () => {
    distribution("my_models", "");
    const files: Record<string, string> = {
      "own/pyproject.toml":
        '[project]\nname = "ours"\n[project.entry-points."vllm.general_plugins"]\nours = "ours:register"\n',
      "poetry/pyproject.toml": '[tool.poetry.plugins."vllm.stat_logger_plugins"]\nold = "ours:Old"\n',
      "broken/pyproject.toml": '[project.entry-points."vllm.general_plugins"\n',
      "other/pyproject.toml": '[project.entry-points."pytest11"]\nx = "vllm.x"\n',
    };
    const own = await readOwnPlugins({
      list: async () => Object.keys(files),
      read: async (path: string) => files[path],
    } as never);
    expect(own.folders).toEqual(["own", "own/src", "poetry", "poetry/src"]);
    const found = load({ paths: own.folders.map((path) => join(folder, path)), entryPoints: own.entryPoints });
    expect(found).toEqual([
      {
        group: "vllm.general_plugins",
        name: "ours",
        value: "ours:register",
        error: "ModuleNotFoundError: No module named 'nothing_here'",
      },
      {
        group: "vllm.stat_logger_plugins",
        name: "old",
        value: "ours:Old",
        error: "AttributeError: module 'ours' has no attribute 'Old'",
      },
    ]);
  });

  it("is no reading where the probe told nothing", () => {
    expect(readPlugins({ ok: false, error: "x", details: "" })).toBeUndefined();
    expect(readPlugins({ ok: true, seconds: 1, maxRssMiB: 1 })).toBeUndefined();
    expect(readPlugins({ ok: true, seconds: 1, maxRssMiB: 1, plugins: [null, { name: 3 }] })).toEqual([]);
  });
});
