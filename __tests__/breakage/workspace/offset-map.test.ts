import { expect, it } from "vitest";
import { applyEdits, type Edit } from "../../../src/breakage/workspace/offset-map.ts";
import { prepared } from "./support.ts";

/** A small linear congruential generator: the same numbers on every run. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

it("maps every character that no edit touches to itself", () => {
  for (let seed = 1; seed <= 200; seed += 1) {
    const next = numbers(seed);
    const text = Array.from({ length: 60 }, () => "ab é😀\n\t"[next(8)]).join("");
    const edits: Edit[] = [];
    for (let at = next(5); at < text.length; at += 1 + next(9)) {
      const end = Math.min(text.length, at + next(3));
      edits.push({ start: at, end, text: "~".repeat(next(4)), place: { start: 1000 + at, end: 2000 + at } });
      at = end;
    }
    const edited = applyEdits(text, edits);
    const back = [...edited.text].length > 0 ? edited.text.split("") : [];
    let copied = 0;
    for (const [at, unit] of back.entries()) {
      const source = edited.toText(at);
      if (unit === "~") expect(source).toBeGreaterThanOrEqual(1000);
      else {
        expect(text[source]).toBe(unit);
        copied += 1;
      }
    }
    expect(copied).toBe(text.length - edits.reduce((sum, edit) => sum + edit.end - edit.start, 0));
    expect(edited.toText(edited.text.length)).toBe(text.length);
  }
});

it("maps every position of a file without edits to itself, from the checker's units to UTF-16", () => {
  for (let seed = 1; seed <= 50; seed += 1) {
    const next = numbers(seed);
    const units = ["a", " ", "é", "😀", "\t", "\f", "\u2028", "'", "\n", "\r\n"];
    const text = Array.from({ length: 80 }, () => units[next(units.length)]).join("");
    const file = prepared("x.py", text);
    for (const [row, line] of text.split("\n").entries()) {
      const points = [...line.replace(/\r$/, "")];
      for (let column = 0; column <= points.length; column += 1)
        expect(file.toSource({ line: row + 1, column: column + 1 })).toEqual({
          path: "x.py",
          line: row + 1,
          column: points.slice(0, column).join("").length + 1,
        });
    }
  }
});
