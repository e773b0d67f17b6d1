import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { type LivingReleases, openConfigurationAnalyser } from "../../src/analysis/configuration-analyser.ts";
import type { Fetch } from "../../src/platform/http.ts";
import { loadPythonParser, loadShellParser } from "../../src/platform/syntax-parsers.ts";
import type { FileTree } from "../../src/platform/tree.ts";
import type { Release } from "../../src/release/release.ts";
import { rangeFetch } from "../support/range-server.ts";
import { SETTINGS } from "../support/samples-environment.ts";
import { wheelOf } from "../support/zip-builder.ts";

const folder = mkdtempSync(join(tmpdir(), "configuration-analyser-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const root = join(import.meta.dirname, "../..");
const parse = await loadPythonParser(root);
const parseShell = await loadShellParser(root);

type Members = Readonly<Record<string, string>>;

const envs = (...names: string[]) =>
  `import os\nenvironment_variables = {${names.map((name) => `"${name}": lambda: os.getenv("${name}", "1")`).join(", ")}}\n`;
const CURRENT: Members = {
  "vllm/envs.py": envs("VLLM_A", "VLLM_B"),
  "vllm/metrics.py": `from prometheus_client import Counter\nCounter("vllm:a_b", "doc")\nCounter("vllm:c_d", "doc")\n`,
};
const TARGET: Members = {
  "vllm/envs.py": envs("VLLM_B"),
  "vllm/metrics.py": `from prometheus_client import Counter\nCounter("vllm:c_d", "doc")\n`,
};

let made = 0;
const release = (version: string): Release => ({
  version,
  yanked: false,
  files: [
    { filename: `vllm-${version}-py3-none-any.whl`, url: `https://index.test/${version}`, size: 1, yanked: false },
  ],
});

function treeOf(files: Members, large: Readonly<Record<string, number>> = {}): FileTree {
  return {
    list: async () => [...Object.keys(files), ...Object.keys(large)].sort(),
    read: async (path) => files[path],
    tooLarge: async (path) => large[path],
  };
}

/** A repository that moves from 1.0 to 2.0, whose wheels hold these members. */
function analyserOf(
  files: Members,
  options: { current?: Members; target?: Members; fetch?: Fetch; tree?: FileTree } = {},
) {
  const wheel = (version: string, members: Members) =>
    wheelOf([
      { name: "vllm/__init__.py", content: "" },
      ...Object.entries(members).map(([name, content]) => ({ name, content })),
      { name: `vllm-${version}.dist-info/METADATA`, content: "Name: vllm\n" },
    ]);
  const wheels = { "1.0": wheel("1.0", options.current ?? CURRENT), "2.0": wheel("2.0", options.target ?? TARGET) };
  const releases = new Map(
    Object.entries(wheels).map(([version, bytes]) => {
      const one = release(version);
      return [version, { ...one, files: one.files.map((file) => ({ ...file, size: bytes.length })) }] as const;
    }),
  );
  const served = { "1.0": rangeFetch(wheels["1.0"]), "2.0": rangeFetch(wheels["2.0"]) };
  const fetch: Fetch = (url, init) => (String(url).endsWith("/1.0") ? served["1.0"] : served["2.0"])(url, init);
  const current = releases.get("1.0") ?? release("1.0");
  const analyser = openConfigurationAnalyser({
    fetch: options.fetch ?? fetch,
    settings: SETTINGS,
    policy: { attempts: 1, timeoutMs: 1000, pauseMs: 1, longestPauseMs: 1 },
    cacheDir: join(folder, String(++made)),
    platform: { os: "linux", machine: "x86_64" },
    pythonVersion: "3.12",
    parse,
    parseShell,
    head: options.tree ?? treeOf(files),
    releases,
    current,
    excluded: () => (path) => (path.startsWith("elsewhere/") ? "it is another deployment's" : undefined),
  });
  return { analyser, target: releases.get("2.0") ?? release("2.0") };
}

const told = (findings: readonly { rule: string; severity: string; path?: string; line?: number }[]) =>
  findings.map(({ rule, severity, path, line }) => `${severity} ${rule} ${path}:${line ?? ""}`);

const BREAK = "export VLLM_A=2\nvllm --version\n";

describe("the configuration of a repository, judged by two releases", () => {
  it("finds what the target does not have, and counts what is used", async () => {
    const { analyser, target } = analyserOf({
      "a.sh": `${BREAK}export VLLM_B=1\n`,
      "b.promql": "vllm:a_b_total + vllm:c_d_total\n",
    });
    const analysis = await analyser.analyse(target);
    expect(told(analysis.findings)).toEqual(["error variable-gone a.sh:1", "error metric-gone b.promql:1"]);
    expect(analysis.counts).toMatchObject({ variables: 2, metrics: 2, commands: 0, files: 2 });
    expect(await analyser.count(target)).toEqual({ errors: 2, warnings: 0 });
    expect(analysis.validated).toBeUndefined();
  });

  it("keeps quiet of files of another deployment, and says which they are", async () => {
    const { analyser, target } = analyserOf({ "elsewhere/a.sh": BREAK });
    const analysis = await analyser.analyse(target);
    expect(told(analysis.findings)).toEqual(["information variable-gone elsewhere/a.sh:1"]);
    expect(analysis.excluded).toEqual([{ path: "elsewhere/a.sh", why: "it is another deployment's" }]);
  });

  it("hands on what comments suppress", async () => {
    const { analyser, target } = analyserOf({
      "a.sh": `export VLLM_A=1 # vllm-upgrade-check: ignore[variable-gone] -- read by a plugin\nvllm\n`,
    });
    const { comments } = await analyser.analyse(target);
    expect(comments.files).toEqual(["a.sh"]);
    expect([...comments.suppressions, ...comments.invalid]).toHaveLength(1);
  });

  it("says of a file that it could not read it, where it speaks of vLLM, and reads the others", async () => {
    const tree = treeOf(
      {
        "a.sh": BREAK,
        "open.sh": `vllm serve m\n${"[[ (".repeat(5000)}\n`,
        "wide.sh": [...BREAK].join("\0"),
        "deep.yaml": `image: vllm\nargs: ${"[".repeat(50_000)}${"]".repeat(50_000)}\n`,
        "other.yaml": `image: nothing\nargs: ${"[".repeat(50_000)}${"]".repeat(50_000)}\n`,
      },
      { "vllm/all.yaml": 9_000_000, "data.yaml": 9_000_000 },
    );
    const { analyser, target } = analyserOf({}, { tree });
    const { findings } = await analyser.analyse(target);
    expect(told(findings)).toEqual([
      "error variable-gone a.sh:1",
      "warning configuration-not-analysed deep.yaml:",
      "warning configuration-not-analysed open.sh:",
      "warning configuration-not-analysed vllm/all.yaml:",
      "warning configuration-not-analysed wide.sh:",
    ]);
  });

  it("takes the source's word where the installed releases do not answer", async () => {
    const { analyser, target } = analyserOf({ "a.sh": BREAK });
    const living: LivingReleases = { ask: async (surfaces) => ({ surfaces, answers: new Map(), unasked: [] }) };
    const analysis = await analyser.analyse(target, living);
    expect(told(analysis.findings)).toEqual(["error variable-gone a.sh:1"]);
    expect(analysis.validated).toBe(0);
  });
});

describe("what cannot be told", () => {
  it.each([
    ["commands, and no option could be read", { "a.sh": "vllm serve m --a\n" }, {}, "options of `vllm serve`"],
    [
      "variables, and the target seems to have none",
      { "a.sh": BREAK },
      { target: { "vllm/envs.py": "" } },
      "variables",
    ],
    ["metrics, and the target seems to have none", { "a.promql": "vllm:a_b_total" }, { target: {} }, "metrics"],
  ] as const)("%s", async (_, files, options, what) => {
    const { analyser, target } = analyserOf(files, options);
    await expect(analyser.analyse(target)).rejects.toMatchObject({
      code: "nothing-to-compare",
      message: expect.stringContaining(what),
    });
    await expect(analyser.count(target)).rejects.toMatchObject({ code: "nothing-to-compare" });
  });

  it("a repository that uses none of it passes, whatever the target has", async () => {
    const { analyser, target } = analyserOf({ "a.sh": "echo\n" }, { target: {} });
    expect((await analyser.analyse(target)).findings).toEqual([]);
  });

  it("the index is down", async () => {
    const { analyser, target } = analyserOf(
      { "a.sh": BREAK },
      { fetch: async () => new Response("", { status: 503 }) },
    );
    await expect(analyser.prepare(target)).rejects.toMatchObject({ code: "index-unavailable" });
  });
});
