import { describe, expect, it } from "vitest";
import { CannotTell } from "../src/checks/cannot-tell.ts";
import type { Comparison } from "../src/compare-releases.ts";
import { makePlan } from "../src/plan.ts";
import type { UpgradeMap } from "../src/report/upgrade-map.ts";
import { settleTarget } from "../src/settle-target.ts";
import { stopwatch } from "../src/stopwatch.ts";
import { releasesOf } from "./support/fake-index.ts";
import { readingOf } from "./support/samples-pins.ts";

const RELEASES = releasesOf("0.31.0", "0.32.0", "0.33.0");
const BROKEN = { errors: 2, warnings: 0 };

async function settled(
  target: string,
  draw: UpgradeMap | CannotTell | Error,
  { upgradeMap = false, pin = "vllm==0.31.0" } = {},
) {
  const asked: string[] = [];
  const plan = makePlan({ inputs: { target }, head: await readingOf({ "requirements.txt": `${pin}\n` }) });
  const comparison = { inputs: { upgradeMap }, plan, watch: stopwatch() } as unknown as Comparison;
  const result = await settleTarget(comparison, RELEASES, async (current) => {
    asked.push(current.version);
    if (draw instanceof Error) throw draw;
    return draw;
  });
  return { ...result, asked };
}

describe("the target furthest-safe", () => {
  it("is the release that the map names", async () => {
    const map: UpgradeMap = { releases: [{ version: "0.32.0", errors: 0, warnings: 1 }], furthestSafe: "0.32.0" };
    const { plan, upgradeMap, asked, stays } = await settled("furthest-safe", map);
    expect(asked).toEqual(["0.31.0"]);
    expect(plan.target).toMatchObject({
      wanted: { kind: "exact", version: "0.32.0" },
      from: "the furthest safe release",
      pin: { file: "requirements.txt" },
    });
    expect([upgradeMap, stays]).toEqual([map, undefined]);
  });

  it.each<[string, UpgradeMap, string]>([
    [
      "every later one breaks something",
      { releases: [{ version: "0.32.0", ...BROKEN }] },
      "Every later release breaks the code or the configuration: the upgrade map says where.",
    ],
    [
      "every later one that is known does",
      {
        releases: [
          { version: "0.32.0", ...BROKEN },
          { version: "0.33.0", unknown: "503" },
        ],
      },
      "Every later release that could be read breaks the code or the configuration: the upgrade map says where.",
    ],
    ["there is none", { releases: [] }, "There is no later release."],
  ])("is where vLLM stays, where %s", async (_, map, stays) => {
    expect(await settled("furthest-safe", map)).toMatchObject({ stays, upgradeMap: map });
  });

  it("is not told where no later release could be read", async () => {
    const map = { releases: [{ version: "0.32.0", unknown: "503" }] };
    await expect(settled("furthest-safe", map)).rejects.toMatchObject({ code: "index-unavailable" });
  });

  it("is not told where the map cannot be drawn, or nobody knows where it begins", async () => {
    const error = new CannotTell("tool-failed", "No parser.", "Report it.");
    await expect(settled("furthest-safe", error)).rejects.toBe(error);
    const elsewhere = settled("furthest-safe", { releases: [] }, { pin: "vllm==0.1.0" });
    await expect(elsewhere).rejects.toMatchObject({ code: "nothing-to-compare" });
  });
});

describe("the upgrade map beside another target", () => {
  const map: UpgradeMap = { releases: [{ version: "0.32.0", ...BROKEN }] };

  it("is drawn only when it is asked for", async () => {
    expect(await settled("latest", map)).toMatchObject({ asked: [], notes: [] });
    const { plan, upgradeMap, stays } = await settled("latest", map, { upgradeMap: true });
    expect(plan.target.wanted).toEqual({ kind: "latest" });
    expect([upgradeMap, stays]).toEqual([map, undefined]);
  });

  it("is a note where it cannot be drawn, and a mistake of our own is not", async () => {
    const error = new CannotTell("tool-failed", "No parser.", "Report it.");
    const { notes } = await settled("latest", error, { upgradeMap: true });
    expect(notes).toEqual(["There is no upgrade map: No parser. Report it."]);
    await expect(settled("latest", new TypeError("a bug"), { upgradeMap: true })).rejects.toThrow("a bug");
  });
});
