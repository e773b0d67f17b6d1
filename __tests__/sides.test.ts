import { describe, expect, it } from "vitest";
import { makePlan } from "../src/plan.ts";
import { resolveSides } from "../src/sides.ts";
import { recordedReleases } from "./support/fake-index.ts";
import { readingOf } from "./support/samples-pins.ts";

async function sides(requirement: string, target?: string) {
  const head = await readingOf({ "requirements.txt": `${requirement}\n` });
  const plan = makePlan({ inputs: target === undefined ? {} : { target }, head });
  if (plan.kind !== "compare") throw new Error(plan.reason);
  return resolveSides(plan, recordedReleases());
}

describe("resolveSides", () => {
  it("gives each side its release, its pins and the pin it came from", async () => {
    const { current, target } = await sides("vllm==0.31");
    expect(current).toMatchObject({
      role: "current",
      version: "0.31.0",
      release: { kind: "release" },
      pin: { file: "requirements.txt" },
    });
    expect(target).toMatchObject({ role: "target", version: "0.33.0", pins: [{ line: 1 }] });
  });

  it("lets the target depend on the current release", async () => {
    expect((await sides("vllm==0.8.5", "latest-patch")).target.version).toBe("0.8.5.post1");
    expect((await sides("vllm>=0.8,<0.9", "latest-patch")).target.version).toBe("0.8.5.post1");
  });

  it("keeps what was asked for where there is no such release", async () => {
    const { current, target } = await sides("vllm==0.31.9", ">=99");
    expect(current).toMatchObject({ version: "0.31.9", release: { kind: "missing" } });
    expect(target).toMatchObject({
      version: ">=99",
      release: { kind: "missing", message: expect.stringContaining(">=99") },
    });
    expect((await sides("vllm==99", "latest-patch")).target).toMatchObject({ version: "latest-patch" });
  });
});
