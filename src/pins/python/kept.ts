import { parseRequirement } from "../../python/requirement.ts";
import { UNKNOWN } from "../../uses/use.ts";
import { declare } from "../declare.ts";
import { indexPin } from "../pip-options.ts";
import { isVllmUrl, VLLM, wheelIndexVersion } from "../vllm.ts";
import type { Candidate } from "./candidate.ts";
import { directHolders, isSaid } from "./holders.ts";
import type { Installs } from "./install-calls.ts";

/**
 * Code keeps what another part of it, or another program, installs: a table of engines with `"vllm>=0.11.2"` and the index it comes from.
 * With a version it is a pin wherever it is kept, as long as nothing says or compares it.
 */
export function readKept({ node, text, value, source, test }: Candidate, { draft, options }: Installs): void {
  if (test || text.includes(UNKNOWN)) return;
  const index = !isVllmUrl(text) && wheelIndexVersion(text) !== undefined;
  if (!index && !isVersioned(text)) return;
  const holders = directHolders(node, source.module);
  if (isSaid(holders) || node.parent?.type === "subscript") return;
  // Of a call that nobody here knows, a range may be a question: `supports("vllm>=0.11")`.
  const handed = holders.some(({ kind }) => kind === "call") && !holders.some(({ kind }) => kind === "keyword");
  if (handed && !index && !isExact(text)) return;
  if (index) indexPin(draft, source.trace(value));
  else declare(draft, source.trace(value), { ...options, pinOnly: true });
}

function isVersioned(text: string): boolean {
  const requirement = parseRequirement(text);
  if (requirement?.name === VLLM) return requirement.specifier !== "" || requirement.url !== undefined;
  return requirement === undefined && isVllmUrl(text);
}

function isExact(text: string): boolean {
  return !/[<>~!*]/.test(text);
}
