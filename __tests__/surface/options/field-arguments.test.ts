import { describe, expect, test } from "vitest";
import { makeArgParser, surfaceOf } from "./release.ts";

const CACHE = `
from dataclasses import field
from typing import Literal, Optional
from pydantic import Field
from vllm.config.utils import config

SIZE = 2 ** 4
Dtype = Literal["auto", "fp8"]
Wider = Literal["wide", Dtype]

@config
class Inner:
    depth: int = 1

@config
class CacheConfig:
    block_size: int = SIZE
    share: float = Field(default=0.92, gt=0, le=1)
    dtype: Dtype = "auto"
    optional_dtype: Optional[Dtype] = None
    open_dtype: Dtype | str = "auto"
    wider: Wider = "wide"
    enable_x: bool | None = None
    token: bool | str | None = None
    names: list[str] = field(default_factory=list)
    kinds: list[Dtype] = field(default_factory=lambda: ["auto"])
    pair: tuple[int, int] = (1, 2)
    inner: Inner = field(default_factory=Inner)
    inners: "list[Inner] | None" = None
    backend: str = "a"
    """[DEPRECATED] Use \`share\` instead."""
`;

async function generated(body: string, rules?: string) {
  const { options } = await surfaceOf({
    "vllm/config/cache.py": CACHE,
    "vllm/entrypoints/openai/cli_args.py": makeArgParser(body),
    ...(rules === undefined ? {} : { "vllm/engine/arg_utils.py": rules }),
  });
  return Object.fromEntries(
    options.map(({ file: _file, line: _line, destination: _destination, ...option }) => [option.names[0], option]),
  );
}

describe("options made from the fields of a class", () => {
  const all = `
kwargs = get_kwargs(CacheConfig)
for key, value in kwargs.items():
    extra = value.pop("flags", [])
    parser.add_argument(*extra, f"--{key.replace('_', '-')}", **value)`;

  test("form, choices, default and config follow the annotation", async () => {
    const options = await generated(all);
    const none = { negations: [] };
    expect(options).toEqual({
      "--block-size": { names: ["--block-size"], ...none, form: "value", default: "16" },
      "--share": { names: ["--share"], ...none, form: "value", default: "0.92" },
      "--dtype": { names: ["--dtype"], ...none, form: "value", choices: ["auto", "fp8"], default: "'auto'" },
      "--optional-dtype": {
        names: ["--optional-dtype"],
        ...none,
        form: "value",
        choices: ["auto", "fp8", "None"],
        default: "None",
      },
      "--open-dtype": { names: ["--open-dtype"], ...none, form: "value", default: "'auto'" },
      "--wider": { names: ["--wider"], ...none, form: "value", choices: ["auto", "fp8", "wide"], default: "'wide'" },
      "--enable-x": { names: ["--enable-x"], negations: ["--no-enable-x"], form: "boolean", default: "None" },
      "--token": { names: ["--token"], ...none, form: "optional-value", default: "None" },
      "--names": { names: ["--names"], ...none, form: "values", default: "[]" },
      "--kinds": { names: ["--kinds"], ...none, form: "values", choices: ["auto", "fp8"], default: "['auto']" },
      "--pair": { names: ["--pair"], ...none, form: "values", default: "(1, 2)" },
      "--inner": { names: ["--inner"], ...none, form: "value", config: "Inner" },
      "--inners": { names: ["--inners"], ...none, form: "values", config: "Inner", default: "None" },
      "--backend": {
        names: ["--backend"],
        ...none,
        form: "value",
        default: "'a'",
        deprecated: "[DEPRECATED] Use `share` instead.",
      },
    });
  });

  test("an older get_kwargs knows less", async () => {
    const options = await generated(all, "def get_kwargs(cls):\n    ...\n\nclass EngineArgs:\n    pass\n");
    expect(options["--token"]).toMatchObject({ form: "boolean" });
    expect(options["--open-dtype"]).toMatchObject({ choices: ["auto", "fp8"] });
    expect(options["--kinds"]?.choices).toBeUndefined();
  });

  test("keywords changed on the way", async () => {
    const options = await generated(`
kwargs = get_kwargs(CacheConfig)
kwargs["names"]["type"] = json.loads
del kwargs["names"]["nargs"]
parser.add_argument("--names", **kwargs["names"])
parser.add_argument("--block-size", **{**kwargs["block_size"], "default": None})
parser.add_argument("--dtype", dest="kv_dtype", **kwargs["dtype"])`);
    expect(options["--names"]).toMatchObject({ form: "value" });
    expect(options["--block-size"]).toMatchObject({ default: "None" });
    expect(options["--dtype"]).toMatchObject({ choices: ["auto", "fp8"] });
  });

  test("a class that adds its own fields, and one that changes what its base adds", async () => {
    const before = `
from vllm.config.utils import config

@config
class BaseFrontendArgs:
    origins: list[str] = None
    tool: str | None = None

    @classmethod
    def _customize(cls, kwargs):
        kwargs["tool"]["metavar"] = "{" + ",".join(names()) + "}"
        return kwargs

    @classmethod
    def add_cli_args(cls, parser):
        from vllm.engine.arg_utils import get_kwargs
        kwargs = cls._customize(get_kwargs(cls))
        group = parser.add_argument_group(title=cls.__name__)
        for key, value in kwargs.items():
            group.add_argument(f"--{key.replace('_', '-')}", **value)
        return parser

@config
class FrontendArgs(BaseFrontendArgs):
    port: int = 8000

    @classmethod
    def _customize(cls, kwargs):
        kwargs = super()._customize(kwargs)
        del kwargs["origins"]["nargs"]
        return kwargs
`;
    const { options } = await surfaceOf({
      "vllm/entrypoints/openai/cli_args.py": makeArgParser("parser = FrontendArgs.add_cli_args(parser)", before),
    });
    expect(options.map(({ names, form, default: standard }) => [names[0], form, standard])).toEqual([
      ["--origins", "value", "None"],
      ["--tool", "value", "None"],
      ["--port", "value", "8000"],
    ]);
  });
});
