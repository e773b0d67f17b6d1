import { offsetOf } from "../text/line-index.ts";
import { formatById } from "./formats.ts";
import type { Pin } from "./pin.ts";

/**
 * The file's text with the pin at another version: `pin.raw` is replaced at its place, every other byte stays. `undefined`
 * when the pin is not edited by hand (a lock, a value computed at build time) or no longer stands where it was read.
 */
export function applyPinEdit(text: string, pin: Pin, version: string): string | undefined {
  const written = formatById(pin.format).rewrite(pin, version);
  return written === undefined ? undefined : replacePin(text, pin, written);
}

/** The file's text with other writing in the pin's place; `undefined` when the pin no longer stands where it was read. */
export function replacePin(text: string, pin: Pin, written: string): string | undefined {
  const start = offsetOf(text, pin.line, pin.column);
  if (start === undefined || !text.startsWith(pin.raw, start)) return undefined;
  return text.slice(0, start) + written + text.slice(start + pin.raw.length);
}
