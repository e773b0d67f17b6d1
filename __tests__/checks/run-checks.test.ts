import { describe, expect, it } from "vitest";
import { CannotTell } from "../../src/checks/cannot-tell.ts";
import type { Check } from "../../src/checks/check.ts";
import { CHECKS, ENVIRONMENT_CHECKS } from "../../src/checks/index.ts";
import type { Outcome } from "../../src/checks/outcome.ts";
import { CHECK_IDS, type CheckId } from "../../src/checks/result.ts";
import { runChecks } from "../../src/checks/run-checks.ts";
import { context, failed, inconclusive, passed, skipped } from "../support/samples-checks.ts";
import { silentProgress } from "../support/samples-environment.ts";

type Sides = { readonly current: Outcome; readonly target: Outcome };
const works: Sides = { current: passed, target: passed };

function check(id: CheckId, outcomes: Sides, requires: readonly CheckId[] = [], ran: string[] = []): Check {
  return {
    id,
    title: id,
    foundation: false,
    requires,
    run: async (_, role) => {
      ran.push(`${id} ${role}`);
      return outcomes[role];
    },
  };
}

async function results(checks: readonly Check[], over: Partial<Parameters<typeof runChecks>[2]> = {}) {
  const options = {
    selected: CHECK_IDS,
    failOn: "regression",
    parallel: false,
    progress: silentProgress(),
    ...over,
  } as const;
  return runChecks(checks, context(), options);
}

describe("runChecks", () => {
  it("gives one result a check, in order, each judged on both sides", async () => {
    const ran: string[] = [];
    const found = await results([
      check("pins", works, [], ran),
      check("release", { current: passed, target: failed() }, [], ran),
    ]);
    expect(found.map(({ id, status, comparison }) => [id, status, comparison])).toEqual([
      ["pins", "passed", "passed"],
      ["release", "failed", "regressed"],
    ]);
    expect(ran).toEqual(["pins current", "pins target", "release current", "release target"]);
    expect(found[0]?.durationMs).toBeGreaterThanOrEqual(0);
    expect(found[1]?.target.outcome).toEqual(failed());
  });

  it("skips what is not selected, and lets others run without it", async () => {
    const ran: string[] = [];
    const [first, second] = await results(
      [check("release", works, [], ran), check("dependencies", works, ["release"], ran)],
      {
        selected: ["dependencies"],
      },
    );
    expect(first).toMatchObject({ status: "skipped", blocks: false, summary: "Not selected." });
    expect(second?.status).toBe("passed");
    expect(ran).toEqual(["dependencies current", "dependencies target"]);
  });

  it.each<[string, Outcome]>([
    ["failed", failed()],
    ["inconclusive", inconclusive],
  ])("judges no side on a target whose foundation %s", async (_, target) => {
    const ran: string[] = [];
    const found = await results([
      check("release", { current: passed, target }),
      check("dependencies", works, ["release"], ran),
      check("import", works, ["dependencies"], ran),
    ]);
    expect(ran).toEqual([]);
    expect(found.slice(1).map(({ status, summary }) => [status, summary])).toEqual([
      ["skipped", "Not run: release did not pass on the target release."],
      ["skipped", "Not run: release did not pass on the target release."],
    ]);
  });

  it("judges the target alone where only the current side's foundation is missing", async () => {
    const ran: string[] = [];
    const found = await results([
      check("release", { current: failed(), target: passed }),
      check("dependencies", works, ["release"], ran),
    ]);
    expect(ran).toEqual(["dependencies target"]);
    expect(found[0]?.comparison).toBe("fixed");
    expect(found[1]).toMatchObject({ status: "passed", comparison: "only-target" });
    expect(found[1]?.current.outcome).toEqual({
      status: "skipped",
      reason: "Not run: release did not pass on the current release.",
    });
  });

  it("does not wait for a check that skipped itself", async () => {
    const found = await results([
      check("import", { current: skipped, target: skipped }),
      check("inference", works, ["import"]),
    ]);
    expect(found[1]?.status).toBe("passed");
  });

  it("shows a check what came before it", async () => {
    let seen: unknown;
    const reader: Check = {
      ...check("rollback", works),
      run: async ({ earlier }) => {
        seen = earlier.get("import")?.current.outcome;
        return passed;
      },
    };
    await results([check("import", works), reader]);
    expect(seen).toEqual(passed);
  });

  it("makes 'cannot tell' of what a check throws, with the remedy, and passes a mistake of ours on", async () => {
    const throwing = (error: Error): Check => ({ ...check("import", works), run: () => Promise.reject(error) });
    const [found] = await results([throwing(new CannotTell("timeout", "Too slow.", "Wait.", { details: "d" }))]);
    expect(found).toMatchObject({ status: "inconclusive", blocks: true, summary: "Too slow." });
    expect(found?.target.outcome).toEqual({
      status: "inconclusive",
      cause: "timeout",
      reason: "Too slow.",
      remedy: "Wait.",
      details: "d",
    });
    await expect(results([throwing(new TypeError("a bug"))])).rejects.toThrow("a bug");
  });

  it.each([
    [true, ["current starts", "target starts", "current ends", "target ends"]],
    [false, ["current starts", "current ends", "target starts", "target ends"]],
  ])("runs both sides at the same time where there is room: %s", async (parallel, expected) => {
    const order: string[] = [];
    const slow: Check = {
      ...check("inference", works),
      run: async (_, role) => {
        order.push(`${role} starts`);
        await new Promise((resolve) => setTimeout(resolve, role === "current" ? 5 : 20));
        order.push(`${role} ends`);
        return passed;
      },
    };
    await results([slow], { parallel });
    expect(order).toEqual(expected);
  });
});

describe("the checks", () => {
  it("are those of CHECK_IDS, in that order, each requiring only earlier ones", () => {
    expect(CHECKS.map(({ id }) => id)).toEqual(CHECK_IDS);
    for (const [position, { requires }] of CHECKS.entries()) {
      for (const id of requires) expect(CHECK_IDS.indexOf(id)).toBeLessThan(position);
    }
    expect(CHECKS.filter(({ foundation }) => foundation).map(({ id }) => id)).toEqual([
      "release",
      "dependencies",
      "import",
    ]);
    expect(ENVIRONMENT_CHECKS.every((id) => CHECK_IDS.includes(id))).toBe(true);
    expect(CHECKS.at(-1)?.id).toBe("rollback");
  });
});
