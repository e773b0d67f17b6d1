import { join } from "node:path";
import { loadPythonParser } from "../../../src/platform/syntax-parsers.ts";
import { openClasses } from "../../../src/surface/classes/open-classes.ts";
import { extractOptions } from "../../../src/surface/options/extract-options.ts";

const ROOT = join(import.meta.dirname, "..", "..", "..");

/** What a small release gives: the modules named, beside what every release has. */
export async function surfaceOf(modules: Readonly<Record<string, string>>) {
  const parse = await loadPythonParser(ROOT);
  return extractOptions(openClasses(new Map(Object.entries({ ...RELEASE, ...modules })), parse));
}

/** The options of a release whose `make_arg_parser` has this body, by their first name. */
export async function optionsOf(body: string, modules: Readonly<Record<string, string>> = {}) {
  const { options } = await surfaceOf({ "vllm/entrypoints/openai/cli_args.py": makeArgParser(body), ...modules });
  return Object.fromEntries(options.map(({ file: _file, line: _line, ...option }) => [option.names[0], option]));
}

export function makeArgParser(body: string, before = ""): string {
  const indented = body.split("\n").map((line) => `    ${line}`);
  return `${IMPORTS}\n${before}\ndef make_arg_parser(parser):\n${indented.join("\n")}\n    return parser\n`;
}

const IMPORTS = `
import argparse
import json
from typing import Literal, get_args
from vllm.engine.arg_utils import AsyncEngineArgs, EngineArgs, get_kwargs
from vllm.config import CacheConfig, ModelConfig
`;

const RELEASE = {
  "vllm/__init__.py": `
import typing
MODULE_ATTRS = {"EngineArgs": ".engine.arg_utils:EngineArgs"}
if typing.TYPE_CHECKING:
    from vllm.engine.arg_utils import AsyncEngineArgs, EngineArgs
    from vllm.entrypoints.llm import LLM
else:
    def __getattr__(name):
        ...
`,
  "vllm/config/__init__.py": "from vllm.config.cache import CacheConfig\nfrom vllm.config.model import ModelConfig\n",
  "vllm/config/utils.py": "def config(cls):\n    return cls\n\ndef get_field(cls, name):\n    ...\n",
  "vllm/config/cache.py": `
from vllm.config.utils import config

@config
class CacheConfig:
    block_size: int = 16
`,
  "vllm/config/model.py": `
from vllm.config.utils import config

@config
class ModelConfig:
    model: str = "a/model"
`,
  "vllm/engine/arg_utils.py": `
from dataclasses import dataclass, fields, is_dataclass
from vllm.config import ModelConfig

def get_kwargs(cls):
    for field in fields(cls):
        if is_dataclass(field.type):
            ...
        elif type_hints == {bool, str, type(None)}:
            ...
        kwarg = "metavar" if contains_type(type_hints, str) else "choices"
        if get_origin(kwargs[name].get("type")) is Literal:
            ...

@dataclass
class EngineArgs:
    model: str = ModelConfig.model

@dataclass
class AsyncEngineArgs(EngineArgs):
    enable_log_requests: bool = False
`,
  "vllm/entrypoints/cli/serve.py": `
from vllm.entrypoints.openai.cli_args import make_arg_parser

class ServeSubcommand:
    name = "serve"

    def subparser_init(self, subparsers):
        serve_parser = subparsers.add_parser(self.name, usage="vllm serve [model_tag] [options]")
        serve_parser = make_arg_parser(serve_parser)
        return serve_parser
`,
};
