import { describe, expect, it } from "vitest";
import type { ConfigurationAnalysis } from "../../src/analysis/configuration-analysis.ts";
import { configurationCheck } from "../../src/checks/configuration.ts";
import { CHECK_IDS } from "../../src/checks/result.ts";
import { runChecks } from "../../src/checks/run-checks.ts";
import { NO_COMMENTS } from "../../src/checks/suppression/source-comments.ts";
import type { Suppression } from "../../src/checks/suppression/suppression.ts";
import { context } from "../support/samples-checks.ts";
import { CHANGED_DEFAULTS, configurationFinding } from "../support/samples-configuration.ts";
import { silentProgress } from "../support/samples-environment.ts";

const flag = configurationFinding("flag-gone", "--x", ["run.sh", 3], "`--x` is gone.");
const variable = configurationFinding("variable-gone", "VLLM_X", ["a.yaml", 4], "`VLLM_X` is gone.", {
  data: { silent: true },
});
const odd = configurationFinding("flag-and-value-in-one", "--y", ["a.yaml", 9], "One word.");

async function run(over: Partial<ConfigurationAnalysis>, suppressions: readonly Suppression[] = []) {
  const analysis: ConfigurationAnalysis = {
    findings: [],
    defaults: [],
    counts: { commands: 3, variables: 1, requestFields: 0, metrics: 12, architectures: 0, files: 9 },
    comments: { ...NO_COMMENTS, files: ["a.yaml", "run.sh"] },
    excluded: [],
    ...over,
  };
  const [result] = await runChecks(
    [configurationCheck],
    context({ configuration: async () => analysis, commentSuppressions: async () => analysis.comments }),
    {
      ...{ selected: CHECK_IDS, failOn: "regression", parallel: false, progress: silentProgress() },
      suppressions: { configured: suppressions, today: "2027-01-01" },
    },
  );
  return result ?? expect.unreachable();
}

describe("configuration", () => {
  it("passes where all fits, warnings included", async () => {
    expect(await run({})).toMatchObject({
      ...{ status: "passed", summary: "3 commands, 1 variable, 12 metrics in 9 files; nothing breaks." },
    });
    const warned = await run({ findings: [odd], validated: 3 });
    expect(warned).toMatchObject({ status: "passed", findings: [odd] });
    expect(warned.summary).toBe(
      "3 commands, 1 variable, 12 metrics in 9 files, 3 commands given to both parsers; nothing breaks. 1 warning.",
    );
  });

  it("says which release could not be asked, and fails for nothing else", async () => {
    const unasked = ["vLLM 0.32.0 could not be asked: ImportError: x."];
    const sentence = "vLLM 0.32.0 could not be asked: ImportError: x. The releases' sources decide.";
    const passed = await run({ validated: 0, unasked });
    expect(passed).toMatchObject({ status: "passed", blocks: false });
    expect(passed.summary).toBe(`3 commands, 1 variable, 12 metrics in 9 files; nothing breaks. ${sentence}`);
    expect((await run({ findings: [flag], unasked })).summary).toMatch(new RegExp(`9 files\\)\\. ${sentence}$`));
  });

  it("says where there is nothing to judge", async () => {
    const none = { commands: 0, variables: 0, requestFields: 0, metrics: 0, architectures: 0, files: 0 };
    expect((await run({ counts: none })).summary).toBe("No file configures or queries vLLM.");
  });

  it("fails where something breaks, and says how much of it silently", async () => {
    const result = await run({ findings: [odd, flag, variable] });
    expect(result).toMatchObject({ status: "failed", blocks: true, comparison: "regressed" });
    expect(result.findings).toEqual([flag, variable, odd]);
    expect(result.summary).toBe(
      "2 places in 2 files break, 1 silently (3 commands, 1 variable, 12 metrics in 9 files).",
    );
    expect((await run({ findings: [variable] })).summary).toContain("1 place in 1 file breaks silently (");
  });

  it("hands on the defaults that change", async () => {
    expect((await run({ defaults: CHANGED_DEFAULTS })).defaults).toEqual(CHANGED_DEFAULTS);
    expect(await run({})).not.toHaveProperty("defaults");
  });

  it("can be suppressed in the configuration file, and says when that is stale", async () => {
    const suppression = (path: string): Suppression => ({
      ...{ kind: "configuration", rule: "flag-gone", reason: "on purpose", path: "upgrade.yml", line: 2, column: 3 },
      covers: { path },
    });
    const result = await run({ findings: [flag] }, [suppression("run.sh")]);
    expect(result).toMatchObject({ status: "passed", suppressed: [{ finding: flag }] });
    const stale = await run({}, [suppression("run.sh"), suppression("other.sh")]);
    expect(stale.findings).toMatchObject([{ rule: "suppression-stale", path: "upgrade.yml" }]);
  });
});
