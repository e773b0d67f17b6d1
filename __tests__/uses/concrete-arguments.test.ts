import { describe, expect, it } from "vitest";
import { type CommandLine, concreteArguments, type Takes } from "../../src/uses/concrete-arguments.ts";
import { type CommandUse, UNKNOWN, type Word } from "../../src/uses/use.ts";

const PLACE = { path: "run.sh", line: 1, column: 1, endLine: 1, endColumn: 2 };
const SPREAD = "…";

const TAKES: Readonly<Record<string, Takes>> = {
  "--port": "one",
  "--model": "one",
  "--config": "one",
  "--compilation-config.mode": "one",
  "--enable-lora": "none",
  "--hf-token": "optional",
  "--served-model-name": "several",
};

function command(words: readonly string[], program: CommandUse["program"] = "serve"): CommandUse {
  const word = (text: string): Word => ({ text, place: PLACE, ...(text === SPREAD ? { spread: true } : {}) });
  return { kind: "command", program, words: words.map(word), place: PLACE, format: "shell", certainty: "certain" };
}

const known = (option: string) => TAKES[option.split("=")[0] ?? ""];

function concrete(words: readonly string[], program?: CommandUse["program"]): CommandLine | undefined {
  const config = (path: string) => (path === "known.yaml" ? "port: 1\n" : undefined);
  return concreteArguments(command(words, program), { releases: [known, known], config });
}

describe("concreteArguments", () => {
  it("keeps what is known, as it is written", () => {
    const words = ["org/m", "--port", "1", "--enable-lora", "--served-model-name", "a", "b", "--hf-token", "--port=2"];
    expect(concrete(words)).toEqual({ program: "serve", words, whole: true });
    expect(concrete(["--", "x"])?.words).toEqual(["--", "x"]);
    expect(concrete([])).toEqual({ program: "serve", words: [], whole: true });
  });

  it.each<[string, string[], string[]]>([
    ["an option whose value is not known", ["m", "--port", UNKNOWN, "--enable-lora"], ["m", "--enable-lora"]],
    ["one whose value is known in part", ["m", `--port=1${UNKNOWN}`, "--port", `1${UNKNOWN}`], ["m"]],
    ["a key of a JSON argument", ["m", "--compilation-config.mode", UNKNOWN], ["m"]],
    [
      "values of a list, but not those that are known",
      ["m", "--served-model-name", "a", UNKNOWN],
      ["m", "--served-model-name", "a"],
    ],
    ["a list of which none is known", ["m", "--served-model-name", UNKNOWN], ["m"]],
    ["a list whose values are in a variable", ["m", "--served-model-name", SPREAD], ["m"]],
    ["a value that is in a variable", ["m", "--port", SPREAD], ["m"]],
    ["an optional value", ["m", "--hf-token", UNKNOWN], ["m"]],
    ["what no release knows, with what follows", ["m", "--plugin", "x", "y", "--port", "1"], ["m", "--port", "1"]],
    ["what no release knows, with its value in the word", ["m", "--plugin=x", "--port", "1"], ["m", "--port", "1"]],
    ["a variable of options", ["m", SPREAD, "--port", "1"], ["m", "--port", "1"]],
    ["an option whose name is not known", ["m", `--${UNKNOWN}`, `--${UNKNOWN}=1`, "--port", "1"], ["m", "--port", "1"]],
    ["one word that is not known", ["m", UNKNOWN, "--port", "1"], ["m", "--port", "1"]],
    ["a configuration file that is not known", ["m", "--config", "other.yaml"], ["m"]],
  ])("leaves out %s", (_, words, kept) => {
    expect(concrete(words)).toEqual({ program: "serve", words: kept, whole: false });
  });

  it("takes any name for a model's that is not known", () => {
    expect(concrete([UNKNOWN, "--port", "1"])?.words).toEqual(["model", "--port", "1"]);
    expect(concrete([`org/${UNKNOWN}`])?.words).toEqual(["model"]);
    expect(concrete([SPREAD, "--port", "1"])?.words).toEqual(["model", "--port", "1"]);
    expect(concrete(["--plugin", "m"])?.words).toEqual(["model"]);
    expect(concrete(["--config", "other.yaml"])?.words).toEqual(["model"]);
    expect(concrete(["--model", UNKNOWN])?.words).toEqual(["model"]);
    expect(concrete([SPREAD, "--model", "m"])?.words).toEqual(["--model", "m"]);
    expect(concrete(["--model", UNKNOWN], "api-server")?.words).toEqual([]);
  });

  it("hands on the text of a configuration file", () => {
    expect(concrete(["m", "--config", "known.yaml"])).toEqual({
      program: "serve",
      words: ["m", "--config", "known.yaml"],
      whole: true,
      config: "port: 1\n",
    });
    expect(concreteArguments(command(["m", "--config", "known.yaml"]), { releases: [known] })?.words).toEqual(["m"]);
  });

  it("tells a value from an option as argparse does", () => {
    expect(concrete(["m", "--port", "-1"])?.words).toEqual(["m", "--port", "-1"]);
    expect(concrete(["m", "--port 1"])).toEqual({ program: "serve", words: ["m", "--port 1"], whole: true });
    expect(concrete(["m", "--compilation-config.mode", "-x"])?.words).toEqual(["m", "--compilation-config.mode", "-x"]);
    expect(concrete(["m", "--port"])).toEqual({ program: "serve", words: ["m", "--port"], whole: true });
  });

  it("gives nothing where the rest could be read in another way", () => {
    expect(concrete(["m", UNKNOWN, "8000"])).toBeUndefined();
    expect(concrete(["m", `--${UNKNOWN}`, "8000"])).toBeUndefined();
    const other = (option: string): Takes | undefined => (option === "--enable-lora" ? "one" : known(option));
    const both = (words: readonly string[]) => concreteArguments(command(words), { releases: [known, other] });
    expect(both(["m", "--enable-lora", UNKNOWN])).toBeUndefined();
    expect(both(["m", "--enable-lora", SPREAD])).toBeUndefined();
    expect(both(["m", "--enable-lora", "x"])?.words).toEqual(["m", "--enable-lora", "x"]);
  });

  it("keeps what one of the releases knows", () => {
    const only = (option: string): Takes | undefined => (option === "--swap-space" ? "one" : undefined);
    const line = concreteArguments(command(["m", "--swap-space", "4"]), { releases: [only, known] });
    expect(line).toEqual({ program: "serve", words: ["m", "--swap-space", "4"], whole: true });
  });
});
