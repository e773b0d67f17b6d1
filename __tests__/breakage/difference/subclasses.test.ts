import { describe, expect, it } from "vitest";
import { subclassFinder } from "../../../src/breakage/difference/subclasses.ts";

const subclassWith = (owner: string, name: string, texts: readonly string[]) =>
  subclassFinder(() => texts)(owner, name);

const OURS =
  "class Ours(vllm.Backend, Mixin):\n    def shape(self):\n        self.rows = 1\n    size: int = 0\n\nx = 1\n";

describe("an attribute that the target's class has no more", () => {
  it.each([
    ["Backend", "shape", "Ours"],
    ["type[Backend]", "shape", "Ours"],
    ["None | Backend", "rows", "Ours"],
    ["Backend & ~Other", "size", "Ours"],
    ["Backend", "gone", undefined],
    ["Other & ~Backend", "shape", undefined],
    ["Unrelated", "shape", undefined],
    ["Self@f", "shape", undefined],
    ["<module 'vllm.Backend'>", "shape", undefined],
    ["Backend", "x", undefined],
  ])("of %s, `%s`, may be %s's", (owner, name, expected) => {
    expect(subclassWith(owner, name, [OURS])).toBe(expected);
  });

  it("may be declared by a grandchild, in whatever order the files come", () => {
    const child = "class Child(Parent[int]):\n    def m(self): ...\n";
    expect(subclassWith("Backend", "m", [child, "class Parent(Backend):\n    pass\n"])).toBe("Child");
    expect(subclassWith("Backend", "m", [child])).toBeUndefined();
  });

  it("is not what a method gives a call, or calls a variable", () => {
    const text =
      "class B(A):\n    n: int\n\n    def f(self):\n        m = 1\n        return g(\n            m=1,\n        )\n";
    expect(subclassWith("A", "m", [text])).toBeUndefined();
    expect(subclassWith("A", "n", [text])).toBe("B");
  });

  it("ends with classes that derive from each other", () => {
    expect(subclassWith("A", "m", ["class B(A, C): ...\nclass C(B): ...\n"])).toBeUndefined();
  });
});
