import { expect, it } from "vitest";
import { optionTakes } from "../../../src/breakage/surface/option-takes.ts";
import type { ServeOption, Surface } from "../../../src/surface/surface.ts";

const option = (form: ServeOption["form"], ...names: string[]): ServeOption => ({
  names,
  negations: form === "boolean" ? names.map((name) => name.replace("--", "--no-")) : [],
  destination: "x",
  form,
});

const SURFACE: Surface = {
  version: "0.32.0",
  options: [
    option("value", "--port"),
    option("value", "--tensor-parallel-size", "-tp"),
    option("value", "--optimization-level"),
    option("switch", "--headless"),
    option("boolean", "--enable-lora"),
    option("optional-value", "--hf-token"),
    option("values", "--served-model-name"),
    option("value", "--compilation-config", "-cc"),
  ],
  configs: {},
  parameters: {},
  variables: {},
  variablesElsewhere: [],
  requests: {},
  metrics: {},
  architectures: {},
  formerArchitectures: {},
};

it("tells how many words an option takes", () => {
  const takes = optionTakes(SURFACE);
  const told = (word: string) => takes(word, "next");
  expect(["--port", "--tensor_parallel_size", "--tensor-par", "-tp", "-cc.mode", "--port=1"].map(told)).toEqual(
    Array(6).fill("one"),
  );
  expect(["--headless", "--enable-lora", "--no-enable-lora"].map(told)).toEqual(Array(3).fill("none"));
  expect(["--hf-token", "--served-model-name"].map(told)).toEqual(["optional", "several"]);
  expect(["--gone", "--h", "word"].map(told)).toEqual([undefined, undefined, undefined]);
  expect(takes("-O", "3")).toBe("one");
  expect(takes("--port", undefined)).toBe("one");
});
