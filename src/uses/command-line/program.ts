import type { CommandUse } from "../use.ts";
import { isUnknown, names, type TracedWord } from "./traced-word.ts";

/** The server that a command starts, and where its own words begin. */
export interface Server {
  readonly program: CommandUse["program"];
  readonly certainty: CommandUse["certainty"];
  readonly from: number;
}

/** Modules that are the server when Python runs them. The engine's options are those of the older, plain one too. */
const MODULES: Readonly<Record<string, Pick<Server, "program" | "certainty">>> = {
  "vllm.entrypoints.openai.api_server": { program: "api-server", certainty: "certain" },
  "vllm.entrypoints.api_server": { program: "api-server", certainty: "likely" },
};
/** Modules whose first word is a subcommand, as that of `vllm` is (`[project.scripts]` of its `pyproject.toml`). */
const COMMAND_MODULES = new Set(["vllm", "vllm.entrypoints.cli.main", "vllm.scripts"]);

/** The last part of a path: `vllm` of `/opt/venv/bin/vllm`. */
export function baseName(text: string): string {
  return text.slice(text.lastIndexOf("/") + 1);
}

/** `vllm serve …`, `python -m vllm.entrypoints.openai.api_server …` and their like at the beginning of a command. */
export function serverAt(words: readonly TracedWord[], at: number): Server | undefined {
  const first = words[at];
  const program = baseName(first?.value.text ?? "");
  const next = words[at + 1]?.value.text;
  if (program === "vllm")
    return next === "serve" ? { program: "serve", certainty: "certain", from: at + 2 } : undefined;
  if (isUnknown(first) && next === "serve" && names(first, /vllm/i)) {
    return { program: "serve", certainty: "likely", from: at + 2 };
  }
  if (/^(?:python|pypy)[\d.]*(?:\.exe)?$/.test(program) || isUnknown(first)) return pythonServer(words, at + 1);
  return undefined;
}

/** Options of `python` that take the next word. */
const VALUED = new Set(["-W", "-X", "-Q"]);

/** What Python runs: a module (`-m`) or a script. */
export function pythonServer(words: readonly TracedWord[], start: number): Server | undefined {
  let at = start;
  for (; at < words.length; at += 1) {
    const text = words[at]?.value.text ?? "";
    const glued = /^-[a-zA-Z]*m(.+)$/.exec(text)?.[1];
    if (glued !== undefined) return moduleServer(glued, words, at + 1);
    if (/^-[a-zA-Z]*m$/.test(text)) return moduleServer(words[at + 1]?.value.text ?? "", words, at + 2);
    if (VALUED.has(text)) at += 1;
    else if (!text.startsWith("-") && words[at]?.spread !== true) break;
  }
  const script = words[at]?.value.text ?? "";
  if (script === "" || script.startsWith("-")) return undefined;
  if (baseName(script) === "vllm") return serverAt(words, at);
  // `python $(which vllm) serve`: the name of what is printed is not known.
  const module = /(?:^|\/)(vllm\/entrypoints\/.*)\.py$/.exec(script)?.[1];
  return module === undefined ? undefined : moduleServer(module.replaceAll("/", "."), words, at + 1);
}

function moduleServer(module: string, words: readonly TracedWord[], from: number): Server | undefined {
  const known = Object.hasOwn(MODULES, module) ? MODULES[module] : undefined;
  if (known !== undefined) return { ...known, from };
  if (COMMAND_MODULES.has(module) && words[from]?.value.text === "serve") {
    return { program: "serve", certainty: "certain", from: from + 1 };
  }
  // `python -m debugpy --listen 5678 -m vllm…`, `python -m torch.distributed.run -m …`, `python -m coverage run -m …`.
  const next = words.findIndex((word, index) => index >= from && word.value.text === "-m");
  const inner = next === -1 ? undefined : words[next + 1]?.value.text;
  return inner !== undefined && Object.hasOwn(MODULES, inner)
    ? { ...(MODULES[inner] as Server), from: next + 2 }
    : undefined;
}
