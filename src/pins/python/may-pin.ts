/** What a pin in code has besides vLLM's name: a version, an image, an installer, a list of requirements, a source. */
const MARKS =
  /vllm\s*(?:\[[^\]\n]{0,200}\])?\s*(?:[=<>~!]=|[<>]\s*\d|@\s)|vllm-openai|vllm-(?:cpu-)?release-repo|vllm-\d|vllm\.git|wheels\.vllm|vllm_\w{0,40}(?:ver|tag|ref|rev|release)|\b(?:pip|uvx?|pipx)\b|requirements|dependencies|packages|_requires/i;

/** A cheap look: whether source code may pin vLLM. Most files that say its name only use it, and a syntax tree costs a hundred times this. */
export function mayPin(text: string): boolean {
  return /vllm/i.test(text) && MARKS.test(text);
}
