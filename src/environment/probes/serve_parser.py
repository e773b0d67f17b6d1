"""The parsers of a release's server, built as its command line builds them. Nothing of an engine is started."""

import importlib
from argparse import ArgumentParser

from release_modules import defined, modules_with, stand_on_a_platform


class ServeParser:
    """`vllm serve` (vllm/entrypoints/cli/main.py): a parser of subcommands, of which only this one is asked for."""

    def __init__(self):
        stand_on_a_platform()
        subcommand = defined("class", "ServeSubcommand", "vllm.entrypoints")()
        self.parser = flexible_parser()(description="vLLM CLI")
        subparsers = self.parser.add_subparsers(required=False, dest="subparser")
        self.options = subcommand.subparser_init(subparsers)
        self.validate = subcommand.validate

    def parse(self, words):
        return self.parser.parse_args(["serve", *words])


class ApiServerParser:
    """`python -m vllm.entrypoints.openai.api_server`: the same options without a subcommand."""

    def __init__(self):
        stand_on_a_platform()
        module = frontend_module()
        self.parser = module.make_arg_parser(flexible_parser()(prog="api_server"))
        self.options = self.parser
        self.validate = module.validate_parsed_serve_args

    def parse(self, words):
        return self.parser.parse_args(list(words))


def flexible_parser() -> type[ArgumentParser]:
    return defined("class", "FlexibleArgumentParser")


def frontend_module():
    """The module with both functions: other commands have a `make_arg_parser` of their own."""
    for name in modules_with(r"^def validate_parsed_serve_args\b", "vllm.entrypoints"):
        module = importlib.import_module(name)
        if hasattr(module, "make_arg_parser"):
            return module
    raise LookupError("no module defines make_arg_parser and validate_parsed_serve_args")
