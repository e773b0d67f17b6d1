import { CannotTell } from "./cannot-tell.ts";
import type { Check, CheckContext, Golden, Side } from "./check.ts";
import { findingAtPin } from "./finding-at-pin.ts";
import type { Outcome } from "./outcome.ts";

/** One prompt's answer, as `probes/generate.py` tells it. */
export interface Answer {
  readonly promptTokenIds: readonly number[];
  readonly tokenIds: readonly number[];
}

/**
 * A model generates, and generates the right tokens: the built-in one those of the reference implementation, on both releases;
 * the user's own those of the current release.
 */
export const inferenceCheck: Check = {
  id: "inference",
  title: "Inference",
  foundation: false,
  requires: ["import"],
  async run(context, role) {
    const side = context.sides[role];
    const environment = await context.environment(role, "inference");
    const result = await context.generate(environment);
    if (!result.ok) {
      const message = `Generating with vLLM ${side.version} fails: ${result.error}`;
      return {
        status: "failed",
        summary: message,
        findings: [findingAtPin(side, "inference-crashed", message)],
        details: result.details,
      };
    }
    const answers = result["answers"];
    if (!isAnswers(answers)) {
      const message = `Generating with vLLM ${side.version} gave no tokens.`;
      return { status: "failed", summary: message, findings: [findingAtPin(side, "inference-crashed", message)] };
    }
    if (context.golden !== undefined) return judgeGolden(answers, context.golden, side, result.seconds);
    return role === "current"
      ? { status: "passed", summary: `${countTokens(answers)} tokens generated in ${Math.round(result.seconds)} s.` }
      : judgeOwnModel(answers, context, side);
  },
};

function judgeGolden(answers: readonly Answer[], golden: Golden, side: Side, seconds: number): Outcome {
  for (const [index, expected] of golden.prompts.entries()) {
    const answer = answers[index];
    const where = `prompt “${expected.text}”`;
    const wrongPrompt = firstDifference(answer?.promptTokenIds ?? [], expected.promptTokenIds);
    if (wrongPrompt !== undefined) return wrongTokens(side, `${where} is tokenized differently: ${wrongPrompt}`);
    const wrong = firstDifference(answer?.tokenIds ?? [], expected.tokenIds);
    if (wrong !== undefined) return wrongTokens(side, `${where}: ${wrong}`);
  }
  const count = golden.prompts.reduce((sum, { tokenIds }) => sum + tokenIds.length, 0);
  return { status: "passed", summary: `${count} greedy tokens equal the reference (${Math.round(seconds)} s).` };
}

/** Greedy tokens of a real model may differ between releases by rounding alone: a difference is told, it does not block. */
async function judgeOwnModel(answers: readonly Answer[], context: CheckContext, side: Side): Promise<Outcome> {
  const before = await answersOnCurrent(context);
  if (!isAnswers(before)) return { status: "passed", summary: `${countTokens(answers)} tokens generated.` };
  for (const [index, answer] of answers.entries()) {
    const difference = firstDifference(answer.tokenIds, before[index]?.tokenIds ?? []);
    if (difference === undefined) continue;
    const message = `The model answers prompt ${index + 1} differently than on ${context.sides.current.version}: ${difference}.`;
    const finding = { ...findingAtPin(side, "wrong-tokens", message), severity: "warning" } as const;
    return { status: "passed", summary: message, findings: [finding] };
  }
  return { status: "passed", summary: `${countTokens(answers)} greedy tokens equal the current release's.` };
}

/** `undefined` where the current release did not generate, or could not be asked to: that is the current side's result. */
async function answersOnCurrent(context: CheckContext): Promise<unknown> {
  try {
    const result = await context.generate(await context.environment("current", "inference"));
    return result.ok ? result["answers"] : undefined;
  } catch (error) {
    if (error instanceof CannotTell) return undefined;
    throw error;
  }
}

function wrongTokens(side: Side, what: string): Outcome {
  const message = `vLLM ${side.version} generates other tokens than the reference: ${what}.`;
  return { status: "failed", summary: message, findings: [findingAtPin(side, "wrong-tokens", message)] };
}

/** `token 3 is 17, expected 214`, or `undefined` where both are equal. */
export function firstDifference(actual: readonly number[], expected: readonly number[]): string | undefined {
  const length = Math.max(actual.length, expected.length);
  for (let index = 0; index < length; index++) {
    if (actual[index] !== expected[index]) {
      return `token ${index + 1} is ${actual[index] ?? "missing"}, expected ${expected[index] ?? "no more"}`;
    }
  }
  return undefined;
}

function isAnswers(value: unknown): value is readonly Answer[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((answer) => isTokens(answer?.promptTokenIds) && isTokens(answer?.tokenIds))
  );
}

function isTokens(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((token) => typeof token === "number");
}

function countTokens(answers: readonly Answer[]): number {
  return answers.reduce((sum, { tokenIds }) => sum + tokenIds.length, 0);
}
