/** What only a pin has besides vLLM's name, line by line: */
const SURE = new RegExp(
  [
    // a requirement with a version, as a text of its own or a line of a script,
    /(?:["']|^)[ \t]{0,40}vllm[ \t]{0,5}(?:\[[^\]\n]{0,200}\])?[ \t]{0,5}(?:[=<>~!]=|[<>][ \t]{0,5}\d|@[ \t])/,
    // an image, an archive, the repository, an index,
    /vllm-openai|vllm-(?:(?:cpu-)?release|ci-\w{1,40})-repo|vllm-\d|\/vllm\.git|vllm-project\/vllm[@"']|wheels\.vllm/,
    // a name for a version,
    /vllm_(?:[a-z]+_){0,3}(?:version|ver|tag|ref|rev|revision|release|branch|sha|hash|commit(?:_?(?:hash|id|sha))?)\b["']?\]?[ \t]{0,5}(?::[^=\n]{0,40})?[=:]/,
    // a table of versions,
    /["']vllm["'][ \t]{0,5}:[ \t]{0,5}["'](?:v|[=~<>]=? ?)?\d/,
    // a command that installs it, but not an extra of another (`trl[vllm]`).
    /\b(?:pip[\d.]*|uv|uvx|pipx)["' \t][^\n]{0,300}(?<![[\w.-])vllm(?![\w\]-])/,
  ]
    .map(({ source }) => source)
    .join("|"),
  "im",
);
/** A bare name in a text of its own, with or without a marker, */
const NAMED = /["']vllm(?:\[[^\]\n]{0,200}\])?[ \t]{0,5}["';]/i;
/** where requirements are listed or a program is given words. */
const LISTED = /pip_install|_packages\b|_requires\b|["'](?:pip[\d.]*|install)["']|\bpip\s*=|^# \/\/\/ script/m;

/** A cheap look: whether source code may pin vLLM. Most files that say its name only use it, and a syntax tree costs a hundred times this. */
export function mayPin(text: string): boolean {
  return /vllm/i.test(text) && (SURE.test(text) || (NAMED.test(text) && LISTED.test(text)));
}
