/** Brings an interpreter that is not the image's: uv's and conda's own, pyenv's, a distribution's by its number. */
const OWN =
  /\buv\s+(?:venv|python|sync|run)\b|--python[= ]|\bUV_PYTHON\b|\b(?:conda|mamba|micromamba|pyenv|asdf|rye)\b|\bdeadsnakes\b|\bpython3\.\d+|\bpython3\d{1,2}\b|\bmake\s+(?:alt)?install\b/;

/**
 * Where commands take Python from: a distribution's `python3`, or an interpreter of their own. `undefined` where they say nothing of it:
 * then it is the image's, if it has one.
 */
export function pythonSource(commands: readonly string[]): "distribution" | "own" | undefined {
  if (commands.some((text) => OWN.test(text))) return "own";
  return commands.some((text) => text.split(/[;&|\n]/).some(installsPython)) ? "distribution" : undefined;
}

/** `apt-get install python3-pip`, `dnf install python3`: the one Python that a release of the distribution calls `python3`. */
function installsPython(command: string): boolean {
  return (
    /\b(?:apt|apt-get|aptitude|dnf|microdnf|yum|apk)\b/.test(command) &&
    /\b(?:install|add)\b/.test(command) &&
    /\bpython3(?![\d.])/.test(command)
  );
}
