import { describe, expect, it } from "vitest";
import { specifiersMeet } from "../../src/python/specifiers-meet.ts";

describe("specifiersMeet", () => {
  it.each([
    ["==2.10.0", "==2.11.0", false],
    ["==2.11.0", "==2.11.0", true],
    ["==2.11", "==2.11.0", true],
    ["==2.11.0+cu130", "==2.11.0", true],
    ["==2.11.0+cu130", "==2.11.0+cpu", false],
    ["<5", ">=5.5.3", false],
    ["<5", "!=5.0.*,>=4.56.0", true],
    [">=4.57,<5", ">=5.5.3", false],
    ["<=2.12.1", "==2.13.0", false],
    ["<=2.12.1", ">=2.9,<3", true],
    ["==4.57.*", ">=4.57.3", true],
    ["==4.57.*", ">=4.58", false],
    ["~=4.57.0", "<4.57", false],
    ["~=4.57", ">=4.99", true],
    ["!=2.11.0", "==2.11.0", false],
    ["!=2.11.0", ">=2.11.0", true],
    [">2.11,<2.12", ">=2.11.5", true],
    [">2.11", "<=2.11", false],
    ["<1", "<2", true],
    ["", "==1", true],
    ["<0.7rc1", ">=0.6", true],
    ["===2.11.0", "==2.12.0", true],
  ])("%s and %s: %s", (a, b, meet) => {
    expect(specifiersMeet(a, b)).toBe(meet);
    expect(specifiersMeet(b, a)).toBe(meet);
  });
});
