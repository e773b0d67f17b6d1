import type { Scalar } from "yaml";
import { parseRequirement } from "../../python/requirement.ts";
import { cut, type Traced } from "../../text/traced.ts";
import { withEnvironment } from "../../uses/workflow/pipeline-scalars.ts";
import { plainText } from "../../uses/yaml/entries.ts";
import { isCommand } from "../command-text.ts";
import { imageOf, isTaggedVllmImage } from "../docker-image.ts";
import type { GroupOf } from "../draft.ts";
import { readGitSource } from "../git-checkout.ts";
import { readRequirementLine } from "../requirements.ts";
import { shellCommands } from "../shell-words.ts";
import { versionVariable } from "../version-variable.ts";
import { isVllmUrl, looksLikeVllm, mentionsVllm, VLLM } from "../vllm.ts";
import type { YamlScope, YamlWalk } from "./reading.ts";
import { isScriptKey, readText } from "./scripts.ts";
import { textIn } from "./text.ts";

/** Keys of an image's whole name: where none of its tags is written, the newest is taken. */
const IMAGE =
  /^(?:image|container|imageName|image_name|image_id|docker_?image|container_?image)$|(?:Image|_image|-image)$|^(?:\w*_)?IMAGE$/;
/** Keys whose lists, or texts, are requirements: Ray's `runtime_env: { pip: […] }`, hooks' `additional_dependencies`. */
const REQUIREMENTS = /(?:^|[-_.])(?:pip|packages?|dependenc(?:y|ies)|requirements?|deps|py_?modules)$/i;
/** Of them, those whose lists an installer reads line by line: Truss's `requirements`, Ray's `pip`. */
const CERTAIN = /^(?:requirements|pip|(?:pip|python)_(?:packages|requirements)|additional_dependencies)$/i;
/** Keys of what a thing is called. */
const NAMES = /^(?:name|title|label|id|key|tags?)$/i;
/** Keys whose text is for people. */
const PROSE =
  /(?:description|summary|message|help|title|note|notes|comment|documentation|docs?|readme|guide|question|answer|placeholder)$/i;
/** `--image=…` among arguments, `IMAGE=…` in a list of variables. */
const BEFORE = /^(?:--?[A-Za-z][\w.-]*=|[A-Za-z_]\w*=)(?:docker:\/\/)?|^docker:\/\//;

/** Notes what one scalar says: an image, a version under a name that says vLLM, a requirement, or a script. */
export function readScalar(node: Scalar, scope: YamlScope, room: YamlWalk): void {
  const { draft, kind } = room;
  const { key } = scope;
  const named = /vllm/i.test(key);
  const plain = plainText(node) ?? "";
  // What else a job installs comes together with its vLLM.
  const installs = kind === "workflow" && isScriptKey(key) && isCommand(plain);
  if (PROSE.test(key) || (!named && !installs && !mentionsVllm(plain) && !plain.includes("${{"))) return;
  const own = textIn(node, room);
  if (own === undefined) return;
  const text = kind === "workflow" ? withEnvironment(own, scope.variables) : own;
  if (!named && !installs && !mentionsVllm(text.text)) return;
  const group = scope.matrix ? matrixGroup(scope.group, room) : scope.group;
  if (named || /^(?:git\+)?https?:/.test(text.text)) noteKey(key, text, scope, group, room);
  const image = cut(text, BEFORE.exec(text.text)?.[0].length ?? 0);
  if (isTaggedVllmImage(image.text) || (IMAGE.test(key) && !/\s/.test(text.text) && text.text === image.text))
    imageOf(draft, image, group);
  else if (isRequirement(text.text, key)) {
    readRequirementLine(draft, text, { role: "requirement", folder: room.folder, ...group });
  } else if (image.text !== text.text && !/\s/.test(text.text)) {
    versionVariable(draft, text.text.slice(0, text.text.indexOf("=")).replace(/^-+/, ""), image, group);
  } else if (/^git\+\S+\s+--/.test(text.text)) {
    const [words = []] = shellCommands(text, () => undefined);
    readGitSource(draft, words, { role: "requirement", folder: room.folder, ...group });
  } else if (/\s/.test(text.text) && (isScriptKey(key) || isCommand(text.text) || text.text.includes("\n"))) {
    readText(text, { ...scope, group }, room);
  }
}

/** A bare name may be any word, but for a list that an installer reads; with a version it is a requirement wherever it is kept. */
function isRequirement(text: string, key: string): boolean {
  if (CERTAIN.test(key)) return looksLikeVllm(text) || isVllmUrl(text) || text.startsWith("-");
  if (REQUIREMENTS.test(key)) return looksLikeVllm(text) && /[=<>~@]/.test(text);
  const requirement = NAMES.test(key) ? undefined : parseRequirement(text);
  return requirement?.name === VLLM && requirement.specifier !== "";
}

/** A version under vLLM's name; in a matrix (`vllm: [0.30.0, 0.31.0]`) the bare name is enough. */
function noteKey(key: string, text: Traced, { matrix }: YamlScope, group: GroupOf, { draft }: YamlWalk): void {
  // In JSON a program's words say what was measured, more often than not; a variable of the environment is set.
  if (/\.json$/i.test(draft.file) && key !== key.toUpperCase()) return;
  versionVariable(draft, matrix && /^vllm$/i.test(key) ? "VLLM_VERSION" : key, text, group);
}

/** The values of a matrix are alternatives: they do not have to agree. */
function matrixGroup({ group = "matrix" }: GroupOf, { shared }: YamlWalk): GroupOf {
  shared.scripts += 1;
  return { group: `${group} ${shared.scripts}`, groupKind: "stage" };
}
