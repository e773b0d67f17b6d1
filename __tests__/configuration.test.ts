import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { CHECK_IDS } from "../src/checks/result.ts";
import { loadConfiguration, parseConfiguration } from "../src/configuration.ts";
import { SETTING_NAMES } from "../src/inputs/settings.ts";
import { UsageError } from "../src/inputs/usage-error.ts";

const FULL = `
current-version: 0.31.0
target: ">=0.32,<0.33"
python-version: "3.12"
checks: [import, pins]
builds: cpu
cpu-sources:
  - one
  - two
model: facebook/opt-125m
timeout-minutes: 2.5
upgrade-map: true
fail-on: any
comment: false
suggestions: false
annotations: true
summary: false
report-path: out/report.json
`;

function problemsOf(text: string): readonly string[] {
  try {
    parseConfiguration(text, "c.yml");
  } catch (error) {
    if (error instanceof UsageError) return error.problems;
    throw error;
  }
  return [];
}

describe("parseConfiguration", () => {
  it("reads every setting", () => {
    expect(parseConfiguration(FULL, "c.yml")).toEqual({
      file: "c.yml",
      values: {
        "current-version": "0.31.0",
        target: ">=0.32,<0.33",
        "python-version": "3.12",
        checks: ["pins", "import"],
        builds: "cpu",
        "cpu-sources": ["one", "two"],
        model: "facebook/opt-125m",
        "timeout-minutes": 2.5,
        "upgrade-map": true,
        "fail-on": "any",
        comment: false,
        suggestions: false,
        annotations: true,
        summary: false,
        "report-path": "out/report.json",
      },
    });
  });

  it.each(["", "# nothing yet\n", "---\n"])("takes an empty file: %j", (text) => {
    expect(parseConfiguration(text, "c.yml").values).toEqual({});
  });

  it.each([
    ["builds: gpu", 'c.yml:1:9: builds: "gpu" is not one of auto, release, cpu.'],
    ["\n\nbuild: cpu", "c.yml:3:1: unknown key build. Did you mean builds?"],
    ["github-token: x", "c.yml:1:1: github-token can only be set as an input or option, not in this file."],
    ["python-version: 3.10", 'c.yml:1:17: python-version takes text. Put it in quotes: "3.10".'],
    ["comment: 'true'", "c.yml:1:10: comment takes true or false."],
    ["timeout-minutes: '5'", "c.yml:1:18: timeout-minutes takes a number."],
    ["checks:\n  pins: true", "c.yml:2:3: checks takes text or a list of texts."],
    ["checks: [pins, 1]", "c.yml:1:9: checks takes text or a list of texts."],
    ["checks: []", "c.yml:1:9: checks takes text or a list of texts."],
    ["- builds", "c.yml:1:1: a mapping of input names to values is expected."],
    ["target:", "c.yml:1:1: target takes text."],
  ])("says where and what: %j", (text, problem) => {
    const problems = problemsOf(text);
    expect(problems.map((line) => (text === "target:" ? line.replace(/:1:\d+:/, ":1:1:") : line))).toEqual([problem]);
  });

  it("lists the keys when none is near", () => {
    expect(problemsOf("zzzzzzz: 1")[0]).toContain(`Allowed: ${SETTING_NAMES.join(", ")}`);
  });

  it.each(["builds: cpu\nbuilds: auto", "a: [", "builds: 'cpu"])("says where YAML is not well formed: %j", (text) => {
    expect(problemsOf(text)[0]).toMatch(/^c\.yml:\d+:\d+: not well-formed YAML: /);
  });

  it("reports every problem together", () => {
    expect(problemsOf("builds: gpu\nnope: 1\ncomment: 3")).toHaveLength(3);
  });

  it("follows aliases", () => {
    expect(parseConfiguration("model: &m small\nreport-path: *m", "c.yml").values["report-path"]).toBe("small");
  });
});

describe("loadConfiguration", () => {
  const files = (present: Record<string, string>) => (path: string) => Promise.resolve(present[path]);

  it("finds the file in .github or at the root", async () => {
    for (const file of [".github/vllm-upgrade-check.yml", "vllm-upgrade-check.yml"]) {
      const found = await loadConfiguration(files({ [`/r/${file}`]: "builds: cpu" }), { root: "/r" });
      expect(found).toEqual({ file, values: { builds: "cpu" } });
    }
  });

  it("is absent when there is none", async () => {
    await expect(loadConfiguration(files({}), { root: "/r" })).resolves.toBeUndefined();
  });

  it("does not choose between two", async () => {
    const both = files({ "/r/.github/vllm-upgrade-check.yml": "", "/r/vllm-upgrade-check.yml": "" });
    await expect(loadConfiguration(both, { root: "/r" })).rejects.toThrow(/both exist. Keep one/);
  });

  it("reads the file named by hand and no other, and misses it when it is not there", async () => {
    const read = files({ "/r/ci/c.yml": "builds: cpu", "/r/vllm-upgrade-check.yml": "builds: release" });
    await expect(loadConfiguration(read, { root: "/r", config: "/r/ci/c.yml" })).resolves.toMatchObject({
      file: "ci/c.yml",
      values: { builds: "cpu" },
    });
    await expect(loadConfiguration(read, { root: "/r", config: "/r/no.yml" })).rejects.toThrow(
      /no\.yml does not exist/,
    );
  });
});

describe("the schema", () => {
  const schema = JSON.parse(readFileSync(resolve(import.meta.dirname, "../schema/configuration.schema.json"), "utf8"));
  const accepts = new Ajv({ strict: true, allowUnionTypes: true }).compile(schema);

  it("has the settings and the checks there are", () => {
    expect(Object.keys(schema.properties)).toEqual(SETTING_NAMES);
    expect(schema.definitions.check.enum).toEqual(CHECK_IDS);
    for (const id of CHECK_IDS) expect(accepts({ checks: id }), id).toBe(true);
  });

  it.each([
    FULL,
    "",
    "target: latest",
    "target: latest-patch",
    "target: furthest-safe",
    "upgrade-map: yes",
    "target: 0.32.0rc1",
    "target: '==0.32.*'",
    "target: newest",
    "target: 0.32",
    "target: ''",
    "target:",
    "current-version: v0.31.0",
    "current-version: 0.31.0+cpu",
    "current-version: 0.31.0.post1",
    "current-version: latest",
    "current-version: ''",
    "python-version: 3.10",
    "python-version: '3.10'",
    "python-version: '3'",
    "checks: all",
    "checks: static",
    "checks: pins",
    "checks: pins, release import",
    "checks: pins, all",
    "checks: [static]",
    "checks: [pins, static]",
    "checks: []",
    "checks: 1",
    "builds: gpu",
    "builds: [cpu]",
    "cpu-sources: one",
    "cpu-sources: []",
    "cpu-sources: ['']",
    "cpu-sources: [1]",
    "model: ' '",
    "timeout-minutes: 0",
    "timeout-minutes: 360",
    "timeout-minutes: 361",
    "timeout-minutes: '5'",
    "fail-on: any",
    "fail-on: all",
    "comment: yes",
    "comment: True",
    "comment: 'true'",
    "root: .",
    "unknown: 1",
    "[]",
    "text",
  ])("agrees with the reader on %j", (text) => {
    expect(accepts(parse(text)), JSON.stringify(accepts.errors)).toBe(problemsOf(text).length === 0);
  });
});
