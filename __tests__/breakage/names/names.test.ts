import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { makeNames, type NameStatus } from "../../../src/breakage/names/names.ts";
import { loadPythonParser, type ParsePython } from "../../../src/platform/syntax-parsers.ts";

let parse: ParsePython;

beforeAll(async () => {
  parse = await loadPythonParser(join(import.meta.dirname, "..", "..", ".."));
});

function release(files: Readonly<Record<string, string>>) {
  return makeNames(
    { version: "1.0", folder: "/nowhere", names: Object.keys(files), text: async (name) => files[name] },
    parse,
  );
}

async function statuses(text: string, names: readonly string[], more: Readonly<Record<string, string>> = {}) {
  const { resolveName } = release({ "vllm/__init__.py": text, ...more });
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await resolveName("vllm", name)] as const)),
  );
}

async function status(text: string, name: string, more: Readonly<Record<string, string>> = {}): Promise<NameStatus> {
  return (await statuses(text, [name], more))[name] ?? "absent";
}

describe("modules", () => {
  const names = release({
    "vllm/__init__.py": "",
    "vllm/config.py": "",
    "vllm/engine/args.py": "",
    "vllm/_C.abi3.so": "",
    "vllm/configs/h100.json": "",
  });

  test.each(["vllm", "vllm.config", "vllm.engine", "vllm.engine.args", "vllm._C", "vllm.configs"])(
    "%s exists",
    (name) => {
      expect(names.moduleExists(name)).toBe(true);
    },
  );

  test.each(["vllm.gone", "vllm.configs.h100", "vllm.config.py", "torch"])("%s does not", (name) => {
    expect(names.moduleExists(name)).toBe(false);
  });

  test("a compiled one holds nobody knows what, a folder its modules alone", async () => {
    expect(await names.resolveName("vllm._C", "anything")).toBe("unknown");
    expect(await names.resolveName("vllm.engine", "args")).toBe("submodule");
    expect(await names.resolveName("vllm.engine", "gone")).toBe("absent");
    expect(await names.resolveName("vllm.gone", "gone")).toBe("absent");
  });

  test("a package wins over a module of its name", async () => {
    const both = release({ "vllm/utils.py": "old = 1", "vllm/utils/__init__.py": "new = 1" });
    expect(await both.resolveName("vllm.utils", "new")).toBe("bound");
    expect(await both.resolveName("vllm.utils", "old")).toBe("absent");
  });
});

describe("what binds a name", () => {
  test.each([
    ["import os.path", "os"],
    ["import os.path as p", "p"],
    ["from os import path as p, sep", "sep"],
    ["from __future__ import annotations", "annotations"],
    ["def x(): ...", "x"],
    ["@a.b(c)\nasync def x(): ...", "x"],
    ["class x: ...", "x"],
    ["a = x = 1", "x"],
    ["(a, [b, *x]) = f()", "x"],
    ["x += 1", "x"],
    ["x: int = 1", "x"],
    ["for a, x in f(): ...", "x"],
    ["with f() as (a, x): ...", "x"],
    ["if a:\n  pass\nelif b:\n  x = 1", "x"],
    ["try:\n  pass\nexcept ImportError:\n  x = 1", "x"],
    ["try:\n  pass\nfinally:\n  x = 1", "x"],
    ["while f():\n  x = 1", "x"],
    ["match f():\n  case 1:\n    x = 1", "x"],
    ["if TYPE_CHECKING:\n  pass\nelse:\n  x = 1", "x"],
    ["if not TYPE_CHECKING:\n  x = 1", "x"],
    ["type x = int", "x"],
    ["", "__name__"],
    ["", "__path__"],
  ])("%j binds %s", async (text, name) => {
    expect(await status(text, name)).toBe("bound");
  });

  test.each([
    ["x: int", "x"],
    ["x.y = 1\na[x] = 1", "x"],
    ["[x for x in f()]", "x"],
    ["def f():\n  x = 1", "x"],
    ["class C:\n  x = 1", "x"],
    ["import x.y as z", "x"],
    ["x = 1\ndel x", "x"],
    ["try:\n  pass\nexcept E as x:\n  pass", "x"],
    ["if __name__ == '__main__':\n  x = 1", "x"],
    ["import os.path", "path"],
  ])("%j does not bind %s", async (text, name) => {
    expect(await status(text, name)).toBe("absent");
  });

  test("what only a type checker sees does not import", async () => {
    const text =
      "import typing as t\nif t.TYPE_CHECKING:\n  from a import X\n  y: int = 1\n  if z:\n    class W: ...\n";
    expect(await statuses(text, ["X", "y", "W"])).toEqual({
      X: "type-checking-only",
      y: "type-checking-only",
      W: "type-checking-only",
    });
  });

  test("what only running it would tell is unknown", async () => {
    for (const text of [
      "globals()['x'] = 1",
      "setattr(sys.modules[__name__], 'x', 1)",
      "exec(code, globals())",
      "def f():\n  global x\n  x = 1",
      "f(x := 1)",
      "from torch import *",
      "def f(:\n  pass",
      "raise ImportError('moved')",
      "if a:\n  del x",
    ])
      expect([text, await status(text, "x")]).toEqual([text, "unknown"]);
  });

  test("reading the module's dictionary is not writing it", async () => {
    const text =
      "if TYPE_CHECKING:\n  import a\nelse:\n  a = LazyLoader('a', globals(), 'a')\nif 'x' in globals(): f(globals()['x'])";
    expect(await statuses(text, ["a", "x"])).toEqual({ a: "bound", x: "absent" });
  });

  test("in a branch only", async () => {
    const { isConditional } = release({ "vllm/__init__.py": "a = 1\nif on_gpu():\n  b = 1\n  a = 2\n" });
    expect([await isConditional("vllm", "a"), await isConditional("vllm", "b")]).toEqual([false, true]);
  });
});

