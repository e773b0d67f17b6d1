/** What only a pin has besides vLLM's name: a version, an image, a source, a name for a version, a command that installs. */
const SURE =
  /vllm\s{0,5}(?:\[[^\]\n]{0,200}\])?\s{0,5}(?:[=<>~!]=|[<>]\s{0,5}\d|@\s)|vllm-openai|vllm-(?:cpu-)?release-repo|vllm-\d|vllm\.git|wheels\.vllm|vllm_\w{0,40}(?:ver|tag|ref|rev|release)|\binstall\b.{0,300}vllm/i;
/** A bare name in a text of its own, */
const NAMED = /["']vllm(?:\[[^\]\n]{0,200}\])?["']/i;
/** where requirements are listed or a program is given words. */
const LISTED = /pip_install|_packages\b|_requires\b|["'](?:pip[\d.]*|install)["']|\bpip\s*=|^# \/\/\/ script/m;

/** A cheap look: whether source code may pin vLLM. Most files that say its name only use it, and a syntax tree costs a hundred times this. */
export function mayPin(text: string): boolean {
  return /vllm/i.test(text) && (SURE.test(text) || (NAMED.test(text) && LISTED.test(text)));
}
