import { describe, expect, it } from "vitest";
import { CannotTell } from "../src/checks/cannot-tell.ts";
import { UsageError } from "../src/inputs/usage-error.ts";
import { makePlan, type Plan } from "../src/plan.ts";
import { readingOf } from "./support/samples-pins.ts";

type Files = Readonly<Record<string, string>>;

async function plan(
  head: Files,
  base?: Files,
  inputs: { currentVersion?: string; target?: string } = {},
): Promise<Plan> {
  return makePlan({
    inputs,
    head: await readingOf(head),
    ...(base === undefined ? {} : { base: await readingOf(base) }),
  });
}

async function step(...from: Parameters<typeof plan>): Promise<string> {
  const made = await plan(...from);
  if (made.kind === "not-applicable") return made.reason;
  const shown = ({ wanted, from: where }: typeof made.current) =>
    `${wanted.kind === "exact" ? wanted.version : wanted.kind === "specifier" ? wanted.specifier : wanted.kind} (${where})`;
  return `${shown(made.current)} → ${shown(made.target)}${made.moved ? ", moved" : ""}`;
}

const pinned = (version: string): Files => ({ "requirements.txt": `transformers\nvllm==${version}\n` });
const RANGE = '[project]\nname = "a"\nversion = "1"\ndependencies = ["vllm>=0.30"]\n';
const LOCK = 'version = 1\n[[package]]\nname = "vllm"\nversion = "0.31.0"\n';

