import { expect, test } from "vitest";
import { cpuTimer } from "../../support/cpu-time.ts";
import { makeArgParser, optionsOf, surfaceOf } from "./release.ts";

const deep = (count: number, open: string, close: string) => `${open.repeat(count)}1${close.repeat(count)}`;

test("expressions and blocks deeper than the stack", async () => {
  const blocks = Array.from({ length: 300 }, (_, at) => `${" ".repeat(at)}if x:`).join("\n");
  const options = await optionsOf(`
parser.add_argument("--deep", default=${deep(20_000, "(", ")")})
parser.add_argument("--sum", default=${"1+".repeat(20_000)}1)
parser.add_argument("--listed", choices=${deep(5000, "[", "]")})
${blocks}
${" ".repeat(300)}parser.add_argument("--buried")
parser.add_argument("--last")`);
  expect(Object.keys(options)).toEqual(["--deep", "--sum", "--listed", "--last"]);
  expect(options["--deep"]).not.toHaveProperty("default");
});

test("functions, classes, aliases and imports that go round", async () => {
  const before = `
from vllm.a import *
from vllm.loop import Loop
Round = Union["Round", "Round"]

def more(parser):
    more(parser)
    more(parser)
    parser.add_argument("--once")
    return parser

class A(B):
    x: Round = A.x

class B(A):
    pass
`;
  const { options } = await surfaceOf({
    "vllm/a.py": "from vllm.b import *\nfrom vllm.a import *\n",
    "vllm/b.py": "from vllm.a import *\nfrom vllm.b import *\n",
    "vllm/loop.py": "from vllm.loop import Loop\n",
    "vllm/entrypoints/openai/cli_args.py": makeArgParser(
      `
parser = more(parser)
kwargs = get_kwargs(A)
parser.add_argument("--x", **kwargs["x"])
parser.add_argument("--loop", default=Loop)
parser.add_argument("--star", default=nowhere)`,
      before,
    ),
  });
  expect(options.map(({ names }) => names[0])).toEqual(["--once", "--x", "--loop", "--star"]);
});

test("loops that never end", async () => {
  const numbers = `[${Array.from({ length: 2000 }, (_, at) => at).join(", ")}]`;
  const spent = cpuTimer();
  await optionsOf(`
for a in ${numbers}:
    for b in ${numbers}:
        for c in ${numbers}:
            parser.add_argument("--x", help=f"{a} {b} {c}")`);
  expect(spent()).toBeLessThan(5000);
});

test.each([
  "",
  "class ServeSubcommand",
  "class ServeSubcommand:\n  def subparser_init(",
  "\0\0(((",
  "def make_arg_parser(*):",
])("a release that is not Python: %j", async (text) => {
  const surface = await surfaceOf({ "vllm/entrypoints/cli/serve.py": text, "vllm/__init__.py": text });
  expect(surface.options).toEqual([]);
});
