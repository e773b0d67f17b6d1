import { describe, expect, it } from "vitest";
import { resolveOption } from "../../../src/breakage/surface/resolve-option.ts";
import { UNKNOWN } from "../../../src/uses/use.ts";
import { option, surface } from "./support.ts";

const release = surface("0.11.2", {
  options: [
    option("--tensor-parallel-size, -tp"),
    option("--quantization, -q"),
    option("--enable-lora", "boolean"),
    option("--enable-lora-bias", "boolean", { negations: ["--no-enable-lora-bias", "--disable-lora-bias"] }),
    option("--compilation-config, -O", "value", { config: "CompilationConfig" }),
  ],
});
const later = surface("0.13.0", {
  options: [
    option("--optimization-level"),
    option("--compilation-config, -cc", "value", { config: "CompilationConfig" }),
  ],
});

const resolve = (text: string, next?: string, of = release) =>
  resolveOption(text, of, { abbreviations: true, ...(next === undefined ? {} : { next }) });

describe("a word of the command line", () => {
  it.each([
    ["--tensor-parallel-size", { name: "--tensor-parallel-size", exact: true }],
    ["--tensor_parallel_size", { name: "--tensor-parallel-size", exact: true }],
    ["--tensor_parallel-size=4", { name: "--tensor-parallel-size", value: "4" }],
    ["--tensor-par", { name: "--tensor-parallel-size", exact: false }],
    ["--tensor_par=4", { name: "--tensor-parallel-size", exact: false, value: "4" }],
    ["-tp", { name: "-tp", exact: true }],
    ["-tp=4", { name: "-tp", value: "4" }],
    ["-t", { name: "-tp", exact: false }],
    ["-qfp8", { name: "-q", value: "fp8" }],
    ["--enable-lora", { name: "--enable-lora", exact: true, negated: false }],
    ["--no-enable-lora", { name: "--no-enable-lora", negated: true }],
    ["--disable-lora-bias", { name: "--disable-lora-bias", negated: true }],
    [
      "--compilation-config.pass_config.enable_noop",
      { name: "--compilation-config", path: ["pass_config", "enable_noop"] },
    ],
    ["--compilation_config.mode=3", { name: "--compilation-config", path: ["mode"], value: "3" }],
    ["--compilation-config.splitting_ops+", { path: ["splitting_ops"] }],
    ["-O3", { name: "-O", value: "3" }],
    ["-O=3", { name: "-O", value: "3" }],
    ["-O.level=3", { name: "-O", path: ["level"], value: "3" }],
    ["-O.level", { name: "-O", path: ["level"] }],
  ])("%s is an option", (text, expected) => {
    expect(resolve(text)).toMatchObject({ kind: "option", ...expected });
  });

  it.each(["model", "-", "-1", "-0.5", "--dtype auto", '--hf-overrides {"a": "b=c"}', "--"])("%s is none", (text) => {
    expect(resolve(text)).toBeUndefined();
  });

  it.each(["--omni", "--tensor-parallel-size-x", `--${UNKNOWN}`, "-tp4", "-x"])("%s is not known", (text) => {
    expect(resolve(text)).toEqual({ kind: "unknown" });
  });

  it("is ambiguous where several names begin so", () => {
    expect(resolve("--enable")).toEqual({ kind: "ambiguous", names: ["--enable-lora", "--enable-lora-bias"] });
  });

  it("has no abbreviations where nobody says whose it is", () => {
    expect(resolveOption("--tensor-par", release, { abbreviations: false })).toEqual({ kind: "unknown" });
  });

  it("gives -O to the optimization level where no option is called so", () => {
    expect(resolve("-O3", undefined, later)).toMatchObject({ name: "--optimization-level", value: "3" });
    expect(resolve("-O", "2", later)).toMatchObject({ name: "--optimization-level" });
    expect(resolve("-O", '{"mode": 3}', later)).toEqual({ kind: "unknown" });
    expect(resolve("-O.mode=3", undefined, later)).toEqual({ kind: "unknown" });
    const dotted = { ...later, optimizationDots: true };
    expect(resolve("-O.mode=3", undefined, dotted)).toMatchObject({ name: "--compilation-config", path: ["mode"] });
  });

  it("takes a long line of unknown words without delay", () => {
    const long = `--${"a-".repeat(100_000)}`;
    expect(resolve(long)).toEqual({ kind: "unknown" });
  });
});
