import { parse } from "smol-toml";
import { describe, expect, it } from "vitest";
import { type TomlPath, tomlStrings } from "../../src/pins/toml-strings.ts";

/** Every string of a parsed document, with its path. */
function strings(value: unknown, path: TomlPath = []): readonly (readonly [TomlPath, string])[] {
  if (typeof value === "string") return [[path, value]];
  if (Array.isArray(value)) return value.flatMap((item, index) => strings(item, [...path, index]));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => strings(item, [...path, key]));
}

const DOCUMENT = String.raw`
# comment = "no"
title = "a" # "b"
'quoted key' = 'c'
"esc\"aped".inner = "d\te\u00e9\U0001F600"
a.b . c = "dotted"
multi = """
first
second \
   joined "" quotes"""
literal = '''
raw \n ''quotes'''''
number = 1_000
date = 1979-05-27T07:32:00Z
float = -inf
bool = true
array = [ "x", 'y', # z
  [ "nested" ], { k = "in", l = ["m"] },
]
empty = ""
empty_array = []
[table]
x = "1"
[table.sub]
x = "2"
[[list]]
x = "3"
[list.child]
x = "4"
[[list]]
x = "5"
[[list.deep]]
x = "6"
[[list.deep]]
x = "7"
[ spaced . "header" ]
x = "8"
`;

describe("tomlStrings", () => {
  it.each([
    ["line feeds", DOCUMENT],
    ["carriage returns", DOCUMENT.replaceAll("\n", "\r\n")],
  ])("finds every string a parser finds, with %s", (_, text) => {
    const found = tomlStrings(text);
    const expected = strings(parse(text));
    expect(expected.length).toBe(20);
    for (const [path, value] of expected) {
      expect([path, found.at(path)?.text.replaceAll("\r\n", "\n")]).toEqual([path, value.replaceAll("\r\n", "\n")]);
    }
  });

  it("points at the source of what needs no decoding", () => {
    const found = tomlStrings(DOCUMENT);
    for (const path of [["title"], ["array", 2, 0], ["list", 1, "deep", 1, "x"], ["spaced", "header", "x"]]) {
      const value = found.at(path);
      const piece = value?.pieces[0];
      expect(piece && DOCUMENT.slice(piece.at, piece.at + (value?.text.length ?? 0))).toBe(value?.text);
    }
  });

  it("ends on text that is not TOML", () => {
    for (const text of [
      "[",
      "[[",
      "a",
      "a = ",
      'a = "',
      "a = [",
      "a = {",
      "}",
      "=",
      '"',
      "a = {b",
      "[a",
      "\\",
      "a.=1",
    ]) {
      expect(tomlStrings(text).at(["x"])).toBeUndefined();
    }
  });
});
