import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { SHARPENING } from "../../src/analysis/release-source.ts";

const breakage = join(import.meta.dirname, "../../src/breakage");

it("names the sharpening by what sharpens: a tree kept by an older one must not be used", () => {
  const hash = createHash("sha256");
  for (const folder of ["names", "sharpen"]) {
    for (const file of readdirSync(join(breakage, folder)).sort())
      hash.update(readFileSync(join(breakage, folder, file)));
  }
  const now = hash.digest("hex").slice(0, 12);
  expect(SHARPENING, `Set SHARPENING in src/analysis/release-source.ts to "${now}".`).toBe(now);
});
