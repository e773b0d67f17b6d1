import { describe, expect, it } from "vitest";
import type { CheckContext } from "../../src/checks/check.ts";
import { rollbackCheck } from "../../src/checks/rollback.ts";
import type { Environment } from "../../src/environment/environment.ts";
import { context, failed, passed, told } from "../support/samples-checks.ts";

const rehearse = (over: Partial<CheckContext> = {}) => rollbackCheck.run(context(over), "target");
/** Only what runs after the packages were put back: the environment asked about is the target's, holding the current release. */
const afterwards = ({ role, version }: Environment) => role === "target" && version === "0.31.0";
const broke = { ok: false, error: "ImportError: x", details: "Traceback" } as const;

describe("the rollback", () => {
  it("says on the current side what there is to go back to", async () => {
    expect(await rollbackCheck.run(context(), "current")).toMatchObject({
      status: "passed",
      summary: "0 packages frozen with their hashes.",
    });
  });

  it("passes when everything was put back and works again", async () => {
    const asked: string[] = [];
    const outcome = await rehearse({
      putBack: async (target, current) => {
        asked.push(`${target.python} ← ${current.frozen}`);
        return { ok: true, text: "" };
      },
      importVllm: async ({ python, version }) => {
        asked.push(`import ${version} in ${python}`);
        return told({ version });
      },
    });
    expect(outcome).toEqual({
      status: "passed",
      summary: "Back on 0.31.0 in 1 s: packages put back, pip check, import and version run again.",
    });
    expect(asked).toEqual([
      "/envs/target-cpu/bin/python ← /envs/current-cpu.frozen",
      "import 0.31.0 in /envs/target-cpu/bin/python",
    ]);
  });

  it.each<[string, Partial<CheckContext>, string]>([
    [
      "the packages",
      { putBack: async () => ({ ok: false, text: "no such file" }) },
      "Putting the packages back failed.",
    ],
    [
      "pip check",
      {
        pipCheck: async (environment) => ({
          broken: afterwards(environment) ? ["a 1 requires b, which is not installed."] : [],
          explained: [],
        }),
      },
      "pip check fails after the rollback: a 1 requires b, which is not installed.",
    ],
    [
      "the metadata",
      {
        installedVersion: async (environment) =>
          afterwards(environment) ? broke : told({ version: environment.version }),
      },
      "vLLM is not installed after the rollback: ImportError: x",
    ],
    [
      "the version",
      { installedVersion: async () => told({ version: "0.32.0" }) },
      "The version is 0.32.0 after the rollback, expected 0.31.0.",
    ],
    [
      "the import",
      { importVllm: async (environment) => (afterwards(environment) ? broke : told()) },
      "vLLM does not import after the rollback: ImportError: x",
    ],
  ])("fails where %s cannot be put back", async (_, over, message) => {
    expect(await rehearse(over)).toMatchObject({
      status: "failed",
      summary: message,
      findings: [{ rule: "rollback-failed", message }],
    });
  });

  it("does not blame the way back for what was broken before", async () => {
    const broken = ["a 1 requires b, which is not installed."];
    expect(await rehearse({ pipCheck: async () => ({ broken, explained: [] }) })).toMatchObject({ status: "passed" });
  });

  it("could not tell where pip itself fails", async () => {
    await expect(rehearse({ pipCheck: async () => ({ error: "Traceback" }) })).rejects.toMatchObject({
      code: "tool-failed",
      details: "Traceback",
    });
  });

  it("is skipped where the current release does not work either", async () => {
    const side = (outcome: typeof passed) => ({ outcome, durationMs: 1 });
    const earlier: CheckContext["earlier"] = new Map([["import", { current: side(failed()), target: side(passed) }]]);
    expect(await rehearse({ earlier })).toMatchObject({ status: "skipped" });
  });

  it("is tried all the same where only the target does not import: that is when it is needed", async () => {
    const side = (outcome: typeof passed) => ({ outcome, durationMs: 1 });
    const earlier: CheckContext["earlier"] = new Map([["import", { current: side(passed), target: side(failed()) }]]);
    expect(await rehearse({ earlier })).toMatchObject({ status: "passed" });
  });
});
