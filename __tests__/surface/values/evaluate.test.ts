import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { loadPythonParser, type ParsePython } from "../../../src/platform/syntax-parsers.ts";
import { openClasses } from "../../../src/surface/classes/open-classes.ts";
import { makeEvaluate } from "../../../src/surface/values/evaluate.ts";
import { pythonSource } from "../../../src/surface/values/value.ts";

let parse: ParsePython;

beforeAll(async () => {
  parse = await loadPythonParser(join(import.meta.dirname, "..", "..", ".."));
});

/** Python source of what the name `x` of `vllm/m.py` is. */
function value(text: string, more: Readonly<Record<string, string>> = {}): string | undefined {
  const classes = openClasses(new Map(Object.entries({ "vllm/m.py": text, ...more })), parse);
  const module = classes.modules.file("vllm/m.py");
  return module === undefined ? undefined : pythonSource(classes.global(module, "x", makeEvaluate(classes)));
}

test.each([
  ["'a' \"b\"", "'ab'"],
  ['"it\'s"', '"it\'s"'],
  ["'a\\n\\x41\\\\'", "'a\\nA\\\\'"],
  ["r'a\\n'", "'a\\\\n'"],
  ["('a'\n     'b')", "'ab'"],
  ["1_000", "1000"],
  ["0x10", "16"],
  ["0.90", "0.9"],
  ["1.0", "1.0"],
  ["1e-6", "1e-06"],
  ["-1", "-1"],
  ["4 * 2 ** 30 // 3", "1431655765"],
  ["not True", "False"],
  ["(1,)", "(1,)"],
  ["[1, *(2, 3)]", "[1, 2, 3]"],
  ["{'a': None, **{'b': [True]}}", "{'a': None, 'b': [True]}"],
  ["set()", undefined],
  ["'{}-{}'.format(1, 2)", undefined],
  ["','.join(v.upper() for v in ['a', 'b'])", "'A,B'"],
  ["[v for v in [1, 2] if v]", undefined],
  ["sorted({'b', 'a'})", "['a', 'b']"],
  ["os.environ['X']", undefined],
  ["1 / 0", undefined],
])("%s is %s", (source, expected) => {
  expect(value(`x = ${source}\n`)).toBe(expected);
});

describe("names", () => {
  test("f-strings take module constants in", () => {
    expect(value("A = 'a'\nx = f'{A}-{{{1}}}'\n")).toBe("'a-{1}'");
    expect(value("x = f'{A!r}'\nA = 'a'\n")).toBeUndefined();
  });

  test("imports are followed through packages, relative and star ones too", () => {
    const more = {
      "vllm/p/__init__.py": "from .inner import *\nfrom . import deep as d\n",
      "vllm/p/inner.py": "SIZE = 3\n",
      "vllm/p/deep.py": "from ..q import Y as Z\n",
      "vllm/q.py": "class Y:\n    limit: int = 5\n",
    };
    expect(value("from vllm.p import SIZE\nx = SIZE\n", more)).toBe("3");
    expect(value("import vllm.p as p\nx = p.d.Z.limit\n", more)).toBe("5");
  });

  test("what only a type checker imports gives way to what runs", () => {
    expect(value("if TYPE_CHECKING:\n    from vllm.q import x\nelse:\n    x = 1\n", { "vllm/q.py": "x = 2\n" })).toBe(
      "1",
    );
    expect(value("if TYPE_CHECKING:\n    from vllm.q import x\n", { "vllm/q.py": "x = 2\n" })).toBe("2");
    expect(value("try:\n    x = 1\nexcept ImportError:\n    x = None\n")).toBe("1");
  });

  test("the members and defaults of classes", () => {
    const text = `
from enum import StrEnum
class Kind(StrEnum):
    A = "a"
    _hidden = 1
    B = auto()
class Base:
    size: int = Field(default=4, gt=0)
class Sub(Base):
    other: int = get_field(Base, "size")
`;
    expect(value(`${text}x = [k.value for k in Kind]\n`)).toBe("['a', 'b']");
    expect(value(`${text}x = [Sub.size, Sub.other, Kind.A, Sub.__name__]\n`)).toBe("[4, 4, 'a', 'Sub']");
  });

  test("a quoted annotation names what its file defines", () => {
    const text = 'class A:\n    b: "B" = 1\n\n\nclass B:\n    c: int = 2\n';
    const classes = openClasses(new Map([["vllm/m.py", text]]), parse);
    const [a] = classes.named("A");
    const annotation = a?.fields.get("b")?.annotation;
    const [hint] = a === undefined || annotation === undefined ? [] : classes.hints(a.module, annotation);
    const found = hint?.classAt === undefined ? undefined : classes.classAt(hint.classAt.module, hint.classAt.name);
    expect(found).toMatchObject({ name: "B", line: 5 });
  });

  test("several classes of one name, and the bases of one", () => {
    const classes = openClasses(
      new Map([
        ["vllm/a.py", "class C(D):\n    pass\n\n\nclass D(pydantic.BaseModel):\n    pass\nimport pydantic\n"],
        ["vllm/b.py", "x = 1\n\nclass C: pass\nclass Cs: pass\n"],
      ]),
      parse,
    );
    const [first] = classes.named("C");
    expect(classes.named("C").map(({ module }) => module.file)).toEqual(["vllm/a.py", "vllm/b.py"]);
    expect(first === undefined ? [] : classes.lineage(first).map(({ name }) => name)).toEqual(["C", "D"]);
    expect(first === undefined ? [] : classes.foreignBases(first)).toEqual(["pydantic.BaseModel"]);
  });
});
