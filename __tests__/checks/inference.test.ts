import { describe, expect, it } from "vitest";
import { CannotTell } from "../../src/checks/cannot-tell.ts";
import type { CheckContext } from "../../src/checks/check.ts";
import { firstDifference, inferenceCheck } from "../../src/checks/inference.ts";
import { answersOf, context, GOLDEN, told } from "../support/samples-checks.ts";

type Answers = ReturnType<typeof answersOf>;
const withAnswers = (answers: unknown): Partial<CheckContext> => ({ generate: async () => told({ answers }) });
const judge = (over: Partial<CheckContext>, role: "current" | "target" = "target") =>
  inferenceCheck.run(context(over), role);

/** The right answers with one list of one prompt changed. */
function spoiled(prompt: number, list: "promptTokenIds" | "tokenIds", change: (tokens: number[]) => number[]): Answers {
  return answersOf().map((answer, index) =>
    index === prompt ? { ...answer, [list]: change([...answer[list]]) } : answer,
  );
}

describe("inference with the built-in model", () => {
  it("passes where every token equals the reference, on either side", async () => {
    const summary = "8 greedy tokens equal the reference (2 s).";
    expect(await judge({})).toEqual({ status: "passed", summary });
    expect(await judge({}, "current")).toEqual({ status: "passed", summary });
  });

  const places = GOLDEN.prompts.flatMap((prompt, index) =>
    (["promptTokenIds", "tokenIds"] as const).flatMap((list) =>
      prompt[list].map((_, token) => [index, list, token] as const),
    ),
  );
  it.each(places)("fails for one other token: prompt %i, %s %i", async (prompt, list, token) => {
    for (const role of ["current", "target"] as const) {
      const outcome = await judge(withAnswers(spoiled(prompt, list, (tokens) => tokens.with(token, 99))), role);
      expect(outcome).toMatchObject({ status: "failed", findings: [{ rule: "wrong-tokens", severity: "error" }] });
      expect(outcome.status === "failed" && outcome.summary).toContain(`token ${token + 1} is 99`);
    }
  });

  it.each<[string, Answers, string]>([
    [
      "a token too many",
      spoiled(1, "tokenIds", (tokens) => [...tokens, 5]),
      "prompt “The capital”: token 5 is 5, expected no more",
    ],
    [
      "a token too few",
      spoiled(0, "tokenIds", (tokens) => tokens.slice(0, -1)),
      "prompt “Hello”: token 4 is missing, expected 10",
    ],
    ["no tokens", spoiled(0, "tokenIds", () => []), "token 1 is missing, expected 7"],
    ["another order", spoiled(0, "tokenIds", (tokens) => tokens.reverse()), "token 1 is 10, expected 7"],
    [
      "another tokenization",
      spoiled(1, "promptTokenIds", (tokens) => [0, ...tokens]),
      "prompt “The capital” is tokenized differently: token 1 is 0, expected 4",
    ],
    ["an answer missing", answersOf().slice(0, 1), "prompt “The capital” is tokenized differently: token 1 is missing"],
    ["answers exchanged", answersOf().reverse(), "is tokenized differently"],
  ])("fails for %s", async (_, answers, words) => {
    const outcome = await judge(withAnswers(answers));
    expect(outcome).toMatchObject({ status: "failed", findings: [{ rule: "wrong-tokens" }] });
    expect(outcome.status === "failed" && outcome.summary).toContain(words);
  });

  it.each<[string, unknown]>([
    ["nothing", undefined],
    ["no answers", []],
    ["answers of another shape", [{ tokenIds: [1] }]],
    ["tokens that are no numbers", [{ promptTokenIds: [1], tokenIds: ["7"] }]],
    ["a null", [null]],
  ])("fails, and does not throw, where the probe gives %s", async (_, answers) => {
    expect(await judge(withAnswers(answers))).toMatchObject({
      status: "failed",
      summary: "Generating with vLLM 0.32.0 gave no tokens.",
    });
  });

  it("fails where it crashes, with the traceback", async () => {
    const generate = async () => ({ ok: false, error: "TypeError: x", details: "Traceback" }) as const;
    expect(await judge({ generate })).toMatchObject({
      status: "failed",
      summary: "Generating with vLLM 0.32.0 fails: TypeError: x",
      details: "Traceback",
      findings: [{ rule: "inference-crashed" }],
    });
  });
});

describe("inference with a model of the user's", () => {
  const own = (target: unknown, current: unknown = answersOf()): Partial<CheckContext> => ({
    golden: undefined,
    generate: async ({ role }) => told({ answers: role === "target" ? target : current }),
  });

  it("passes the current side for generating at all", async () => {
    expect(await judge(own(undefined), "current")).toEqual({ status: "passed", summary: "8 tokens generated in 2 s." });
  });

  it("compares the target with the current release", async () => {
    expect(await judge(own(answersOf()))).toEqual({
      status: "passed",
      summary: "8 greedy tokens equal the current release's.",
    });
  });

  it("tells a difference without blocking: rounding alone may make one", async () => {
    const outcome = await judge(own(spoiled(1, "tokenIds", (tokens) => tokens.with(2, 99))));
    expect(outcome).toMatchObject({
      status: "passed",
      summary: "The model answers prompt 2 differently than on 0.31.0: token 3 is 99, expected 13.",
      findings: [{ rule: "wrong-tokens", severity: "warning" }],
    });
  });

  it("passes on its own where the current release gives nothing to compare with", async () => {
    const crash: CheckContext["generate"] = async ({ role }) =>
      role === "target" ? told({ answers: answersOf() }) : { ok: false, error: "x", details: "" };
    expect(await judge({ golden: undefined, generate: crash })).toEqual({
      status: "passed",
      summary: "8 tokens generated.",
    });
    const { environment } = context();
    const none: CheckContext["environment"] = (role, purpose) =>
      role === "target" ? environment(role, purpose) : Promise.reject(new CannotTell("no-cpu-build", "None.", "Wait."));
    expect(await judge({ ...own(answersOf()), environment: none })).toEqual({
      status: "passed",
      summary: "8 tokens generated.",
    });
    const bug: CheckContext["environment"] = (role, purpose) =>
      role === "target" ? environment(role, purpose) : Promise.reject(new TypeError("a bug"));
    await expect(judge({ ...own(answersOf()), environment: bug })).rejects.toThrow("a bug");
  });
});

describe("firstDifference", () => {
  it("finds the first, or none", () => {
    expect(firstDifference([1, 2, 3], [1, 2, 3])).toBeUndefined();
    expect(firstDifference([], [])).toBeUndefined();
    expect(firstDifference([1, 9, 9], [1, 2, 3])).toBe("token 2 is 9, expected 2");
    expect(firstDifference([0], [])).toBe("token 1 is 0, expected no more");
  });
});
