import { describe, expect, it } from "vitest";
import {
  compare,
  explain,
  InvalidVersionError,
  isPost,
  isPrerelease,
  isSpecifier,
  normalize,
  samePublicVersion,
  satisfies,
} from "../../src/python/version.ts";

describe("versions", () => {
  it.each([
    ["v0.31.0", "0.31.0"],
    ["0.31.0-1", "0.31.0.post1"],
    ["0.31.0.RC1", "0.31.0rc1"],
    ["0.31.0_post1", "0.31.0.post1"],
    ["1!0.31", "1!0.31"],
    ["0.31.0+CU-130", "0.31.0+cu.130"],
    [" 0.31.0 ", "0.31.0"],
    ["0.9.2.dev3+g1a2b", "0.9.2.dev3+g1a2b"],
  ])("%s is %s in normal form", (text, normal) => {
    expect(normalize(text)).toBe(normal);
  });

  it.each(["", "latest", "0.31.x", "0..31", "main", "0.31.0+", "^0.31", `1.${"9".repeat(20)}`, "1".repeat(300)])(
    "%s is no version",
    (text) => {
      expect(explain(text)).toBeUndefined();
      expect(isPrerelease(text)).toBeUndefined();
      expect(isPost(text)).toBeUndefined();
      expect(satisfies(text, ">=0")).toBeUndefined();
      expect(() => compare(text, "1")).toThrow(InvalidVersionError);
    },
  );

  it("takes a version apart", () => {
    expect(explain("v1!0.31.0rc2.post3.dev4+cu130")).toEqual({
      normalized: "1!0.31.0rc2.post3.dev4+cu130",
      public: "1!0.31.0rc2.post3.dev4",
      base: "1!0.31.0",
      epoch: 1,
      release: [0, 31, 0],
      pre: "rc2",
      post: 3,
      dev: 4,
      local: "cu130",
    });
    expect(explain("0.31.0.post")).toMatchObject({ post: 0, normalized: "0.31.0.post0" });
    expect([isPrerelease("0.31.0.dev1"), isPrerelease("0.31.0.post1"), isPost("0.31.0.post1")]).toEqual([
      true,
      false,
      true,
    ]);
  });

  it("orders as PEP 440 does", () => {
    const ordered = [
      "0.31.0.dev1",
      "0.31.0a1.dev2",
      "0.31.0a1",
      "0.31.0rc1",
      "0.31.0",
      "0.31.0+abc",
      "0.31.0+cu.9",
      "0.31.0+cu.10",
      "0.31.0+1",
      "0.31.0.post1.dev1",
      "0.31.0.post1",
      "0.31.0.1",
      "0.31.9",
      "0.31.10",
      "1!0.1",
    ];
    expect(ordered.toReversed().sort(compare)).toEqual(ordered);
    expect(compare("0.31", "v0.31.0")).toBe(0);
  });

  it("compares releases whatever their build", () => {
    expect(samePublicVersion("0.31.0+cu130", "0.31")).toBe(true);
    expect(samePublicVersion("0.31.0.post1", "0.31.0")).toBe(false);
    expect(samePublicVersion("latest", "latest")).toBe(false);
  });
});

// Expected values: `packaging` 26.2, the reference implementation.
describe("satisfies", () => {
  it.each([
    ["0.31.0", ">=0.31", true],
    ["0.31.0", "", true],
    ["0.31.0+cu130", "==0.31.0", true],
    ["0.31.0+cu129", "==0.31.0+cu130", false],
    ["0.31.0", "==0.31.0+cu130", false],
    ["0.31", "==0.31.0.*", true],
    ["0.31.7", "==0.31.*", true],
    ["0.32.0", "!=0.31.*", true],
    ["0.31.0.post1", "==0.31.0", false],
    ["0.31.0.post1", ">0.31.0", false],
    ["0.31.0.post2", ">0.31.0.post1", true],
    ["0.31.0.post1", ">0.31.0rc1", true],
    ["0.6.3", "<0.6.3.post1", true],
    ["0.6.3.post1", "<=0.6.3", false],
    ["0.31.0+cu130", ">0.31.0", false],
    ["0.31.0+cu130", "<=0.31.0", true],
    ["0.31.5", "~=0.31.0", true],
    ["0.32.0", "~=0.31.0", false],
    ["0.99", "~=0.31", true],
    ["1!0.31", "~=0.31", false],
    ["0.25.1", ">=0.17.0,<=0.25.1", true],
    ["0.25.1", " >= 0.17.0 , < 0.25.1 ", false],
    ["0.31.0", "===0.31.0", true],
    ["0.31.0", "===0.31", false],
  ])("%s in %s: %s", (version, specifier, expected) => {
    expect(satisfies(version, specifier)).toBe(expected);
  });

  it.each([
    ["0.32.0rc1", ">=0.31", undefined, false],
    ["0.32.0rc1", ">=0.31", true, true],
    ["0.32.0rc1", ">=0.32.0rc1", undefined, true],
    ["0.32.0rc1", ">=0.32.0rc1", false, false],
    ["0.32.0rc1", "<0.32.0", true, false],
    ["0.32.0rc1", "<0.32.0rc2", true, true],
    ["0.32.0rc1", "<0.32.0.post1", true, true],
    ["0.32.0.post1.dev1", "<0.32.0.post1", true, false],
  ])("%s in %s with pre-releases %s: %s", (version, specifier, prereleases, expected) => {
    expect(satisfies(version, specifier, { prereleases })).toBe(expected);
  });

  it.each(["0.31.0", "^0.31", ">=0.31.*", "~=1", ">=0.31+cu130", "==0.31.*.1", ">=0.31,", ">= ", "==latest", "=0.31"])(
    "%s is no specifier",
    (specifier) => {
      expect(isSpecifier(specifier)).toBe(false);
      expect(satisfies("0.31.0", specifier)).toBeUndefined();
    },
  );
});
