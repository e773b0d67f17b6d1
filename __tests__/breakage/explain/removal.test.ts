import { describe, expect, it } from "vitest";
import { findRemoval } from "../../../src/breakage/explain/removal.ts";
import { body, explained } from "./support.ts";

const releases = ["1.0", "1.1", "1.2", "1.3", "1.4", "2.0"];

describe("the release that brought a break", () => {
  it.each([1, 2, 3, 4, 5])("is found with both neighbours looked at (%i)", async (first) => {
    const asked: string[] = [];
    const removal = await findRemoval(releases, async (version) => {
      asked.push(version);
      return releases.indexOf(version) >= first;
    });
    expect(removal).toEqual({ first: releases[first], last: releases[first - 1] });
    expect(asked.length).toBeLessThanOrEqual(3);
  });

  it("is not claimed where a release cannot be judged", async () => {
    expect(await findRemoval(releases, async () => undefined)).toBeUndefined();
    const subject = { kind: "name", module: "vllm.a", name: "Thing" } as const;
    const explanation = await explained({ old: {}, target: {}, subject, between: { "1.5": undefined } });
    expect(explanation).toEqual({ message: "`Thing` is gone from vllm.a (not in 2.0).", data: {} });
  });

  it("gives the notices of the last release before it", async () => {
    const target = { "vllm/a.py": body("NewThing") };
    const explanation = await explained({
      old: { "vllm/a.py": "class Thing:\n    pass\n" },
      target,
      subject: { kind: "name", module: "vllm.a", name: "Thing" },
      between: { "1.5": false, "1.6": true },
      sources: { "1.5": { "vllm/a.py": 'class Thing:\n    """Deprecated, use NewThing."""\n' } },
    });
    expect(explanation.message).toBe(
      "`Thing` is gone from vllm.a (removed in 1.6). vLLM 1.5 announced: use `NewThing` instead.",
    );
  });
});

describe("hostile text", () => {
  it("ends, whatever the repository's file is", async () => {
    const deep = `${"f(".repeat(20_000)}^x`;
    const old = { "vllm/a.py": `x = ${"(".repeat(20_000)}\n${'"use " '.repeat(5_000)}` };
    const subject = { kind: "keyword", callee: undefined, name: "x" } as const;
    const explanation = await explained({ old, target: old, subject, code: deep });
    expect(explanation.message).toBe("The call takes no `x` (removed in 2.0).");
  });

  it("ends on a name that is no identifier", async () => {
    const subject = { kind: "name", module: "vllm.a", name: "(a+)+$" } as const;
    expect((await explained({ old: {}, target: {}, subject })).data).toEqual({ removedIn: "2.0" });
  });
});
