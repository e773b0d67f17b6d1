import { describe, expect, it } from "vitest";
import type { Analyser } from "../src/analysis/analyser.ts";
import type { ConfigurationAnalyser } from "../src/analysis/configuration-analyser.ts";
import { CannotTell } from "../src/checks/cannot-tell.ts";
import { drawUpgradeMap } from "../src/furthest-safe.ts";
import { release, releasesOf } from "./support/fake-index.ts";
import { silentProgress } from "./support/samples-environment.ts";

type Costs = Readonly<Record<string, number | Error>>;

async function draw(
  costs: Costs,
  over: Readonly<Record<string, object>> = {},
  configured: Readonly<Record<string, number>> = {},
) {
  const asked: string[] = [];
  const opened: string[] = [];
  const releases = releasesOf("0.30.0", ...Object.keys(costs).map((version) => release(version, over[version] ?? {})));
  const analyser: Pick<Analyser, "count"> = {
    count: async ({ version }) => {
      asked.push(version);
      const cost = costs[version] ?? 0;
      if (cost instanceof Error) throw cost;
      return { errors: cost, warnings: 0 };
    },
  };
  const configuration: Pick<ConfigurationAnalyser, "count"> = {
    count: async ({ version }) => ({ errors: configured[version] ?? 0, warnings: configured[version] ?? 0 }),
  };
  const map = await drawUpgradeMap(release("0.30.0"), {
    analysers: {
      code: async (current, newest) => {
        opened.push(`${current.version} → ${newest.version}`);
        return analyser as Analyser;
      },
      configuration: async () => configuration as ConfigurationAnalyser,
    },
    releases,
    python: "3.11",
    progress: silentProgress(),
  });
  return { map, asked, opened };
}

describe("the upgrade map", () => {
  it("judges every later release, oldest first, and names the newest that breaks nothing", async () => {
    const { map, asked, opened } = await draw({ "0.33.0": 2, "0.31.0": 1, "0.32.0": 0, "0.29.0": 0 });
    expect(map).toEqual({
      releases: [
        { version: "0.31.0", errors: 1, warnings: 0 },
        { version: "0.32.0", errors: 0, warnings: 0 },
        { version: "0.33.0", errors: 2, warnings: 0 },
      ],
      furthestSafe: "0.32.0",
    });
    expect(asked).toEqual(["0.31.0", "0.32.0", "0.33.0"]);
    expect(opened).toEqual(["0.30.0 → 0.33.0"]);
  });

  it("counts what breaks in the configuration too", async () => {
    const { map } = await draw({ "0.31.0": 0, "0.32.0": 0 }, {}, { "0.32.0": 3 });
    expect(map.furthestSafe).toBe("0.31.0");
    expect(map.releases[1]).toEqual({ version: "0.32.0", errors: 3, warnings: 3 });
  });

  it("names none where each breaks something", async () => {
    expect((await draw({ "0.31.0": 1, "0.32.0": 3 })).map.furthestSafe).toBeUndefined();
  });

  it("leaves out pre-releases and what was withdrawn", async () => {
    const { asked } = await draw(
      { "0.31.0": 0, "0.32.0rc1": 0, "0.33.0": 0 },
      { "0.33.0": { yanked: { reason: "bad" } } },
    );
    expect(asked).toEqual(["0.31.0"]);
  });

  it("says of a release that could not be judged why, and takes it for no safe one", async () => {
    const gone = new CannotTell("index-unavailable", "The wheel is not there.", "Run again.");
    const { map } = await draw(
      { "0.31.0": 0, "0.32.0": gone, "0.33.0": 0 },
      { "0.33.0": { requiresPython: ">=3.12" } },
    );
    expect(map).toEqual({
      releases: [
        { version: "0.31.0", errors: 0, warnings: 0 },
        { version: "0.32.0", unknown: "The wheel is not there." },
        { version: "0.33.0", unknown: "It needs Python >=3.12." },
      ],
      furthestSafe: "0.31.0",
    });
  });

  it("lets a fault of ours be one", async () => {
    await expect(draw({ "0.31.0": new TypeError("fault") })).rejects.toThrow("fault");
  });

  it("is empty where there is no later release", async () => {
    const { map, opened } = await draw({});
    expect([map, opened]).toEqual([{ releases: [] }, []]);
  });
});
