import type { Scalar } from "yaml";
import { cut, type Traced } from "../../text/traced.ts";
import { withEnvironment } from "../../uses/workflow/pipeline-scalars.ts";
import { plainText } from "../../uses/yaml/entries.ts";
import { isCommand } from "../command-text.ts";
import { declare } from "../declare.ts";
import { imageOf, isTaggedVllmImage } from "../docker-image.ts";
import type { GroupOf } from "../draft.ts";
import { readGitSource } from "../git-checkout.ts";
import { shellCommands } from "../shell-words.ts";
import { versionVariable } from "../version-variable.ts";
import { looksLikeVllm, mentionsVllm } from "../vllm.ts";
import type { YamlScope, YamlWalk } from "./reading.ts";
import { isScriptKey, readText } from "./scripts.ts";
import { textIn } from "./text.ts";

/** Keys of an image's whole name: where none of its tags is written, the newest is taken. */
const IMAGE =
  /^(?:image|container|imageName|image_name|image_id|docker_?image|container_?image)$|(?:Image|_image|-image)$/;
/** Keys whose lists, or texts, are requirements: Ray's `runtime_env: { pip: […] }`, hooks' `additional_dependencies`. */
const REQUIREMENTS = /(?:^|[-_.])(?:pip|packages?|dependenc(?:y|ies)|requirements?|deps|py_?modules)$/i;
/** Keys whose text is for people. */
const PROSE =
  /(?:description|summary|message|help|title|note|notes|comment|documentation|docs?|readme|question|answer|placeholder)$/i;
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
  if (isTaggedVllmImage(image.text) || (IMAGE.test(key) && text.text === image.text)) imageOf(draft, image, group);
  else if (REQUIREMENTS.test(key) && looksLikeVllm(text.text) && /[=<>~@]/.test(text.text)) {
    declare(draft, text, { role: "requirement", folder: room.folder, ...group });
  } else if (image.text !== text.text && !/\s/.test(text.text)) {
    versionVariable(draft, text.text.slice(0, text.text.indexOf("=")).replace(/^-+/, ""), image, group);
  } else if (/^git\+\S+\s+--/.test(text.text)) {
    const [words = []] = shellCommands(text, () => undefined);
    readGitSource(draft, words, { role: "requirement", folder: room.folder, ...group });
  } else if (/\s/.test(text.text) && (isScriptKey(key) || isCommand(text.text) || text.text.includes("\n"))) {
    readText(text, { ...scope, group }, room);
  }
}

/** A version under vLLM's name; in a matrix (`vllm: [0.30.0, 0.31.0]`) the bare name is enough. */
function noteKey(key: string, text: Traced, { matrix }: YamlScope, group: GroupOf, { draft }: YamlWalk): void {
  versionVariable(draft, matrix && /^vllm$/i.test(key) ? "VLLM_VERSION" : key, text, group);
}

/** The values of a matrix are alternatives: they do not have to agree. */
function matrixGroup({ group = "matrix" }: GroupOf, { shared }: YamlWalk): GroupOf {
  shared.scripts += 1;
  return { group: `${group} ${shared.scripts}`, groupKind: "stage" };
}
