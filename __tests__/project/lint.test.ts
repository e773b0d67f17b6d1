import { expect, it } from "vitest";
import { tool } from "./support/project.ts";

const clean = { exitCode: 0, output: expect.any(String) };

it("biome has nothing to say, warnings included", () => {
  const result = tool("@biomejs/biome/bin/biome", "check", "--error-on-warnings", "--colors=off", ".");
  expect(result, result.output).toEqual(clean);
});

it("the types hold, in the tests and scripts too", () => {
  const result = tool("typescript/bin/tsc");
  expect(result, result.output).toEqual(clean);
});

it("knip finds no dead file, export or dependency", () => {
  const result = tool("knip/bin/knip.js", "--no-progress");
  expect(result, result.output).toEqual(clean);
});
