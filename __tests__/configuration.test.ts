import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { CHECK_IDS } from "../src/checks/result.ts";
import { SUPPRESSIBLE_RULES } from "../src/checks/suppression/suppressible.ts";
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
advisories: https://osv.example.org/
release-notes: false
fail-on: any
comment: false
suggestions: false
annotations: true
summary: false
report-path: out/report.json
sarif-path: out/code.sarif
`;

function suppression(rest: string, rule = "import-gone", path = "a.py"): string {
  return `suppressions:\n- rule: ${rule}\n  path: ${path}\n  ${rest}`;
}

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
        advisories: "https://osv.example.org/",
        "release-notes": false,
        "fail-on": "any",
        comment: false,
        suggestions: false,
        annotations: true,
        summary: false,
        "report-path": "out/report.json",
        "sarif-path": "out/code.sarif",
      },
    });
  });

  it("reads suppressions, with the place they are written at", () => {
    const text = `suppressions:
  - rule: import-gone
    path: tests/**
    reason: Run on the old release only.
    until: 2027-01-31
  - { rule: pins-disagree, path: ./docs/requirements.txt, line: 3, contains: ==0.31, reason: "#12" }
`;
    expect(parseConfiguration(text, ".github/c.yml").suppressions).toEqual([
      {
        kind: "configuration",
        rule: "import-gone",
        reason: "Run on the old release only.",
        until: "2027-01-31",
        path: ".github/c.yml",
        line: 2,
        column: 5,
        covers: { path: "tests/**" },
      },
      {
        kind: "configuration",
        rule: "pins-disagree",
        reason: "#12",
        path: ".github/c.yml",
        line: 6,
        column: 5,
        covers: { path: "docs/requirements.txt", line: 3, contains: "==0.31" },
      },
    ]);
  });

  it.each([
    ["suppressions: all", "c.yml:1:15: suppressions takes a list."],
    ["suppressions:\n- import-gone", "c.yml:2:3: a suppression has the keys rule, path, reason."],
    [
      "suppressions:\n- rule: import-gone\n  path: a.py",
      "c.yml:2:3: reason is missing. Say why this finding is one to live with.",
    ],
    [suppression("reason: ' '"), "c.yml:4:11: reason: text is expected."],
    [suppression("reason: r\n  untill: 2027-01-31"), "c.yml:5:3: unknown key untill. Did you mean until?"],
    [suppression("reason: r\n  until: 2027-02-30"), "c.yml:5:10: until: a day is expected. Write it as 2027-01-31."],
    [suppression("reason: r\n  line: 0"), "c.yml:5:9: line: a line number of 1 or more is expected."],
    [
      suppression("reason: r", "import-went"),
      /^c\.yml:2:9: rule: there is no rule import-went\. The rules: pins-disagree, /,
    ],
    [suppression("reason: r", '"*"'), "c.yml:2:9: rule: * is not a rule: each rule that is suppressed is named."],
    [
      suppression("reason: r", "wrong-tokens"),
      /^c\.yml:2:9: rule: wrong-tokens cannot be suppressed: it is what happens when/,
    ],
    [suppression("reason: r", "dependency-conflict"), /cannot be suppressed: without a release that installs/],
    [suppression("reason: r", "suppression-stale"), /cannot be suppressed: correct or remove the suppression/],
    [
      suppression("reason: r", "import-gone", "../a.py"),
      "c.yml:3:9: path: a path inside the repository is expected, relative to its root.",
    ],
  ])("says what is wrong with a suppression: %j", (text, problem) => {
    const problems = problemsOf(text);
    expect(problems).toHaveLength(1);
    if (typeof problem === "string") expect(problems[0]).toBe(problem);
    else expect(problems[0]).toMatch(problem);
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

  it("reads which pins are deployed together, and which are nobody's business", () => {
    const text =
      "deployments:\n  serving: [deploy/**, ./docker/Dockerfile]\n  training: train/\nignore-pins:\n- examples/\n";
    expect(parseConfiguration(text, "c.yml")).toEqual({
      file: "c.yml",
      values: {},
      deployments: [
        { name: "serving", files: ["deploy/**", "docker/Dockerfile"] },
        { name: "training", files: ["train/"] },
      ],
      ignorePins: ["examples/"],
    });
    expect(parseConfiguration("ignore-pins: docs/**", "c.yml")).toMatchObject({ ignorePins: ["docs/**"] });
  });

  it.each([
    ["deployments: [a]", "c.yml:1:14: deployments takes a mapping of names to globs"],
    ["deployments:\n  serving:", "c.yml:2:11: serving: text is expected."],
    ["deployments:\n  serving: []", "c.yml:2:12: serving: name a file or a glob."],
    ["deployments:\n  serving: [a, ../b]", "c.yml:2:16: serving: a path inside the repository is expected"],
    ["ignore-pins: [3]", "c.yml:1:15: ignore-pins: text is expected."],
    ["ignore-pins:\n  a: b", "c.yml:2:3: ignore-pins: text is expected."],
  ])("says where deployments are wrong: %s", (text, problem) => {
    expect(problemsOf(text)).toEqual([expect.stringContaining(problem)]);
  });

  it("lists the keys when none is near", () => {
    expect(problemsOf("zzzzzzz: 1")[0]).toContain(
      `Allowed: ${SETTING_NAMES.join(", ")}, suppressions, deployments, ignore-pins.`,
    );
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
    expect(Object.keys(schema.properties)).toEqual([...SETTING_NAMES, "suppressions", "deployments", "ignore-pins"]);
    expect(schema.definitions.suppression.properties.rule.enum).toEqual(SUPPRESSIBLE_RULES);
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
    "suppressions: []",
    "suppressions:",
    "suppressions: [import-gone]",
    suppression("reason: r"),
    suppression("reason: ''"),
    suppression("why: r"),
    suppression("reason: r", "nothing"),
    suppression("reason: r", "wrong-tokens"),
    suppression("reason: r", "import-gone", "."),
    suppression("reason: r", "import-gone", "/"),
    suppression("reason: r", "import-gone", "a/../b.py"),
    suppression("reason: r", "import-gone", "a/..b.py"),
    suppression("reason: r\n  line: 1.5"),
    suppression("reason: r\n  line: 4\n  contains: LLM"),
    suppression("reason: r\n  until: 2027-01-31"),
    suppression("reason: r\n  until: 31.1.2027"),
    "unknown: 1",
    "[]",
    "text",
  ])("agrees with the reader on %j", (text) => {
    expect(accepts(parse(text)), JSON.stringify(accepts.errors)).toBe(problemsOf(text).length === 0);
  });
});
