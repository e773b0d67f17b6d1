import { describe, expect, test } from "vitest";
import { makeArgParser, optionsOf, surfaceOf } from "./release.ts";

describe("add_argument with literals", () => {
  test("names, destination, form and default", async () => {
    const options = await optionsOf(`
parser.add_argument("model_tag", nargs="?")
parser.add_argument("-tp", "--tensor-parallel-size", type=int, default=1)
parser.add_argument("--trace-to", dest="trace", choices=["a", "b"])
parser.add_argument("--headless", action="store_true")
parser.add_argument("--keep", action="store_false")
parser.add_argument("--middleware", action="append", default=[])
parser.add_argument("--enable-x", action=argparse.BooleanOptionalAction)
parser.add_argument("--lora-modules", nargs="+")
parser.add_argument("--hf-token", nargs="?", const=True)
parser.add_argument("--one", nargs=1)
parser.add_argument("--computed", default=make())`);
    expect(options).toEqual({
      "--tensor-parallel-size": {
        names: ["--tensor-parallel-size", "-tp"],
        negations: [],
        destination: "tensor_parallel_size",
        form: "value",
        default: "1",
      },
      "--trace-to": {
        names: ["--trace-to"],
        negations: [],
        destination: "trace",
        form: "value",
        choices: ["a", "b"],
        default: "None",
      },
      "--headless": { names: ["--headless"], negations: [], destination: "headless", form: "switch", default: "False" },
      "--keep": { names: ["--keep"], negations: [], destination: "keep", form: "switch", default: "True" },
      "--middleware": {
        names: ["--middleware"],
        negations: [],
        destination: "middleware",
        form: "value",
        default: "[]",
      },
      "--enable-x": {
        names: ["--enable-x"],
        negations: ["--no-enable-x"],
        destination: "enable_x",
        form: "boolean",
        default: "None",
      },
      "--lora-modules": {
        names: ["--lora-modules"],
        negations: [],
        destination: "lora_modules",
        form: "values",
        default: "None",
      },
      "--hf-token": {
        names: ["--hf-token"],
        negations: [],
        destination: "hf_token",
        form: "optional-value",
        default: "None",
      },
      "--one": { names: ["--one"], negations: [], destination: "one", form: "value", default: "None" },
      "--computed": { names: ["--computed"], negations: [], destination: "computed", form: "value" },
    });
  });

  test("file and line of the call", async () => {
    const { options } = await surfaceOf({
      "vllm/entrypoints/openai/cli_args.py":
        'def make_arg_parser(parser):\n    parser.add_argument(\n        "--port")\n',
    });
    expect(options).toMatchObject([{ file: "vllm/entrypoints/openai/cli_args.py", line: 2 }]);
  });

  test("groups are the parser, the parsers of other commands are not", async () => {
    const { options } = await surfaceOf({
      "vllm/entrypoints/cli/serve.py": `
class ServeSubcommand:
    name = "serve"
    def subparser_init(self, subparsers):
        other = subparsers.add_parser("chat")
        other.add_argument("--url")
        parser = subparsers.add_parser(self.name)
        group = parser.add_argument_group(title="G")
        exclusive = group.add_mutually_exclusive_group()
        exclusive.add_argument("--port")
`,
    });
    expect(options.map(({ names }) => names)).toEqual([["--port"]]);
  });

  test("a release without command classes makes its parser in a function", async () => {
    const { options } = await surfaceOf({
      "vllm/entrypoints/cli/serve.py": "",
      "vllm/scripts.py": `
from vllm.entrypoints.openai.cli_args import make_arg_parser

def main():
    parser = FlexibleArgumentParser(description="vLLM CLI")
    subparsers = parser.add_subparsers(dest="subparser")
    serve_parser = subparsers.add_parser(
        "serve", help="Start the server")
    serve_parser.add_argument("--config")
    serve_parser = make_arg_parser(serve_parser)
    chat = subparsers.add_parser("chat")
    chat.add_argument("--system-prompt")
`,
      "vllm/entrypoints/openai/cli_args.py": makeArgParser('parser.add_argument("--port")'),
    });
    expect(options.map(({ names }) => names[0])).toEqual(["--config", "--port"]);
  });

  test("every branch counts, and what a loop adds", async () => {
    const options = await optionsOf(`
if not ("serve" in sys.argv[1:] and "--help" in sys.argv[1:]):
    parser.add_argument("--model")
else:
    parser.add_argument("--other")
for arg, type in [("--guided-a", str), ("--guided-b", bool)]:
    parser.add_argument(arg, type=type, help=f"[DEPRECATED] {arg} will be removed in v0.12.0.", deprecated=True)`);
    expect(Object.keys(options)).toEqual(["--model", "--other", "--guided-a", "--guided-b"]);
    expect(options["--guided-b"]).toMatchObject({
      form: "value",
      deprecated: "[DEPRECATED] --guided-b will be removed in v0.12.0.",
    });
  });

  test("choices from lists, aliases, enumerations and what is done to them", async () => {
    const before = `
Level = Literal["low", "high"]
MORE = ["x", *get_args(Level)]
class Format(str, enum.Enum):
    AUTO = "auto"
    HF = "hf"
`;
    const { options } = await surfaceOf({
      "vllm/entrypoints/openai/cli_args.py": makeArgParser(
        `
kwargs = {"choices": ["a", "b", "c"]}
kwargs["choices"].remove("b")
kwargs["choices"] += [",".join(p) for p in permutations(("m", "n"), r=2)]
parser.add_argument("--listed", choices=[8, 16, None])
parser.add_argument("--alias", choices=get_args(Level))
parser.add_argument("--constant", choices=sorted(MORE))
parser.add_argument("--enumeration", choices=[f.value for f in Format])
parser.add_argument("--changed", **kwargs)
parser.add_argument("--unknown", choices=list(Registry.names))`,
        `import enum\nfrom itertools import permutations\n${before}`,
      ),
    });
    expect(Object.fromEntries(options.map(({ names, choices }) => [names[0], choices]))).toEqual({
      "--listed": ["8", "16", "None"],
      "--alias": ["low", "high"],
      "--constant": ["high", "low", "x"],
      "--enumeration": ["auto", "hf"],
      "--changed": ["a", "c", "m,n", "n,m"],
      "--unknown": undefined,
    });
  });
});

