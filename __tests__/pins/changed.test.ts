import { describe, expect, it } from "vitest";
import { changedPins } from "../../src/pins/changed.ts";
import type { Pin } from "../../src/pins/pin.ts";
import { pin } from "../support/samples-pins.ts";

const range: Partial<Pin> = { reference: { kind: "range", specifier: ">=0.30,<0.33" }, specifier: ">=0.30,<0.33" };

describe("changedPins", () => {
  it("does not mind that a pin moved to another line", () => {
    expect(changedPins([pin()], [pin({ line: 9, column: 4 })])).toEqual({ changed: [], removed: [] });
  });

  it("pairs what changed with what it was, file by file", () => {
    const before = [pin(), pin({ file: "Dockerfile", format: "dockerfile", role: "image" })];
    const after = [pin({ version: "0.32.0" }), before[1] as Pin];
    expect(changedPins(before, after)).toEqual({ changed: [{ before: before[0], after: after[0] }], removed: [] });
  });

  it("tells a change of writing that is one of meaning, and nothing of extras", () => {
    expect(changedPins([pin()], [pin(range)]).changed).toHaveLength(1);
    expect(changedPins([pin()], [pin({ raw: "vllm[audio]==0.31.0" })]).changed).toEqual([]);
  });

  it("knows what is new and what is gone", () => {
    const docker = pin({ file: "Dockerfile", format: "dockerfile", role: "image" });
    expect(changedPins([pin()], [pin(), docker])).toEqual({ changed: [{ after: docker }], removed: [] });
    expect(changedPins([pin(), docker], [docker])).toEqual({ changed: [], removed: [pin()] });
  });

  it("keeps pins of one file apart by role and group, and counts those that share both", () => {
    const two = [pin({ group: "a" }), pin({ group: "b", version: "0.30.0" }), pin({ group: "b", version: "0.29.0" })];
    const moved = [pin({ group: "a" }), pin({ group: "b", version: "0.30.0" }), pin({ group: "b", version: "0.32.0" })];
    expect(changedPins(two, moved).changed).toEqual([{ before: two[2], after: moved[2] }]);
  });
});
