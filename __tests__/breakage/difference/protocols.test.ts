import { describe, expect, it } from "vitest";
import { isProtocol } from "../../../src/breakage/difference/protocols.ts";
import { openRelease } from "../../../src/breakage/explain/release-modules.ts";
import { loadPythonParser } from "../../../src/platform/syntax-parsers.ts";
import { memorySource } from "../../support/release-source.ts";

const parse = await loadPythonParser(process.cwd());
const release = openRelease(
  memorySource("1.0", { "vllm/a.py": "class TokenizerLike(Protocol):\n    x: int\n\nclass Engine:\n    x: int\n" }),
  parse,
);

describe("types that say only what an object has at least", () => {
  it.each([
    ["Sequence[int]", true],
    ["Mapping[str, Any]", true],
    ["TokenizerLike", true],
    ["Engine", false],
    ["SequenceGroup", false],
    ["list[int]", false],
  ])("%s: %s", async (type, expected) => {
    expect(await isProtocol(type, release)).toBe(expected);
  });
});
