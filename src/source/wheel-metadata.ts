import { createHash } from "node:crypto";
import { readBody, request, Unreachable } from "../platform/http.ts";
import { withIndexLogin } from "../release/index-settings.ts";
import type { ReleaseFile } from "../release/release.ts";
import type { WheelContext } from "./archive.ts";
import { openWheel } from "./wheel-reader.ts";

/** Bytes. The longest on the Python Package Index have some hundred KB. */
const LONGEST = 5_000_000;

/**
 * A wheel's METADATA (Core metadata): the file that the index serves beside it (PEP 658), where it says that it does, else the
 * member of the wheel, by ranges.
 *
 * @throws {WheelError} as `openWheel`
 */
export async function wheelMetadata(file: ReleaseFile, context: WheelContext): Promise<string> {
  return (await besideWheel(file, context)) ?? (await inWheel(file, context));
}

/** An index that promises it and does not have it, or has another, is no reason to give up: the wheel has it too. */
async function besideWheel(file: ReleaseFile, { fetch, settings, policy }: WheelContext): Promise<string | undefined> {
  if (file.metadata === undefined) return undefined;
  try {
    const response = await request(fetch, withIndexLogin(`${file.url}.metadata`, settings), {}, policy);
    if (!response.ok) return undefined;
    const body = await readBody(response, LONGEST);
    const { sha256 } = file.metadata;
    const same = sha256 === undefined || createHash("sha256").update(body).digest("hex") === sha256;
    return same ? body.toString("utf8") : undefined;
  } catch (error) {
    if (error instanceof Unreachable) return undefined;
    throw error;
  }
}

async function inWheel(file: ReleaseFile, context: WheelContext): Promise<string> {
  const wheel = await openWheel(file, context);
  const members = await wheel.read((name) => /^[^/]+\.dist-info\/METADATA$/.test(name));
  return [...members.values()][0]?.toString("utf8") ?? "";
}
