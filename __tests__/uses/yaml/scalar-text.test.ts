import { describe, expect, it } from "vitest";
import { isMap, type Scalar } from "yaml";
import { traced } from "../../../src/text/traced.ts";
import { yamlDocuments } from "../../../src/uses/yaml/documents.ts";
import { scalarText } from "../../../src/uses/yaml/scalar-text.ts";

/** The value of `a:`, and where each of its words is written. */
function read(yaml: string): { readonly value: string; readonly words: Record<string, string> } {
  const text = `${yaml}\n`;
  const [first] = yamlDocuments(traced(text, 0), () => true, undefined);
  const root = first?.document.contents;
  if (first === undefined || !isMap(root)) throw new Error("not a mapping");
  const scalar = root.get("a", true) as unknown as Scalar;
  const value = scalarText(scalar, first.source);
  const words: Record<string, string> = {};
  for (const { 0: word, index } of value.text.matchAll(/\S+/g)) {
    const piece = value.pieces.filter(({ start }) => start <= index).at(-1);
    if (piece !== undefined)
      words[word] = text.slice(piece.at + (piece.length === undefined ? index - piece.start : 0)).slice(0, word.length);
  }
  expect(value.text).toBe(scalar.value);
  expect(value.pieces.map((piece) => piece.text).join("")).toBe(value.text);
  return { value: value.text, words };
}

describe("the text of a scalar", () => {
  it.each([
    ["plain", "a: --x 1", "--x 1"],
    ["plain over lines", "a: --x 1\n  --y\n\n  --z", "--x 1 --y\n--z"],
    ["single quotes", "a: '--x ''q'' --y'", "--x 'q' --y"],
    ["single quotes over lines", "a: '--x\n  --y\n\n\n  --z'", "--x --y\n\n--z"],
    ["double quotes", 'a: "--x --y"', "--x --y"],
    ["literal", "a: |\n  one --x \\\n    --y\n\n  two", "one --x \\\n  --y\n\ntwo\n"],
    ["literal, indented", "a: |2-\n    one\n   two", "  one\n two"],
    ["literal after a comment", "a: | # why\n  one\n  two", "one\ntwo\n"],
    ["folded", "a: >-\n  --x\n  --y\n\n  --z\n    --deep\n  --w", "--x --y\n--z\n  --deep\n--w"],
  ])("%s: every word is found where it stands", (_, yaml, value) => {
    const found = read(yaml);
    expect(found.value).toBe(value);
    for (const [word, written] of Object.entries(found.words)) {
      if (!word.includes("'")) expect(written).toBe(word);
    }
  });

  it("undoes escapes, and goes on behind them", () => {
    const { value, words } = read('a: "one\\n\\x41 two\\u00e9 \\\n   --x\\n\n  \\  --y --z"');
    expect(value).toBe("one\nA twoé --x\n   --y --z");
    expect(words).toMatchObject({ one: "one", "--x": "--x", "--y": "--y", "--z": "--z" });
  });

  it("keeps numbers as they are written", () => {
    const [first] = yamlDocuments(traced("a: 0.90\n", 0), () => true, undefined);
    const root = first?.document.contents;
    const scalar = isMap(root) ? (root.get("a", true) as unknown as Scalar) : undefined;
    expect(first && scalar && scalarText(scalar, first.source).text).toBe("0.90");
  });
});
