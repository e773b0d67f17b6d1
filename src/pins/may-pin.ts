import { mentionsVllm } from "./vllm.ts";

/**
 * Looks that tell, in linear time, most files that only speak of vLLM from those that may pin it: reading a YAML text or a script costs a
 * hundred times as much. They may say yes too often, and never no where the readers would find a pin.
 */

/** vLLM's own images (`isVllmImage`). What stands before the slash may be a variable; another owner's image is none. */
const IMAGE =
  /vllm(?:(?<=(?:vllm|[^\w.-]|\$\w{1,60})\\?\/vllm|[^\w./\s"':=,-]vllm)-openai|\/["']?[${]|-(?:(?:cpu-)?release|ci-\w{1,40})-repo)/i;
/** A requirement with a version, a wheel, an archive, an index. */
const VERSIONED =
  /vllm(?:\[[^\]\n]{0,100}\])?["']?\s{0,3}(?:[=<>~!]=|@|=\d|[<>]["' ]{0,2}\d)|vllm-v?\d{1,5}\.|\/vllm\/archive\/|wheels\.vllm\.ai|[/:]vllm(?:\.git)?["']?\s{1,3}--(?:tag|branch|rev)|[:=]\s{0,3}["']?(?:https?:\/\/[\w.-]{1,100}\/)?vllm-project\/vllm(?:\.git)?["']?[\s,]|repo = "vllm"/i;
const INSTALLS = /(?<![@\w])[0-9a-f]{40}\b|\b(?:pip[\d.]*|uvx?|pipx|conda|mamba|micromamba|clone|checkout|curl|wget)\s/;
/** The package as a word of its own, or at the end of an address. A module, an extra of another package or a host's name is none. */
const PACKAGE = /(?<![\w.\-/@]|\w\[)vllm(?![\w\-/:]|\.\w)|[/:]vllm(?:\.git)?(?![\w\-:]|[./]\w)|egg=vllm|vllm@/i;
/** Names that `versionVariable` takes for vLLM's version or tag. */
const NAME =
  /vllm[-_]?(?:(?:(?:package|pip|wheel|release|python|pypi|pin|pinned|cpu|cuda|gpu|rocm|xpu|openvino)[-_]?)?(?:version|ver)|(?:(?:openai|server|serving)[-_]?)?(?:(?:docker|container)[-_]?)?(?:image[-_]?)?(?:tag|version)|(?:(?:git|source|src|repo|build)[-_]?)?(?:ref|rev|revision|branch|tag|sha|hash|commit(?:[-_]?(?:hash|id|sha))?))(?!\w)/gi;
/** A release or a commit as a value, or an alias of one. */
const RELEASE = /\d\.\d{1,5}\.\d|[:-][ \t]*\*\w|(?<![0-9a-z])[0-9a-f]{40}(?![0-9a-z])|[=:][ \t]*["']?main\b/;
/** How far from its name a value may stand: `- name: VLLM_VERSION` and `value:`, an input and its `default:`. Characters. */
const REACH = 600;
/** Another file that a command installs from. */
const INCLUDE =
  /(?<![\w-])-[rc][ \t"']{0,3}[\w./${}-]{1,200}\.(?:txt|in)\b|--(?:with-)?(?:requirements?|constraints?|overrides?)[=\s]/;
/** In a table of versions: `vllm: "0.31.0"`, `vllm: { version: 0.31.0 }`. */
const TABLE =
  /(?<![\w.-])vllm["']?[ \t]{0,8}[:=](?:[ \t]{0,8}["']?(?:v|[=~<>]=? ?)?\d|[^{}]{0,80}\{?[^{}]{0,300}\bversion["']?[ \t]{0,8}[:=])/i;
/** A bare name in a list that an installer reads. */
const LISTED =
  /(?:^|[\n,[])[ \t]{0,80}(?:-[ \t]{1,8})?["']?vllm(?:\[[^\]\n]{0,100}\])?["']?[ \t]{0,8}(?:[,\]#\r\n]|$)/i;
const LIST =
  /(?:requirements|pip|pip_packages|python_packages|python_requirements|additional_dependencies)["']?[ \t]*:/i;
/** A matrix may have the bare name for versions: `vllm: [0.30.0, 0.31.0]`. */
const BARE_KEY = /(?<![\w.-])vllm["']?[ \t]*:/i;

/**
 * Whether a text of a format that says vLLM for many reasons (a label of a manifest, a model's name) may hold a pin: one of its
 * images, a version behind its name, or a command that installs or clones it.
 */
export function mayPinVllm(text: string): boolean {
  if (!mentionsVllm(text)) return false;
  if (IMAGE.test(text) || VERSIONED.test(text) || (INSTALLS.test(text) && PACKAGE.test(text))) return true;
  return (LIST.test(text) && LISTED.test(text)) || (RELEASE.test(text) && TABLE.test(text)) || namesVersion(text);
}

/** Whether a text may name one of vLLM's images. */
export function mayNameImage(text: string): boolean {
  return IMAGE.test(text);
}

/** The same for scripts, which may also install what another file asks for. */
export function scriptMayPin(text: string): boolean {
  return mentionsVllm(text) && (mayPinVllm(text) || INCLUDE.test(text));
}

/** The same for pipelines: a script's commands, and a matrix. */
export function pipelineMayPin(text: string): boolean {
  return scriptMayPin(text) || (BARE_KEY.test(text) && RELEASE.test(text));
}

function namesVersion(text: string): boolean {
  if (!RELEASE.test(text)) return false;
  for (const { index, 0: name } of text.matchAll(NAME)) {
    const end = index + name.length;
    const behind = text.slice(end, end + 4);
    // `$VLLM_VERSION` is a use, `${VLLM_VERSION:=0.31.0}` is not; what a command prints is no value.
    const used = /\$\{?$/.test(text.slice(Math.max(0, index - 2), index)) && !/^:?=/.test(behind);
    if (used || /^=["']?(?:\$\(|`)/.test(behind)) continue;
    if (RELEASE.test(text.slice(Math.max(0, index - REACH), end + REACH))) return true;
  }
  return false;
}
