import { describe, expect, it } from "vitest";
import type { Diagnostic } from "../../../src/breakage/diagnostic.ts";
import { subtract } from "../../../src/breakage/difference/subtract.ts";

function at(code: Diagnostic["code"], text: string, over: Partial<Diagnostic> = {}): Diagnostic {
  return { code, path: "a.py", line: 3, column: 5, endLine: 3, endColumn: 9, text, ...over };
}

describe("subtracting what the current release says from what the target says", () => {
  it("keeps what is new and drops what was there", () => {
    const known = at("missing-attribute", "Object of type `C` has no attribute `x`");
    const fresh = at("unknown-argument", "Argument `k` does not match any known parameter of `C.__init__`", {
      line: 9,
    });
    expect(subtract([known], [known, fresh])).toEqual([fresh]);
  });

  it("says nothing of what the target mends", () => {
    expect(subtract([at("import-not-found", "Cannot resolve imported module `vllm.old`")], [])).toEqual([]);
  });

  it.each<[what: string, before: Diagnostic, after: Diagnostic]>([
    [
      "a call that gave too many arguments before",
      at("too-many-positional-arguments", "Too many positional arguments to function `f`: expected 3, got 4"),
      at("too-many-positional-arguments", "Too many positional arguments to function `f`: expected 2, got 4"),
    ],
    [
      "an attribute of a class that has another name now",
      at("missing-attribute", "Object of type `OldEngine` has no attribute `x`"),
      at("missing-attribute", "Object of type `NewEngine` has no attribute `x`"),
    ],
    [
      "an import that failed at the module and fails at the name now",
      at("import-not-found", "Cannot resolve imported module `vllm.a`", { column: 6 }),
      at("missing-module-member", "Module `vllm.a` has no member `b`", { column: 20 }),
    ],
    [
      "a missing argument of a function that has another name now",
      at("missing-argument", "No argument provided for required parameter `a` of function `f`"),
      at("missing-argument", "No argument provided for required parameter `a` of bound method `C.f`"),
    ],
  ])("does not count %s as new", (_, before, after) => {
    expect(subtract([before], [after])).toEqual([]);
  });

  it("counts another required parameter at the same call as new", () => {
    const before = at("missing-argument", "No argument provided for required parameter `a` of function `f`");
    const after = at("missing-argument", "No arguments provided for required parameters `a`, `b` of function `f`");
    expect(subtract([before], [after])).toEqual([after]);
  });

  it("sorts by place and says one thing once", () => {
    const later = at("missing-attribute", "Object of type `C` has no attribute `x`", { line: 20 });
    const first = at("missing-attribute", "Object of type `C` has no attribute `y`", { line: 2 });
    expect(subtract([], [later, first, later])).toEqual([first, later]);
  });
});
