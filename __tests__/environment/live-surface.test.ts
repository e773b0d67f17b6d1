import { describe, expect, it } from "vitest";
import { liveSurface } from "../../src/environment/live-surface.ts";

const OPTION = { names: ["--x"], negations: ["--no-x"], destination: "x", form: "boolean" };

const SURFACE = {
  options: [{ ...OPTION, choices: ["a"], default: "None", deprecated: "old\nnews" }],
  configs: { CompilationConfig: { mode: { default: "0" }, pass_config: { config: "PassConfig" } } },
  parameters: { LLM: { model: {} } },
  variables: { VLLM_A: {} },
  requests: { ChatCompletionRequest: { model: {} } },
  metrics: { "vllm:a": { type: "counter" }, "vllm:b": { type: "gauge", hidden: true } },
  architectures: { A: {} },
  formerArchitectures: { Old: { last: "0.9", plugin: "https://example.org" } },
};

function read(surface: unknown, over: object = {}) {
  // As text: what runs there may tell keys that no object literal makes.
  const told = JSON.stringify({ version: "0.32.0", surface, missing: [], ...over }).replaceAll("PROTO", "__proto__");
  return liveSurface(JSON.parse(told));
}

describe("liveSurface", () => {
  it("gives what the package told", () => {
    const [option] = SURFACE.options;
    expect(read(SURFACE)).toEqual({
      ...SURFACE,
      version: "0.32.0",
      options: [{ ...option, deprecated: "old news" }],
      untold: [],
    });
  });

  it("names what the package could not be asked", () => {
    const { metrics: _, ...rest } = SURFACE;
    const missing = [{ part: "requests", what: "vllm.x", why: "ImportError: y" }];
    expect(read(rest, { missing })).toMatchObject({
      metrics: {},
      untold: [...missing, { part: "metrics", what: "metrics", why: "it was not told" }],
    });
  });

  it("tells why there is no answer", () => {
    expect(read(undefined, { unsurveyed: "ImportError: x" })).toMatchObject({ ok: false, error: "ImportError: x" });
  });

  it("takes a name for what it is, whatever JavaScript means by it", () => {
    const surface = read({ ...SURFACE, variables: { PROTO: {}, constructor: {} } });
    expect("variables" in surface && Object.keys(surface.variables)).toEqual(["__proto__", "constructor"]);
  });

  it.each<[string, unknown, object?]>([
    ["nothing", undefined],
    ["no object", [SURFACE]],
    ["no version", SURFACE, { version: 32 }],
    ["no list of options", { ...SURFACE, options: {} }],
    ["an option without names", { ...SURFACE, options: [{ ...OPTION, names: "--x" }] }],
    ["an option of a form that is none", { ...SURFACE, options: [{ ...OPTION, form: "any" }] }],
    ["an option that is none", { ...SURFACE, options: [1] }],
    ["a name with a control character", { ...SURFACE, variables: { "VLLM_\u001b[2J": {} } }],
    ["an endless name", { ...SURFACE, variables: { ["V".repeat(2000)]: {} } }],
    ["a default that is no text", { ...SURFACE, configs: { A: { b: { default: 1 } } } }],
    ["words that are none", { ...SURFACE, formerArchitectures: { A: { last: 1 } } }],
    ["fields that are none", { ...SURFACE, parameters: { LLM: ["model"] } }],
    ["a metric of a type that is none", { ...SURFACE, metrics: { a: { type: "any" } } }],
    [
      "a table of a million",
      { ...SURFACE, variables: Object.fromEntries(Array.from({ length: 6000 }, (_, i) => [i, {}])) },
    ],
    ["a part that is none", SURFACE, { missing: [{ part: "all", what: "x", why: "y" }] }],
    ["no list of what is missing", SURFACE, { missing: "none" }],
  ])("refuses %s", (_, surface, over) => {
    const told = read(surface, over);
    expect(told).toMatchObject({ ok: false });
    expect("error" in told && told.error).toMatch(/^what it tells is not in the form of a surface: /);
  });
});
