import type { ParsePython } from "../platform/syntax-parsers.ts";
import { extractSurface } from "../surface/extract.ts";
import { openKeptSource } from "./kept-source.ts";
import { sourceTexts } from "./source-texts.ts";

/** A release, and where its source is kept. */
export interface KeptRelease {
  /** PEP 440 */
  readonly version: string;
  /** `VllmSource.kept` */
  readonly kept: string;
}

/** What a release accepts, out of its kept source: a `Surface` as JSON, which is how it is kept and how threads hand it over. */
export async function readSurface({ version, kept }: KeptRelease, parse: ParsePython): Promise<string> {
  const texts = await sourceTexts(await openKeptSource(version, kept));
  return JSON.stringify(extractSurface(version, texts, parse));
}
