import { describe, expect, test } from "vitest";
import { nodesOf } from "../../../src/breakage/workspace/syntax-node.ts";
import { openModule } from "../../../src/surface/syntax/module.ts";
import { interpolated, render } from "../../../src/surface/syntax/render.ts";
import { filledText, stringText } from "../../../src/surface/syntax/strings.ts";
import { parsePython } from "../release-texts.ts";

/** The expression that a text is, and the module it stands in. */
function expression(text: string) {
  const module = openModule("vllm/m.py", text, parsePython);
  const [statement] = nodesOf(module.root, new Set(["expression_statement"]));
  const node = statement?.children[0];
  if (node === undefined) throw new Error(`No expression: ${text}`);
  return { node, module };
}

describe("the text of a string literal", () => {
  test.each([
    ["plain", "'a'", "a"],
    ["in parentheses, over lines, with a comment between", "('a'  # why\n 'b')", "ab"],
    ["common escapes", String.raw`"\t\x41\u00e9\"\\"`, '\tA\u00e9"\\'],
    ["an escaped line end", "'a\\\nb'", "ab"],
    ["an escape that Python does not know", String.raw`"\d"`, String.raw`\d`],
    ["raw", String.raw`r"\n"`, String.raw`\n`],
    ["an f-string that computes nothing", "f'{{a}}'", "{a}"],
    ["braces of a plain string", "'{{a}}'", "{{a}}"],
    ["bytes", "b'a'", undefined],
    ["bytes in a concatenation", "b'a' b'b'", undefined],
    ["what computes", "f'{a}'", undefined],
    ["no string", "a", undefined],
  ])("%s", (_, text, said) => {
    const { node, module } = expression(text);
    expect(stringText(node, module)).toBe(said);
  });
});

test("what an f-string computes is filled in, as it is or as another has formatted it", () => {
  const { node, module } = expression("f'{a}-' f'{b!r}' '{c}'");
  const plain: boolean[] = [];
  const filled = filledText(node, module, (part) => {
    plain.push(part.plain);
    return part.expression === undefined ? undefined : module.source(part.expression).toUpperCase();
  });
  expect(filled).toBe("A-B{c}");
  expect(plain).toEqual([true, false]);
});

test("a message is read with names put in, and dots for what cannot be told", () => {
  const { node, module } = expression("('a %s ' f'{name} ' + other() + ('b' if old else 'c'))");
  expect(render(node, module, (name) => (name === "name" ? "VLLM_A" : undefined))).toBe("a %s VLLM_A …b");
});

test("names that stand for long texts make no message longer than anyone reads", () => {
  const long = "x".repeat(90_000);
  const { node, module } = expression(`f"${"{a}".repeat(30_000)}" + f"${"{a}".repeat(30_000)}"`);
  expect(render(node, module, () => long).length).toBeLessThan(200_000);
  expect(interpolated("%s".repeat(30_000), Array(30_000).fill(long)).length).toBeLessThan(200_000);
});