describe("the parser's own class", () => {
  const utils = (init: string, parse: string) => ({
    "vllm/utils/argparse_utils.py": `
from argparse import ArgumentParser, BooleanOptionalAction

class EnableDisableAction(BooleanOptionalAction):
    _inverse_prefixes = {"--enable-": "--disable-", "--disable-": "--enable-"}

class FlexibleArgumentParser(ArgumentParser):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        ${init}

    def parse_args(self, args=None, namespace=None):
        for arg in args:
            ${parse}
`,
  });

  test("inverses, where switches are made by a class that has them", async () => {
    const body = 'parser.add_argument("--enable-x", action=argparse.BooleanOptionalAction)';
    const plain = await optionsOf(body, utils("pass", "pass"));
    const paired = await optionsOf(
      body,
      utils('self.register("action", BooleanOptionalAction, EnableDisableAction)', "pass"),
    );
    expect(plain["--enable-x"]?.negations).toEqual(["--no-enable-x"]);
    expect(paired["--enable-x"]?.negations).toEqual(["--no-enable-x", "--disable-x"]);
  });

  test("a short spelling that is rewritten before argparse sees it", async () => {
    const rewriting = `if arg.startswith("-O") and arg != "-O":
                processed += ["--optimization-level", arg[2:]]`;
    const options = await optionsOf('parser.add_argument("--optimization-level")', utils("pass", rewriting));
    expect(options["--optimization-level"]?.names).toEqual(["--optimization-level", "-O"]);
  });
});
