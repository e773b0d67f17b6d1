import type { SurfaceContext } from "../../../src/breakage/surface/judgement.ts";
import type { Field, ServeOption, Surface } from "../../../src/surface/surface.ts";
import type { CommandUse, Place, Use, Word } from "../../../src/uses/use.ts";

/** A release that accepts nothing but what is given. */
export function surface(version: string, over: Partial<Surface> = {}): Surface {
  return {
    version,
    options: [],
    configs: {},
    parameters: {},
    variables: {},
    variablesElsewhere: [],
    requests: {},
    metrics: {},
    architectures: {},
    formerArchitectures: {},
    ...over,
  };
}

/** `option("--max-len, -ml", "value")`. A boolean has its `--no-`. */
export function option(
  names: string,
  form: ServeOption["form"] = "value",
  over: Partial<ServeOption> = {},
): ServeOption {
  const list = names.split(", ");
  const [long = ""] = list;
  return {
    names: list,
    negations: form === "boolean" ? [`--no-${long.slice(2)}`] : [],
    destination: long.replace(/^-+/, "").replaceAll("-", "_"),
    form,
    file: "vllm/engine/arg_utils.py",
    line: 7,
    ...over,
  };
}

export function fields(...names: readonly string[]): Record<string, Field> {
  return Object.fromEntries(names.map((name) => [name, {}]));
}

export function at(line = 1, column = 1, length = 10, path = "run.sh"): Place {
  return { path, line, column, endLine: line, endColumn: column + length };
}

/** A command whose words stand on one line, a blank apart: `vllm serve` and then the text. */
export function command(text: string, over: Partial<CommandUse> = {}): CommandUse {
  const words: Word[] = [];
  let column = "vllm serve ".length + 1;
  for (const part of text === "" ? [] : text.split(" ")) {
    words.push({ text: part, place: at(1, column, part.length) });
    column += part.length + 1;
  }
  const place = at(1, 1, column);
  return { kind: "command", program: "serve", words, place, format: "shell", certainty: "certain", ...over };
}

export function use<K extends Use["kind"]>(
  kind: K,
  over: Omit<Extract<Use, { kind: K }>, "kind" | "place" | "format" | "certainty"> & Partial<Use>,
) {
  return { place: at(), format: "yaml", certainty: "certain", ...over, kind } as Use;
}

export function context(
  current: Surface,
  target: Surface,
  over: Partial<SurfaceContext> & { readonly others?: readonly Surface[]; readonly text?: string } = {},
): SurfaceContext {
  const { others = [], text, ...rest } = over;
  return {
    current,
    target,
    between: others.map(({ version }) => version),
    usesPython: false,
    surface: async (version) => others.find((one) => one.version === version),
    parsed: () => undefined,
    line: (_path, line) => text?.split("\n")[line - 1],
    ...rest,
  };
}
