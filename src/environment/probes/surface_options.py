"""Options of the living parser of `vllm serve`."""

import argparse

from serve_parser import ServeParser
from told_values import source, without_nothing


def options():
    serve = ServeParser()
    parser = serve.options
    # An action can have more names than it shows: vLLM hides old negations from the help.
    names = {}
    for name, action in parser._option_string_actions.items():
        names.setdefault(id(action), (action, []))[1].append(name)
    if "-O" not in parser._option_string_actions:
        note_optimization(serve, names)
    deprecated = {id(action) for action in getattr(parser, "_deprecated", ())}
    return [
        option(action, strings, id(action) in deprecated or getattr(action, "deprecated", False))
        for action, strings in names.values()
        if not isinstance(action, argparse._HelpAction)
    ]


def note_optimization(serve, names):
    """`-O3` is rewritten before argparse sees it: what it is for is seen where it lands."""
    try:
        without, given = vars(serve.parse(["model"])), vars(serve.parse(["model", "-O3"]))
    except (Exception, SystemExit):
        return
    for action, strings in names.values():
        if without.get(action.dest) != given.get(action.dest):
            strings.append("-O")


def option(action, strings, deprecated):
    off = {name for name in strings if switches_off(action, name)}
    # A switch that only switches off (`store_false`) has no name that switches it on.
    negations = [name for name in strings if name in off] if len(off) < len(strings) else []
    return without_nothing(
        {
            "names": sorted((name for name in strings if name not in negations), key=lambda name: not name.startswith("--")),
            "negations": negations,
            "destination": action.dest,
            "form": form(action, negations),
            "choices": None if action.choices is None else [str(choice) for choice in action.choices],
            "default": None if action.default is argparse.SUPPRESS else source(action.default),
            "deprecated": "deprecated" if deprecated else None,
        }
    )


def switches_off(action, name):
    """Asks the action itself what it sets. Only one that takes no words can: others read a value."""
    if action.nargs != 0 or not isinstance(action, (argparse.BooleanOptionalAction, argparse._StoreConstAction)):
        return False
    namespace = argparse.Namespace()
    action(None, namespace, [], name)
    return getattr(namespace, action.dest, None) is False


def form(action, negations):
    if action.nargs == 0:
        return "boolean" if negations else "switch"
    if action.nargs == "?":
        return "optional-value"
    return "value" if action.nargs in (None, 1) else "values"
