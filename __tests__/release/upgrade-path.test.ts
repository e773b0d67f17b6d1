import { describe, expect, it } from "vitest";
import { upgradePath } from "../../src/release/upgrade-path.ts";
import { recordedReleases, release, releasesOf } from "../support/fake-index.ts";

const NOW = new Date("2026-11-24T12:00:00Z");

function path(from: string, to: string, releases = recordedReleases()) {
  return upgradePath(from, releases.get(to) ?? release(to), releases, NOW);
}

describe("upgradePath", () => {
  it.each([
    ["0.33.0", "1.0.0", "major"],
    ["0.31.0", "0.32.0", "minor"],
    ["0.31.0", "0.31.2", "patch"],
    ["0.8.5", "0.8.5.post1", "post"],
    ["0.34.0rc1", "0.34.0", "prerelease"],
    ["0.31.0", "0.31.0+cu130", "none"],
    ["0.31.0", "0.31.0", "none"],
  ])("calls %s to %s a %s step", (from, to, step) => {
    expect(path(from, to).step).toBe(step);
  });

  it.each([
    ["0.31.0", "0.32.0", "upgrade"],
    ["0.32.0", "0.31.0", "downgrade"],
    ["0.32.0", "0.32.0", "same"],
    ["0.9.2", "0.10.0", "upgrade"],
  ])("knows the direction of %s to %s: %s", (from, to, direction) => {
    expect(path(from, to).direction).toBe(direction);
  });

  it("counts the releases between, oldest first, without yanked and pre-releases, in both directions", () => {
    expect(path("0.30.0", "0.33.0").skipped).toEqual(["0.31.0", "0.32.0"]);
    expect(path("0.33.0", "0.30.0").skipped).toEqual(["0.31.0", "0.32.0"]);
    expect(path("0.31.0", "0.32.0").skipped).toEqual([]);
    const releases = releasesOf(
      "0.9.0",
      "0.10.0",
      release("0.11.0", { yanked: { reason: "" } }),
      "0.12.0rc1",
      "0.12.0",
    );
    expect(path("0.9.0", "0.12.0", releases).skipped).toEqual(["0.10.0"]);
  });

  it("tells the target's age in whole days, if the index does", () => {
    const aged = (uploadTime: string) => upgradePath("0.31.0", release("0.32.0", { uploadTime }), releasesOf(), NOW);
    expect(aged("2026-11-20T13:00:00Z").targetAgeDays).toBe(3);
    expect(aged("2026-11-25T00:00:00Z").targetAgeDays).toBe(0);
    expect(path("0.31.0", "0.32.0").targetAgeDays).toBeGreaterThan(0);
    expect(upgradePath("0.31.0", release("0.32.0"), releasesOf(), NOW)).not.toHaveProperty("targetAgeDays");
  });

  it("says what became of the V0 engine where the move crosses it, and nothing elsewhere", () => {
    expect(path("0.6.6.post1", "0.7.0").notes.join()).toMatch(/below 0\.7\.0.*default in 0\.8.*only engine by 0\.11/s);
    expect(path("0.6.6.post1", "0.32.0").notes).toHaveLength(1);
    expect(path("0.8.5", "0.11.0").notes.join()).toContain("crosses 0.11");
    expect(path("0.11.0", "0.8.5").notes.join()).toContain("crosses 0.11");
    expect(path("0.7.0", "0.10.2").notes).toEqual([]);
    expect(path("0.5.4", "0.6.6.post1").notes).toEqual([]);
    expect(path("0.11.0", "0.32.0").notes).toEqual([]);
  });
});
