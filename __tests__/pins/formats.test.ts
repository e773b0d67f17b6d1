import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { FORMATS } from "../../src/pins/formats.ts";
import { PIN_FORMATS } from "../../src/pins/pin.ts";

const schema: unknown = JSON.parse(readFileSync("schema/report.schema.json", "utf8"));

/** Every `enum` of the schema, by the name of its property. */
function enums(node: unknown, name = ""): readonly (readonly [string, readonly unknown[]])[] {
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) =>
    key === "enum" && Array.isArray(value) ? [[name, value] as const] : enums(value, key),
  );
}

describe("pin formats", () => {
  it("are those of the report's schema, each with a reader", () => {
    const formats = enums(schema).filter(([name, values]) => name === "format" && values.includes("requirements"));
    expect(formats.map(([, values]) => values)).toEqual([[...PIN_FORMATS]]);
    expect(FORMATS.map(({ format }) => format).sort()).toEqual([...PIN_FORMATS].sort());
  });
});
