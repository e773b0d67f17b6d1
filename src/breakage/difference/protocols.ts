import { findClass } from "../explain/find-callable.ts";
import type { ReleaseModules } from "../explain/release-modules.ts";

/**
 * Whether a type is one of the release's protocols (PEP 544): it says what an object has at least. An attribute that the protocol
 * does not list may well be there.
 */
export async function isProtocol(type: string, release: ReleaseModules): Promise<boolean> {
  const found = await findClass(type, release);
  return found !== undefined && /^class\s+\w+\s*\([^)]*\bProtocol\b/m.test(found.definition.text);
}
