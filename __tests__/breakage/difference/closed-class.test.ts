import { expect, it } from "vitest";
import { refusesAttributes } from "../../../src/breakage/difference/closed-class.ts";
import { openRelease } from "../../../src/breakage/explain/release-modules.ts";
import { loadPythonParser } from "../../../src/platform/syntax-parsers.ts";

const parse = await loadPythonParser(process.cwd());

it.each([
  ["class C(msgspec.Struct):\n    pass\n", true],
  ["class C(\n    msgspec.Struct,\n    omit_defaults=True,  # type: ignore[call-arg]\n):\n    pass\n", true],
  ["class C(msgspec.Struct, omit_defaults=True, dict=True):\n    pass\n", false],
  ["@dataclass(slots=True)\nclass C:\n    pass\n", true],
  ["@dataclass\nclass C:\n    pass\n", false],
  ["class C(Structure):\n    pass\n", false],
])("%j takes no attribute that it does not declare: %s", async (text, expected) => {
  const names = ["vllm/__init__.py", "vllm/c.py"];
  const source = {
    version: "0.12.0",
    folder: "/x",
    names,
    text: async (name: string) => (name === "vllm/c.py" ? text : ""),
  };
  expect(await refusesAttributes("C", openRelease(source, parse))).toBe(expected);
});