describe("an event that changes nothing", () => {
  it.each<[string, Files, object, string]>([
    ["the newest release", pinned("0.31.0"), {}, "0.31.0 (requirements.txt:2) → latest (the newest release)"],
    [
      "the target given",
      pinned("0.31.0"),
      { target: ">=0.32,<0.33" },
      "0.31.0 (requirements.txt:2) → >=0.32,<0.33 (the target given)",
    ],
    [
      "a current version given",
      pinned("0.31.0"),
      { currentVersion: "0.30.0" },
      "0.30.0 (the current version given) → latest (the newest release)",
    ],
    [
      "both given, and no pins",
      {},
      { currentVersion: "0.31.0", target: "0.32.0" },
      "0.31.0 (the current version given) → 0.32.0 (the target given)",
    ],
    [
      "a range pinned",
      { "requirements.txt": "vllm>=0.30,<0.32\n" },
      {},
      ">=0.30,<0.32 (requirements.txt:1) → latest (the newest release)",
    ],
    [
      "no version pinned",
      { "requirements.txt": "vllm\n" },
      { target: "0.32.0" },
      "latest (requirements.txt:1) → 0.32.0 (the target given)",
    ],
    ["a lock", { "pyproject.toml": RANGE, "uv.lock": LOCK }, {}, "0.31.0 (uv.lock:4) → latest (the newest release)"],
  ])("compares what is pinned with %s", async (_, files, inputs, expected) => {
    expect(await step(files, undefined, inputs)).toBe(expected);
  });

  it("follows the pin that admits a current version given", async () => {
    const files = { ...pinned("0.31.0"), "serving/requirements.txt": "vllm==0.30.0\n" };
    const made = await plan(files, undefined, { currentVersion: "0.30.0" });
    expect(made.kind === "compare" && made.current.pin?.file).toBe("serving/requirements.txt");
  });

  it("has nothing to start from without a pin, and says what is read", async () => {
    await expect(plan({ "README.md": "vllm" })).rejects.toThrow(UsageError);
    await expect(plan({})).rejects.toThrow(/No vLLM pin was found \(formats read: .*requirements.*--from/);
    await expect(plan({ "requirements.txt": "vllm=0.31.0\n" })).rejects.toThrow(
      /^requirements\.txt:1: .*\. Write it as PEP 508 says/,
    );
  });

  it("refuses versions that are none", async () => {
    await expect(plan(pinned("0.31.0"), undefined, { target: "newest" })).rejects.toThrow(
      '"newest" is not a vLLM version.',
    );
  });
});

describe("an event that changes the repository", () => {
  it.each<[string, Files, Files, string]>([
    [
      "an exact pin moved",
      pinned("0.31.0"),
      pinned("0.32.0"),
      "0.31.0 (requirements.txt:2) → 0.32.0 (requirements.txt:2), moved",
    ],
    [
      "a pin moved back",
      pinned("0.32.0"),
      pinned("0.31.0"),
      "0.32.0 (requirements.txt:2) → 0.31.0 (requirements.txt:2), moved",
    ],
    [
      "a range that became exact",
      { "requirements.txt": "vllm>=0.30\n" },
      { "requirements.txt": "vllm==0.32.0\n" },
      ">=0.30 (requirements.txt:1) → 0.32.0 (requirements.txt:1), moved",
    ],
    [
      "a pin that moved to another file",
      { "a-requirements.txt": "vllm==0.31.0\n" },
      { "requirements.txt": "vllm==0.32.0\n" },
      "0.31.0 (a-requirements.txt:1) → 0.32.0 (requirements.txt:1), moved",
    ],
    [
      "an image beside a pin that stays",
      { ...pinned("0.31.0"), Dockerfile: "FROM vllm/vllm-openai:v0.31.0\n" },
      { ...pinned("0.31.0"), Dockerfile: "FROM vllm/vllm-openai:v0.32.0\n" },
      "0.31.0 (Dockerfile:1) → 0.32.0 (Dockerfile:1), moved",
    ],
    [
      "a new image",
      pinned("0.31.0"),
      { ...pinned("0.31.0"), Dockerfile: "FROM vllm/vllm-openai:v0.32.0\n" },
      "0.31.0 (requirements.txt:2) → 0.32.0 (Dockerfile:1), moved",
    ],
    [
      "an image that became a package, beside deployments at other versions",
      { "a/requirements.txt": "vllm==0.9.2\n", "b/Dockerfile": "FROM vllm/vllm-openai:v0.31.0\n" },
      { "a/requirements.txt": "vllm==0.9.2\n", "b/Dockerfile": "FROM x\nRUN pip install vllm==0.32.0\n" },
      "0.31.0 (b/Dockerfile:1) → 0.32.0 (b/Dockerfile:2), moved",
    ],
    [
      "a pin removed beside another",
      { ...pinned("0.31.0"), "b-requirements.txt": "vllm==0.30.0\n" },
      pinned("0.31.0"),
      "0.31.0 (requirements.txt:2) → 0.31.0 (requirements.txt:2), moved",
    ],
    [
      "a lock removed beside a range",
      { "pyproject.toml": RANGE, "uv.lock": LOCK },
      { "pyproject.toml": RANGE },
      "0.31.0 (uv.lock:4) → >=0.30 (pyproject.toml:4), moved",
    ],
    [
      "a wheel's address",
      pinned("0.31.0"),
      { "requirements.txt": "transformers\nvllm @ https://h/vllm-0.32.0-cp38-abi3-manylinux_2_28_x86_64.whl\n" },
      "0.31.0 (requirements.txt:2) → 0.32.0 (requirements.txt:2), moved",
    ],
    [
      "a release tag",
      pinned("0.31.0"),
      { "requirements.txt": "transformers\nvllm @ git+https://github.com/vllm-project/vllm@v0.32.0\n" },
      "0.31.0 (requirements.txt:2) → 0.32.0 (requirements.txt:2), moved",
    ],
  ])("compares before and after: %s", async (_, base, head, expected) => {
    expect(await step(head, base)).toBe(expected);
  });

  it.each<[string, Files, Files, RegExp]>([
    [
      "no vLLM at all",
      {},
      { "requirements.txt": "torch\n" },
      /^No vLLM pin was found, before or after this change \(formats read: pyproject, /,
    ],
    ["vLLM removed", pinned("0.31.0"), { "requirements.txt": "transformers\n" }, /removes vLLM/],
    ["vLLM added", { "requirements.txt": "transformers\n" }, pinned("0.31.0"), /adds vLLM/],
    [
      "other lines changed",
      pinned("0.31.0"),
      { "requirements.txt": "transformers>=5\n\n\nvllm==0.31.0\n" },
      /^No vLLM pin changes \(requirements\.txt:4 stays at ==0\.31\.0\)\.$/,
    ],
    [
      "no version before and after",
      { "requirements.txt": "vllm\n" },
      { "requirements.txt": "vllm # x\n" },
      /stays at any version/,
    ],
  ])("has nothing to say of %s", async (_, base, head, reason) => {
    expect(await step(head, base)).toMatch(reason);
  });

  it.each<[string, Files, Files]>([
    ["its only pin", pinned("0.31.0"), { "requirements.txt": "transformers\nvllm=0.32.0\n" }],
    [
      "a file beside the pin that stays",
      pinned("0.31.0"),
      { ...pinned("0.31.0"), "pyproject.toml": '[project\ndependencies = ["vllm==0.32.0"]\n' },
    ],
  ])("does not pass a change that makes unreadable %s", async (_, base, head) => {
    const error = await plan(head, base).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(CannotTell);
    expect(error).toMatchObject({
      code: "pin-not-a-release",
      message: expect.stringMatching(/^(?:requirements\.txt:2|pyproject\.toml:\d+): .+\.$/),
    });
  });

  it("does not mind what was unreadable before", async () => {
    const broken = { "pyproject.toml": '[project\ndependencies = ["vllm==0.32.0"]\n' };
    expect(await step({ ...pinned("0.31.0"), ...broken }, { ...pinned("0.31.0"), ...broken })).toContain(
      "No vLLM pin changes",
    );
  });

  it("says what to set for a revision that names no release, without its password", async () => {
    const head = { "requirements.txt": "vllm @ git+https://robot:hunter2@github.com/corp/vllm@deadbeef\n" };
    const error = await plan(head, pinned("0.31.0")).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: "pin-not-a-release", remedy: expect.stringContaining("`target`") });
    expect(String(error)).toContain(
      "requirements.txt:1 takes vLLM from a git revision (https://***@github.com/corp/vllm)",
    );
    expect(String(error)).not.toContain("hunter2");
    const wheel = { "requirements.txt": "vllm @ https://h/nightly/vllm.whl\n" };
    await expect(plan(wheel, pinned("0.31.0"))).rejects.toThrow("from a URL (https://h/nightly/vllm.whl)");
  });

  it("lets versions given override what the change says", async () => {
    expect(await step(pinned("0.32.0"), pinned("0.31.0"), { currentVersion: "0.30.0" })).toBe(
      "0.30.0 (the current version given) → 0.32.0 (requirements.txt:2), moved",
    );
    expect(await step(pinned("0.32.0"), pinned("0.31.0"), { currentVersion: "0.29.0", target: "0.30.0" })).toBe(
      "0.29.0 (the current version given) → 0.30.0 (the target given)",
    );
  });
});
