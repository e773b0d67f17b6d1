import { describe, expect, it } from "vitest";
import { prepare } from "../../../src/breakage/workspace/prepare.ts";
import { parse, prepared, sourceOf } from "./support.ts";

/** The keywords that the call of `f` gets, each with the text it stands for. */
function keywords(text: string): string[] {
  const file = prepared("a.py", text);
  return [...file.text.matchAll(/(\w+)=_vuc_/g)].map(([part, name]) => {
    const source = sourceOf(file, text, part);
    return source.replace(/["']/g, "") === name ? (name ?? "") : `${name}: ${source}`;
  });
}

describe("dictionaries that flow into a call", () => {
  it("are read where they are written", () => {
    expect(keywords("cfg = {'a': 1, 'b-c': 2, k: 3, 'class': 4, '__d': 5}\nf(**cfg)")).toEqual(["a"]);
    expect(keywords("cfg: dict[str, int] = dict(a=1, **{'b': 2})\nf(**cfg)")).toEqual(["a", "b"]);
    expect(keywords("f(x, **dict(a=1, b=2))")).toEqual(["a", "b"]);
    expect(keywords("f(**({'a': 1} if x else {'b': 2}))")).toEqual(["a", "b"]);
    expect(keywords("f(**(x or {'a': 1}))")).toEqual(["a"]);
    expect(keywords("base = {'a': 1}\nf(**{**base, 'b': 2}, **base)")).toEqual(["a", "b"]);
    expect(keywords("base = {'a': 1}\nf(**base | {'b': 2} | other)")).toEqual(["a", "b"]);
    expect(keywords("base = {'a': 1}\ncfg = base.copy()\nother = copy.deepcopy(cfg)\nf(**other)")).toEqual(["a"]);
  });

  it("are followed through what is done to them", () => {
    expect(
      keywords(
        [
          "def g(x):",
          "    cfg = {'a': 1}",
          "    cfg['b'] = 2",
          "    cfg.update({'c': 3}, d=4)",
          "    cfg.update(unknown)",
          "    cfg |= {'e': 5}",
          "    cfg.setdefault('g', 6)",
          "    if x:",
          "        cfg['h'] = 7",
          "    cfg[x] = 8",
          "    print(cfg, cfg.get('z'), len(cfg), 'y' in cfg)",
          "    f(**cfg)",
          "    cfg['late'] = 9",
        ].join("\n"),
      ),
    ).toEqual(["a", "b", "c", "d", "e", "g", "h"]);
  });

  it("lose the keys that are removed, and all where anybody may remove some", () => {
    expect(keywords("cfg = {'a': 1, 'b': 2, 'c': 3, 'd': 4}\ncfg.pop('a')\ndel cfg['b'], cfg['c']\nf(**cfg)")).toEqual([
      "d",
    ]);
    expect(keywords("cfg = {'a': 1}\nif old:\n    cfg.pop('a', None)\nf(**cfg)")).toEqual([]);
    for (const change of [
      "cfg.pop(k)",
      "del cfg[k]",
      "cfg.clear()",
      "clean(cfg)",
      "x = cfg",
      "x = [cfg]",
      "h(c=cfg)",
      "del cfg",
    ])
      expect(keywords(`cfg = {'a': 1}\n${change}\nf(**cfg)`), change).toEqual([]);
    expect(keywords("cfg = {'a': 1}\nclean(cfg)\ncfg['b'] = 2\nf(**cfg)")).toEqual(["b"]);
    expect(keywords("cfg = {'a': 1}\ncfg = {k: v for k, v in cfg.items() if k in ok}\nf(**cfg)")).toEqual([]);
  });

  it("are the ones that reach the call", () => {
    expect(keywords("cfg = {'a': 1}\ncfg = {'b': 1}\nf(**cfg)\ncfg = {'c': 1}")).toEqual(["b"]);
    expect(keywords("if x:\n    cfg = {'a': 1}\nelse:\n    cfg = {'b': 1}\nf(**cfg)")).toEqual(["a", "b"]);
    expect(keywords("if x:\n    cfg = {'a': 1}\nelse:\n    cfg = {'b': 1}\n    f(**cfg)")).toEqual(["b"]);
    expect(keywords("cfg = {'a': 1}\nif x:\n    cfg.pop('a')\nelse:\n    f(**cfg)")).toEqual(["a"]);
    expect(
      keywords("def g():\n    cfg = {'a': 1}\n    if x:\n        cfg['b'] = 2\n        return\n    f(**cfg)"),
    ).toEqual(["a"]);
    expect(keywords("cfg = {'a': 1}\ncfg = load()\nf(**cfg)")).toEqual([]);
    expect(keywords("cfg = {'a': 1}\ncfg = check(f(**cfg))")).toEqual(["a"]);
    // The new value may be there because the old one would not do.
    expect(keywords("cfg = {'a': 1}\nif x:\n    cfg = {'b': 1}\nf(**cfg)")).toEqual(["b"]);
    expect(
      keywords("if x:\n    cfg = {'a': 1}\nelif y:\n    cfg = {'b': 1}\nelse:\n    cfg = {'c': 1}\nf(**cfg)"),
    ).toEqual([...["a", "b", "c"]]);
    expect(keywords("try:\n    cfg = {'a': 1}\nexcept E:\n    cfg = {'b': 1}\nf(**cfg)")).toEqual(["b"]);
    expect(keywords("with x:\n    cfg = {'b': 1}\nf(**cfg)")).toEqual(["b"]);
  });

  it("are found by Python's rules of scope", () => {
    expect(keywords("CFG = {'a': 1}\ndef g():\n    f(**CFG)")).toEqual(["a"]);
    expect(keywords("cfg = {'a': 1}\ndef g(cfg):\n    f(**cfg)")).toEqual([]);
    expect(keywords("cfg = {'a': 1}\ndef g():\n    for cfg in x:\n        f(**cfg)")).toEqual([]);
    expect(keywords("cfg = {'a': 1}\nclass A:\n    cfg = {'b': 1}\n    def g(self):\n        f(**cfg)")).toEqual(["a"]);
    expect(keywords("CFG = {'a': 1}\ndef g():\n    global CFG\n    CFG = load()\ndef h():\n    f(**CFG)")).toEqual([]);
    expect(keywords("CFG = {'a': 1, 'b': 1}\ndef g():\n    f(**CFG)\ndef h():\n    CFG.pop('a')")).toEqual(["b"]);
    expect(keywords("def g():\n    cfg = {'a': 1}\n    def h():\n        f(**cfg)")).toEqual(["a"]);
  });

  it("are found on the class", () => {
    expect(keywords("class A:\n    CFG = {'a': 1}\n    def g(self):\n        f(**self.CFG)")).toEqual(["a"]);
    expect(
      keywords("class A:\n    def __init__(self):\n        self.c = {'a': 1}\n    def g(self):\n        f(**self.c)"),
    ).toEqual(["a"]);
    expect(
      keywords(
        "class A:\n    def __init__(self, c):\n        self.c = c\n        self.c = {'a': 1}\n        f(**self.c)",
      ),
    ).toEqual([]);
    expect(keywords("class A:\n    def g(self):\n        f(**self.c)")).toEqual([]);
  });

  it("give no keyword twice", () => {
    expect(keywords("cfg = {'a': 1, 'b': 2}\nf(a=1, **cfg, **cfg)")).toEqual(["b"]);
    expect(keywords("cfg = {'a': 1}\nf(**cfg)\nf(**cfg)")).toEqual(["a", "a"]);
  });

  it("say which call they are passed to", () => {
    const file = prepared("a.py", "x = {'é': 1, 'a': 2}\ntry:\n    f('😀', **x)\nexcept TypeError:\n    pass\n");
    expect(file.toSource({ line: 3, column: 12 })).toEqual({
      path: "a.py",
      ...{ line: 1, column: 14, passed: { line: 3, column: 13 } },
    });
    expect(file.toSource({ line: 3, column: 11 })).toEqual({ path: "a.py", line: 3, column: 12 });
    expect(prepared("a.py", "f(**{'a': 1})").toSource({ line: 1, column: 6 })).toEqual({
      path: "a.py",
      line: 1,
      column: 6,
    });
  });

  it("become the arguments they stand for, when they are literals", () => {
    const rewritten = (text: string) => prepared("a.py", text).text;
    expect(rewritten("f(**{'a': 1, \"b\" : x})")).toBe("f(   a= 1, b = x )");
    expect(rewritten("f(1, **{'a': 1,}, c=2)")).toBe("f(1,    a= 1  , c=2)");
    expect(sourceOf(prepared("a.py", "f(**{'a': 1})"), "f(**{'a': 1})", "a= 1")).toBe("'a': 1");
    expect(rewritten("f(**{'a': g(**{'b': 2})})")).toBe("f(   a= g(   b= 2 ) )");
    for (const same of [
      "f(**{})",
      "f(a=1, **{'a': 2})",
      "f(**{'a-b': 2})",
      "f(**{'a': 1, 'a': 2})",
      "f(**{k: 1})",
      "f(**{'a': 1",
      "x ** {'a': 1}",
    ])
      expect(rewritten(same)).toBe(same);
  });

  it("never stall the reader", () => {
    const chain = Array.from({ length: 300 }, (_, n) => `c${n + 1} = {**c${n}, **c${n}}`).join("\n");
    const hostile = [
      `c0 = {'a': 1}\n${chain}\nf(**c300)`,
      `${"f(**{'a': ".repeat(20_000)}`,
      `cfg = {'a': 1}\n${"f(**cfg)\n".repeat(3_000)}`,
      `cfg = ${"{**".repeat(20_000)}x\nf(**cfg)`,
      `cfg = {}\nf(**cfg${" | cfg".repeat(20_000)})`,
      Array.from({ length: 3_000 }, (_, n) => `f(**n${n})`).join("\n"),
      `(${"(".repeat(50_000)}cfg = {}\nf(**cfg)`,
    ];
    for (const text of hostile) {
      const started = process.cpuUsage();
      prepare("a.py", text, parse);
      expect(process.cpuUsage(started).user, text.slice(0, 40)).toBeLessThan(5_000_000);
    }
  });
});
