import type { Command } from "./shell-words.ts";

/** Where the arguments of an installer begin, and how many of the bare words there are requirements. */
export interface InstallerArguments {
  readonly from: number;
  readonly positional: number;
}

/** Finds pip, uv or pipx in a command, wherever it stands: `sudo`, `xargs` and `conda run` come before it. */
export function installerArguments(words: Command): InstallerArguments | undefined {
  for (let index = 0; index < words.length; index += 1) {
    const program = words[index]?.text.replace(/^.*\//, "") ?? "";
    if (!/^(?:pip|python|uv|uvx|pipx)[\d.]*$/.test(program)) continue;
    const rest = words.slice(index + 1).map(({ text }) => text);
    if (/^pip(?:\d+(?:\.\d+)*)?$/.test(program)) return behind(rest, index + 1, [["install"]]);
    if (/^python(?:\d+(?:\.\d+)*)?$/.test(program)) {
      const module = rest.indexOf("-m") + 1;
      // `python -m pip …`: the loop comes to the module next. Any other script has its own words.
      if (module > 0 && /^(?:pip|uv)$/.test(rest[module] ?? "")) continue;
      return undefined;
    }
    if (program === "uv") return uvArguments(rest, index + 1);
    // `uvx vllm@0.31.0 serve …`: the first word is the tool, the rest are its arguments.
    if (program === "uvx") return { from: index + 1, positional: toolWords(rest) };
    if (program === "pipx") return behind(rest, index + 1, [["install"], ["inject"]]);
  }
  return undefined;
}

function uvArguments(rest: readonly string[], offset: number): InstallerArguments | undefined {
  const installs = behind(rest, offset, [["pip", "install"], ["add"], ["tool", "install"]]);
  // `uv run --with vllm==0.31.0 script.py`: only the options name packages.
  return installs ?? behind(rest, offset, [["tool", "run"]], toolWords(rest)) ?? behind(rest, offset, [["run"]], 0);
}

/** With `--from`, the first word is only a command of the package named there. */
function toolWords(rest: readonly string[]): number {
  return rest.some((text) => text.startsWith("--from")) ? 0 : 1;
}

/** Finds one of the sub-commands, options before it allowed. */
function behind(
  rest: readonly string[],
  offset: number,
  commands: readonly (readonly string[])[],
  positional = Number.POSITIVE_INFINITY,
): InstallerArguments | undefined {
  for (const command of commands) {
    let at = 0;
    for (const word of command) {
      const found = rest.indexOf(word, at);
      const skipped = found === -1 ? [] : rest.slice(at, found);
      // Only options, and the value of one, may stand between.
      if (
        found === -1 ||
        skipped.some((text, index) => !text.startsWith("-") && !skipped[index - 1]?.startsWith("-"))
      ) {
        at = -1;
        break;
      }
      at = found + 1;
    }
    if (at !== -1) return { from: offset + at, positional };
  }
  return undefined;
}
