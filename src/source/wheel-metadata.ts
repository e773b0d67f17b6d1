import { DEFAULT_RETRY, readBody, request } from "../platform/http.ts";
import { withIndexLogin } from "../release/index-settings.ts";
import type { WheelContext, WheelFile } from "./archive.ts";
import { damaged, naming } from "./wheel-error.ts";
import { openWheel } from "./wheel-reader.ts";

/** Core metadata with a long description has some hundred kB. Bytes. */
const LONGEST = 10_000_000;

/**
 * The METADATA of a wheel on an index: the file that the index serves beside it (PEP 658), and where there is none the wheel's
 * own, read by range.
 *
 * @throws {WheelError}
 */
export async function wheelMetadata(file: WheelFile, context: WheelContext): Promise<string> {
  return (await served(file, context)) ?? naming(file.filename, () => own(file, context));
}

async function served(
  { url }: WheelFile,
  { fetch, settings, policy = DEFAULT_RETRY }: WheelContext,
): Promise<string | undefined> {
  if (!/^https?:/i.test(url)) return undefined;
  try {
    const address = withIndexLogin(`${url.replace(/#.*$/s, "")}.metadata`, settings);
    const response = await request(fetch, address, {}, { ...policy, attempts: 1 });
    if (!response.ok) {
      response.body?.cancel().catch(() => {});
      return undefined;
    }
    const text = (await readBody(response, LONGEST)).toString("utf8");
    // An index that answers every address with a page has not served metadata.
    return /^Metadata-Version:/im.test(text) ? text : undefined;
  } catch {
    // The wheel itself tells too, and whether the index answers at all.
    return undefined;
  }
}

async function own(file: WheelFile, context: WheelContext): Promise<string> {
  const wheel = await openWheel(file, context);
  const [first] = (await wheel.read((name) => /^[^/]+\.dist-info\/METADATA$/.test(name))).values();
  if (first === undefined) throw damaged("it has no METADATA");
  return first.toString("utf8");
}