describe("star imports", () => {
  const star = "from .a import *";

  test("give what does not start with an underscore", async () => {
    const more = { "vllm/a.py": "x = 1\n_y = 1\nfrom .b import *", "vllm/b.py": "z = 1" };
    expect(await statuses(star, ["x", "_y", "z", "w"], more)).toEqual({
      x: "bound",
      _y: "absent",
      z: "bound",
      w: "absent",
    });
  });

  test("give what __all__ lists", async () => {
    const more = { "vllm/a.py": "__all__ = ['_y']\n__all__ += ['z']\nx = _y = z = 1" };
    expect(await statuses(star, ["x", "_y", "z"], more)).toEqual({ x: "absent", _y: "bound", z: "bound" });
  });

  test("of one another end", async () => {
    expect(await status(star, "x", { "vllm/a.py": "from . import *" })).not.toBe("bound");
  });
});

describe("a module's __getattr__", () => {
  const head = "def __getattr__(name: str):\n";
  const tail = "  raise AttributeError(name)\n";

  test.each([
    ["a dict", `D: dict[str, str] = {'x': '.a:y'}\n${head}  if name in D:\n    return load(D[name])\n${tail}`],
    ["a set in place", `${head}  if name in {'x'}:\n    return 1\n${tail}`],
    ["one name", `${head}  if name == 'x':\n    from .a import y\n    return y\n${tail}`],
    [
      "else raises",
      `${head}  if name == 'x':\n    return 1\n  elif name in globals():\n    return globals()[name]\n  else:\n    raise A\n`,
    ],
    ["get", `D = {'x': '.a:y'}\n${head}  spec = D.get(name)\n  if spec is None:\n    raise A\n  return load(spec)\n`],
    ["not in", `D = frozenset({'x'})\n${head}  if name not in D:\n    raise A\n  return load(name)\n`],
    [
      "get, then anything",
      `D = {'x': '.a:y'}\n${head}  spec = D.get(name)\n  if spec is None:\n    raise A\n  if ':' in spec:\n    value = 1\n  globals()[name] = value\n  return value\n`,
    ],
    ["try", `D = {'x': '.a:y'}\n${head}  try:\n    return load(D[name])\n  except KeyError:\n    raise A\n`],
    [
      "for the run only",
      `D = {'x': '.a:y'}\nif TYPE_CHECKING:\n  from .a import y as x\nelse:\n  def __getattr__(name):\n    if name in D:\n      return D[name]\n    raise A\n`,
    ],
  ])("%s", async (_shape, text) => {
    const more = { "vllm/a.py": "y = 1" };
    expect(await statuses(text, ["x", "w", "a"], more)).toEqual({ x: "bound", w: "absent", a: "submodule" });
  });

  test("a dict that leads to nothing", async () => {
    const text = `D = {'x': '.a:gone'}\n${head}  if name in D:\n    return load(D[name])\n${tail}`;
    expect(await status(text, "x", { "vllm/a.py": "y = 1" })).toBe("absent");
  });

  test("a word that may not mean a module", async () => {
    const text = `D = {'x': 'a', 'y': 'a'}\n${head}  if name in D:\n    return load(D[name])\n${tail}`;
    expect(await statuses(text, ["x", "y"], { "vllm/a.py": "y = 1" })).toEqual({ x: "unknown", y: "bound" });
  });

  test("names that are refused", async () => {
    expect(await status(`${head}  if name == 'x':\n    raise ImportError('moved')\n${tail}`, "x")).toBe("absent");
    const both = `D = {'x': 1, 'y': 1}\n${head}  if name == 'x':\n    raise A\n  if name in D:\n    return 1\n${tail}`;
    expect(await statuses(both, ["x", "y"])).toEqual({ x: "absent", y: "bound" });
  });

  test.each([
    `${head}  return load(name)\n`,
    `${head}  if hasattr(torch, name):\n    return 1\n${tail}`,
    `D = {**E}\n${head}  if name in D:\n    return 1\n${tail}`,
    `D = {}\nD.update(E)\n${head}  if name in D:\n    return 1\n${tail}`,
    `${head}  for m in ms:\n    return 1\n${tail}`,
    "__getattr__ = attach()\n",
    "from lazy import __getattr__\n",
  ])("another shape may answer to anything: %j", async (text) => {
    expect(await status(text, "x")).toBe("unknown");
  });

  test("a class's own is none of the module's", async () => {
    expect(await status("class C:\n  def __getattr__(self, name):\n    return 1\n", "x")).toBe("absent");
  });
});

test("hostile text is read in reasonable time", async () => {
  const deep = `x = ${"(".repeat(20_000)}${")".repeat(20_000)}\n`;
  const nested = Array.from({ length: 90 }, (_, depth) => `${" ".repeat(depth)}if a:\n`).join("");
  for (const text of [deep, nested, "globals()".repeat(20_000), "a.".repeat(50_000), "\0\uFFFD".repeat(1000)])
    await statuses(text, ["x"]);
});
