import type { PinFormatId } from "../../src/pins/pin.ts";

/** What a frame takes at `@@`, and in which words. */
export type Slot = "requirement" | "poetry" | "tag" | "version" | "conda" | "whole" | "release" | "revision";

/** A file around one pin: `@@` is where it goes. All else must stay as it is, byte for byte. */
export interface Frame {
  readonly format: PinFormatId;
  readonly file: string;
  readonly slot: Slot;
  readonly text: string;
}

export const frame = (format: PinFormatId, file: string, slot: Slot, text: string): Frame => ({
  format,
  file,
  slot,
  text,
});
