import { parseRequirement } from "../python/requirement.ts";
import { cut, type Traced, trim } from "../text/traced.ts";
import { type DeclareOptions, declare } from "./declare.ts";
import { imageOf, isTaggedVllmImage } from "./docker-image.ts";
import type { Draft } from "./draft.ts";
import { indexPin } from "./pip-options.ts";
import { installRoom, readInstallText } from "./python/install-command.ts";
import { urlReference } from "./reference.ts";
import { folderOf } from "./repository-path.ts";
import { isVllmUrl, VLLM, wheelIndexVersion } from "./vllm.ts";

const COMMAND = /^(?:sudo\s+)?(?:uv\s+)?(?:python[\d.]*\s+-m\s+)?pip[\d.]*\s+install\s/;
const VERSIONED = /vllm(?:\[[^\]]*\])?\s?[=<>~!@]|vllm-\d/i;

/**
 * What one literal says by itself. Only what names a release is a pin: a bare name may be any word.
 *
 * @param whole it ends where the value does, and not at an escape
 */
export function readLiteral(value: Traced, whole: boolean, draft: Draft): void {
  const { text } = value;
  const options: DeclareOptions = { role: "requirement", folder: folderOf(draft.file), pinOnly: true };
  if (COMMAND.test(text)) {
    if (VERSIONED.test(text)) readInstallText(value, installRoom(draft, options));
    return;
  }
  const image = cut(value, /^docker:(?:\/\/)?/.exec(text)?.[0].length ?? 0);
  // A program's own markers stand behind the `;` that PEP 508 has for its.
  const marker = text.indexOf(";");
  const requirement = trim(cut(value, 0, marker === -1 ? text.length : marker));
  if (isVersioned(requirement.text) && (whole || marker !== -1)) declare(draft, requirement, options);
  else if (!whole) return;
  else if (isTaggedVllmImage(image.text)) imageOf(draft, image);
  else if (isOneBuild(text)) declare(draft, value, options);
  else if (wheelIndexVersion(text) !== undefined) indexPin(draft, value);
}

function isVersioned(text: string): boolean {
  const requirement = parseRequirement(text);
  return requirement?.name === VLLM && (requirement.specifier !== "" || requirement.url !== undefined);
}

/** A wheel, an archive, or the repository at a revision. */
function isOneBuild(url: string): boolean {
  if (!/^(?:git\+)?https?:\S+$/.test(url) || !isVllmUrl(url)) return false;
  const reference = urlReference(url);
  return reference.kind !== "git" || reference.revision !== undefined;
}
