import { describe, expect, it } from "vitest";
import type { Surface } from "../../src/surface/surface.ts";
import { type LiveSurface, withBothLive, withLive } from "../../src/surface/with-live.ts";

const ORIGIN = { file: "vllm/engine/arg_utils.py", line: 7 };

const SOURCE: Surface = {
  version: "0.32.0",
  options: [
    {
      ...ORIGIN,
      names: ["--dtype"],
      negations: [],
      destination: "dtype",
      form: "value",
      choices: ["auto", "half"],
      default: '"auto"',
      deprecated: "use another",
    },
    { ...ORIGIN, names: ["--gone"], negations: [], destination: "gone", form: "switch" },
  ],
  configs: { CompilationConfig: { mode: { ...ORIGIN, default: "None" }, invented: ORIGIN }, Unmet: { field: ORIGIN } },
  parameters: { LLM: { model: ORIGIN } },
  variables: { VLLM_A: { ...ORIGIN, default: "1" }, VLLM_INVENTED: ORIGIN },
  variablesElsewhere: ["VLLM_B"],
  requests: { ChatCompletionRequest: { model: ORIGIN, invented: ORIGIN } },
  metrics: { "vllm:a": { ...ORIGIN, type: "gauge" } },
  architectures: { A: ORIGIN, Invented: ORIGIN },
  formerArchitectures: { Old: { last: "0.9" } },
};

const LIVE: LiveSurface = {
  version: "0.32.0+cpu",
  options: [
    { names: ["--dtype", "-d"], negations: [], destination: "dtype", form: "optional-value", default: "'auto'" },
    { names: ["--new"], negations: ["--no-new"], destination: "new", form: "boolean" },
    { names: ["--gone"], negations: [], destination: "gone", form: "value", choices: ["cpu"] },
  ],
  configs: { CompilationConfig: { mode: { default: "0" }, level: { default: "1" } }, Nested: {} },
  parameters: { LLM: { model: {}, seed: {} } },
  variables: { VLLM_A: {}, VLLM_C: {} },
  requests: { ChatCompletionRequest: { model: {} } },
  metrics: { "vllm:a": { type: "counter" }, "vllm:b": { type: "counter", hidden: true } },
  architectures: { A: {}, constructor: {} },
  formerArchitectures: { Old: { last: "0.9" } },
  untold: [],
};

describe("withLive", () => {
  it("accepts what the package accepts, with what the source says of it", () => {
    const surface = withLive(SOURCE, LIVE);
    expect(surface).toMatchObject({ version: "0.32.0", variablesElsewhere: ["VLLM_B"] });
    expect(surface.options).toEqual([
      {
        ...ORIGIN,
        names: ["--dtype", "-d"],
        negations: [],
        destination: "dtype",
        form: "optional-value",
        default: '"auto"',
        deprecated: "use another",
      },
      LIVE.options[1],
      { ...ORIGIN, names: ["--gone"], negations: [], destination: "gone", form: "value" },
    ]);
    const [option] = LIVE.options;
    const choosing = { ...LIVE, options: option === undefined ? [] : [{ ...option, choices: ["auto"] }] };
    expect(withLive(SOURCE, choosing).options[0]?.choices).toEqual(["auto"]);
    expect(surface.configs["CompilationConfig"]).toEqual({
      mode: { ...ORIGIN, default: "None" },
      level: { default: "1" },
    });
    expect(surface.parameters["LLM"]).toEqual({ model: ORIGIN, seed: {} });
    expect(surface.variables).toEqual({ VLLM_A: { ...ORIGIN, default: "1" }, VLLM_C: {} });
    expect(surface.requests["ChatCompletionRequest"]).toEqual({ model: ORIGIN });
    expect(surface.architectures).toEqual({ A: ORIGIN, constructor: {} });
  });

  it("keeps a class that one of them did not meet, and every metric", () => {
    const { configs, metrics } = withLive(SOURCE, LIVE);
    expect(Object.keys(configs)).toEqual(["CompilationConfig", "Unmet", "Nested"]);
    expect(metrics).toEqual({ "vllm:a": { ...ORIGIN, type: "gauge" }, "vllm:b": { type: "counter", hidden: true } });
    expect(Object.keys(withLive({ ...SOURCE, metrics: { "vllm:c": { type: "gauge" } } }, LIVE).metrics)).toContain(
      "vllm:c",
    );
  });

  it("keeps what the source has of a part that was not wholly told", () => {
    const parts = ["options", "requests", "variables"] as const;
    const untold = parts.map((part) => ({ part, what: "vllm.x", why: "ImportError" }));
    const surface = withLive(SOURCE, { ...LIVE, untold });
    expect(surface.options).toEqual(SOURCE.options);
    expect(Object.keys(surface.requests["ChatCompletionRequest"] ?? {})).toEqual(["model", "invented"]);
    expect(Object.keys(surface.variables)).toEqual(["VLLM_A", "VLLM_INVENTED", "VLLM_C"]);
    expect(Object.keys(surface.architectures)).toEqual(["A", "constructor"]);
  });
});

describe("withBothLive", () => {
  const sources = { current: SOURCE, target: { ...SOURCE, version: "0.33.0" } };
  const untold = [{ part: "requests", what: "vllm.x", why: "ImportError" }] as const;

  it("compares the packages, also where neither could be asked the same", () => {
    const live = { current: { ...LIVE, untold }, target: { ...LIVE, untold } };
    const both = withBothLive(sources, live);
    expect(both).toEqual({
      current: withLive(sources.current, live.current),
      target: withLive(sources.target, live.target),
    });
  });

  it("compares the sources in a part of which one told less: nothing goes for not having been asked", () => {
    const both = withBothLive(sources, { current: LIVE, target: { ...LIVE, variables: {}, untold } });
    expect(both.current.requests).toEqual(SOURCE.requests);
    expect(both.target.requests).toEqual(SOURCE.requests);
    expect(Object.keys(both.current.variables)).toContain("VLLM_C");
    expect(both.target.version).toBe("0.33.0");
  });
});
