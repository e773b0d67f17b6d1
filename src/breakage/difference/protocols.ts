import { findClass } from "../explain/find-callable.ts";
import type { ReleaseModules } from "../explain/release-modules.ts";

/** The standard library's: `list` has more than the `Sequence` that an annotation promises. */
const STANDARD =
  /^(?:Async)?(?:Awaitable|ByteString|Callable|Collection|Container|Coroutine|Generator|Hashable|ItemsView|Iterable|Iterator|KeysView|Mapping|MappingView|MutableMapping|MutableSequence|MutableSet|Reversible|Sequence|AbstractSet|Sized|Supports\w+|ValuesView)(?:\[|$)/;

/**
 * Whether a type is a protocol (PEP 544), one of the release's or the standard library's: it says what an object has at least. An
 * attribute that the protocol does not list may well be there.
 */
export async function isProtocol(type: string, release: ReleaseModules): Promise<boolean> {
  if (STANDARD.test(type)) return true;
  const found = await findClass(type, release);
  return found !== undefined && /^class\s+\w+\s*\([^)]*\bProtocol\b/m.test(found.definition.text);
}
