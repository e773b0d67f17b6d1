import type { Draft } from "./draft.ts";
import { mayPinVllm } from "./may-pin.ts";

/** No script, Dockerfile or file of variables that a person writes is longer. UTF-16 units. */
const LONGEST = 200_000;

/** Whether a text is too long to be read. Where it may pin vLLM, its draft says so. */
export function isTooLong(draft: Draft, longest = LONGEST): boolean {
  if (draft.text.length <= longest) return false;
  if (mayPinVllm(draft.text)) draft.passedOver(tooLong(longest));
  return true;
}

/** The clause for a text of more than so many characters. */
export function tooLong(longest: number): string {
  return `it has more than ${longest.toLocaleString("en-US")} characters`;
}
