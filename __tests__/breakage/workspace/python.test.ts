import { describe, expect, it } from "vitest";
import { prepare } from "../../../src/breakage/workspace/prepare.ts";
import { checkerPlace, parse, prepared, sourceOf } from "./support.ts";

describe("a Python file for the type checker", () => {
  it("is what it was, when nothing in it hides a break", () => {
    const text = "# type: ignore\nfrom vllm import LLM  # noqa\nif TYPE_CHECKING:\n    pass\nLLM(**kwargs)\n";
    expect(prepared("a/b.py", text)).toMatchObject({ path: "a/b.py", text, origin: "python" });
  });

  it("keeps its length where something hid a break", () => {
    const pairs = [
      ["x.y  # ty: ignore[missing-attribute]", "x.y  # t_: ignore[missing-attribute]"],
      ["#ty:ignore # noqa", "#t_:ignore # noqa"],
      ["'# ty: ignore'", "'# ty: ignore'"],
      ["@typing.no_type_check\ndef f(): pass", "@typing._o_type_check\ndef f(): pass"],
      ["if hasattr(llm, 'x'): llm.x", "if _asattr(llm, 'x'): llm.x"],
      ["self.hasattr(x)\ndef hasattr(x): 'hasattr'", "self.hasattr(x)\ndef hasattr(x): 'hasattr'"],
      ["if not TYPE_CHECKING:\n    pass", "if not _YPE_CHECKING:\n    pass"],
    ] as const;
    for (const [text, expected] of pairs) expect(prepared("a.py", text).text).toBe(expected);
  });

  it("shows the branch that runs, where the other is for type checkers", () => {
    const branches = (body: string) => prepared("a.py", `if x:\n  if TYPE_CHECKING:\n    import a\n\n${body}`).text;
    const renamed = (body: string) => branches(body).includes("if _YPE_CHECKING:");
    expect(renamed("  else:\n    # why\n    from vllm import x")).toBe(true);
    expect(renamed("  else: import vllm")).toBe(true);
    expect(renamed("  else:\n    import b\n  import vllm")).toBe(false);
    expect(renamed("else:\n    import vllm")).toBe(false);
    expect(renamed("  import vllm")).toBe(false);
    expect(renamed("")).toBe(false);
  });

  it("maps code points to UTF-16 units, in every kind of line", () => {
    const text = "\ufeffimport vllm\r\n\f\t'😀é'; vllm.a\n'\u2028'; vllm.b\n\0 vllm.c\n";
    const file = prepared("a.py", text);
    expect(file.toSource({ line: 1, column: 8 })).toEqual({ path: "a.py", line: 1, column: 9 });
    expect(file.toSource({ line: 2, column: 9 })).toEqual({ path: "a.py", line: 2, column: 10 });
    expect(file.toSource({ line: 3, column: 6 })).toEqual({ path: "a.py", line: 3, column: 6 });
    expect(file.toSource({ line: 4, column: 3 })).toEqual({ path: "a.py", line: 4, column: 3 });
    // The checker ends a line at a lone carriage return, editors do not.
    expect(prepared("a.py", "x = 1\rvllm.d").toSource({ line: 2, column: 6 })).toEqual({
      path: "a.py",
      line: 1,
      column: 12,
    });
  });

  it("holds positions beyond the text to its end", () => {
    const file = prepared("a.py", "ab\n");
    expect(file.toSource({ line: 9, column: 9 })).toMatchObject({ line: 2, column: 1 });
    expect(file.toSource({ line: 0, column: 0 })).toMatchObject({ line: 1, column: 1 });
  });

  it("maps every character that is not edited exactly", () => {
    const text = [
      "cfg = {'a': 1, 'é😀': 2}; cfg['b'] = '😀'",
      "f('😀', **cfg, c=x)  # ty: ignore 😀",
      "g(h(**{'d': 1}), **{'e': '😀', \"f\": lambda x: x,  # note\n}, k=3); z",
    ].join("\n");
    const file = prepared("a.py", text);
    expect(file.text).toContain("f('😀', a=_vuc_, b=_vuc_, **cfg, c=x)");
    expect(file.text).toContain("g(h(   d= 1 ),    e= '😀', f= lambda x: x   # note\n , k=3); z");
    for (const word of ["cfg = ", "**cfg", "c=x", "# t_", "h(", "'😀',", "lambda x: x", "# note", "k=3", "; z"])
      expect(sourceOf(file, text, word)).toBe(word.replace("t_", "ty"));
  });

  it("takes linear time in hostile text", () => {
    for (const part of [
      "if TYPE_CHECKING ",
      "if TYPE_CHECKING:\n",
      "hasattr",
      "# ty: ignore\n",
      "ty ",
      "**a, ",
      "f(**a.b\n",
    ]) {
      const started = process.cpuUsage();
      prepare("a.py", `TYPE_CHECKING${part.repeat(15_000)}`, parse);
      expect(process.cpuUsage(started).user, part).toBeLessThan(6_000_000);
    }
  });

  it("is nothing for other files", () => {
    expect(prepare("a.toml", "x = 1", parse)).toEqual([]);
    expect(prepare("Makefile", "", parse)).toEqual([]);
    expect(checkerPlace("a\nb", 2)).toEqual({ line: 2, column: 1 });
  });
});
