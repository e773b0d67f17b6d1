import { describe, expect, it } from "vitest";
import { parseVersionRequest, resolveVersion } from "../../src/release/resolve-version.ts";
import { recordedReleases, release, releasesOf } from "../support/fake-index.ts";

const recorded = recordedReleases();

function resolved(target: string, releases = recorded, current?: string): string {
  const wanted = parseVersionRequest(target);
  if (wanted === undefined) throw new Error(`${target} was not understood`);
  const resolution = resolveVersion(wanted, releases, current);
  return resolution.kind === "release" ? resolution.release.version : resolution.message;
}

describe("parseVersionRequest", () => {
  it.each([
    ["0.32.0", { kind: "exact", version: "0.32.0" }],
    ["v0.32.0", { kind: "exact", version: "0.32.0" }],
    ["==0.32.0", { kind: "exact", version: "0.32.0" }],
    ["=== 0.32.0", { kind: "exact", version: "0.32.0" }],
    ["0.8.5-1", { kind: "exact", version: "0.8.5.post1" }],
    ["==0.32.*", { kind: "specifier", specifier: "==0.32.*" }],
    [" >=0.31,<0.33 ", { kind: "specifier", specifier: ">=0.31,<0.33" }],
    ["~=0.31.0", { kind: "specifier", specifier: "~=0.31.0" }],
    ["latest", { kind: "latest" }],
    ["latest-patch", { kind: "latest-patch" }],
    ["furthest-safe", { kind: "furthest-safe" }],
    ["newest", undefined],
    ["", undefined],
    [">=", undefined],
    ["0.32.0 and later", undefined],
  ])("reads %j", (text, expected) => {
    expect(parseVersionRequest(text)).toEqual(expected);
  });
});

describe("an exact version", () => {
  it.each([
    ["0.32.0", "0.32.0"],
    ["0.32", "0.32.0"],
    ["0.8.5.post1", "0.8.5.post1"],
    ["0.31.0+cu130", "0.31.0"],
    ["0.31+cu130", "0.31.0"],
  ])("%s is release %s", (asked, found) => {
    expect(resolved(asked)).toBe(found);
  });

  it("prefers the build named, and takes no other build for it", () => {
    const builds = releasesOf("0.31.0+cu129", "0.31.0", "0.30.0+cu129");
    expect(resolved("0.31.0+cu129", builds)).toBe("0.31.0+cu129");
    expect(resolved("0.31.0+cu130", builds)).toBe("0.31.0");
    expect(resolved("0.30.0", builds)).toBe("0.30.0+cu129");
    expect(resolved("0.30.0+cu130", builds)).toContain("is not on the package index");
  });

  it("is found even when yanked, or a pre-release: it was asked for by name", () => {
    expect(resolved("0.2.1")).toBe("0.2.1");
    expect(resolved("0.34.0rc1", releasesOf("0.33.0", "0.34.0rc1"))).toBe("0.34.0rc1");
  });

  it("names the nearest releases when there is none, but none that was withdrawn", () => {
    expect(resolved("0.31.5")).toBe(
      "vLLM 0.31.5 is not on the package index. The nearest releases are 0.31.0 and 0.32.0.",
    );
    expect(resolved("99.0")).toBe("vLLM 99.0 is not on the package index. The nearest releases are 0.33.0.");
    const withdrawn = releasesOf("0.30.0", release("0.31.0", { yanked: { reason: "broken" } }), "0.33.0");
    expect(resolved("0.32.0", withdrawn)).toContain("0.30.0 and 0.33.0");
    expect(resolved("0.32.0", releasesOf())).toBe("vLLM 0.32.0 is not on the package index.");
  });
});

describe("a specifier, latest, latest-patch", () => {
  it.each([
    [">=0.30,<0.33", "0.32.0"],
    ["==0.8.*", "0.8.5.post1"],
    ["<0.5", "No vLLM release on the package index matches <0.5."],
    ["latest", "0.33.0"],
  ])("%s is %s", (asked, found) => {
    expect(resolved(asked)).toBe(found);
  });

  it("never chooses a yanked release", () => {
    const releases = releasesOf("0.31.0", release("0.32.0", { yanked: { reason: "" } }));
    expect(resolved("latest", releases)).toBe("0.31.0");
    expect(resolved(">=0.31", releases)).toBe("0.31.0");
  });

  it("takes a pre-release only where the specifier names one", () => {
    const releases = releasesOf("0.33.0", "0.34.0rc1", "0.34.0.dev5");
    expect(resolved("latest", releases)).toBe("0.33.0");
    expect(resolved(">=0.31", releases)).toBe("0.33.0");
    expect(resolved(">=0.34.0rc1", releases)).toBe("0.34.0rc1");
  });

  it("stays in the series with latest-patch, post releases included, and never goes back", () => {
    expect(resolved("latest-patch", recorded, "0.8.5")).toBe("0.8.5.post1");
    expect(resolved("latest-patch", recorded, "0.31.0")).toBe("0.31.0");
    expect(resolved("latest-patch", releasesOf("0.31.0", "0.31.2", "0.32.0"), "0.31.1")).toBe("0.31.2");
    expect(resolved("latest-patch", releasesOf("0.31.0"), "0.31.1")).toContain("matches latest-patch");
    expect(resolved("latest-patch", releasesOf("0.31.0", "0.32.0"))).toBe("0.32.0");
  });

  it("finds nothing, and does not fail, beside a current release that does not exist", () => {
    expect(resolved("latest-patch", recorded, ">=99")).toContain("matches latest-patch");
  });
});
