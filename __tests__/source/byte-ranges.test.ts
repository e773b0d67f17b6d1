import { describe, expect, it } from "vitest";
import { coalesce, split } from "../../src/source/byte-ranges.ts";

const range = (start: number, end: number) => ({ start, end });

describe("coalesce", () => {
  it("joins neighbours up to the gap, in whatever order they come", () => {
    const groups = coalesce([range(130, 140), range(0, 10), range(20, 30), range(10, 20), range(151, 160)], 10);
    expect(groups.map(({ start, end, members }) => [start, end, members.length])).toEqual([
      [0, 30, 3],
      [130, 140, 1],
      [151, 160, 1],
    ]);
    expect(coalesce([range(0, 10), range(20, 30)], 10)).toHaveLength(1);
    expect(coalesce([], 10)).toEqual([]);
  });

  it("does not end before the longest of its members", () => {
    expect(coalesce([range(0, 100), range(10, 20)], 0)).toMatchObject([{ start: 0, end: 100 }]);
  });
});

describe("split", () => {
  it("cuts into equal parts that cover the range", () => {
    expect(split(range(100, 110), 4)).toEqual([range(100, 103), range(103, 106), range(106, 110)]);
    expect(split(range(5, 9), 4)).toEqual([range(5, 9)]);
    expect(split(range(5, 5), 4)).toEqual([]);
  });
});
