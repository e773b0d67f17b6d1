"""Fields of the living classes: configs, `LLM` and its neighbours."""

import dataclasses
import importlib
import inspect
import pkgutil
import types
import typing

from release_modules import defined, modules_with
from told_values import reason, source, without_nothing


def configs(missing):
    """
    Every dataclass of `vllm.config`, and what their fields and those of the engine's and the server's arguments nest.
    """
    package = importlib.import_module("vllm.config")
    for module in pkgutil.walk_packages(package.__path__, "vllm.config."):
        try:
            importlib.import_module(module.name)
        except Exception as error:
            missing("configs", module.name, reason(error))
    found = {}
    waiting = [value for name in modules_with("", "vllm.config") for value in own_classes(importlib.import_module(name))]
    waiting += [nested for owner in arguments_classes() for _, nested in nested_classes(owner)]
    while waiting:
        cls = waiting.pop()
        if cls.__name__ in found or not dataclasses.is_dataclass(cls):
            continue
        found[cls.__name__] = cls
        waiting += [nested for _, nested in nested_classes(cls)]
    return {name: fields(cls, found) for name, cls in sorted(found.items())}


def own_classes(module):
    return [
        value
        for value in vars(module).values()
        if isinstance(value, type) and value.__module__ == module.__name__ and dataclasses.is_dataclass(value)
    ]


def arguments_classes():
    return [defined("class", name) for name in ("EngineArgs", "FrontendArgs") if modules_with(rf"^class {name}\b")]


def parameters(found):
    """What a call of each takes; `LLM` hands its `**kwargs` on to `EngineArgs`."""
    from vllm import LLM, PoolingParams, SamplingParams

    engine, asynchronous = defined("class", "EngineArgs"), defined("class", "AsyncEngineArgs")
    own = inspect.signature(LLM.__init__).parameters
    handed_on = any(parameter.kind is parameter.VAR_KEYWORD for parameter in own.values())
    return {
        "LLM": {**(fields(engine, found) if handed_on else {}), **fields(LLM, found)},
        "EngineArgs": fields(engine, found),
        "AsyncEngineArgs": fields(asynchronous, found),
        "SamplingParams": fields(SamplingParams, found),
        "PoolingParams": fields(PoolingParams, found),
    }


def fields(cls, found):
    """What its constructor takes: a field with `init=False` is none, an `InitVar` is one."""
    struct = getattr(cls, "__struct_fields__", None)
    nested = {name: owner.__name__ for name, owner in nested_classes(cls, members) if owner.__name__ in found}
    if struct is not None:
        # msgspec gives the defaults of the last fields.
        defaults = dict(zip(reversed(struct), reversed(cls.__struct_defaults__)))
    else:
        taken = {
            name: parameter.default
            for name, parameter in inspect.signature(cls).parameters.items()
            if parameter.kind in (parameter.POSITIONAL_OR_KEYWORD, parameter.KEYWORD_ONLY)
        }
        struct, defaults = taken, {name: value for name, value in taken.items() if value is not inspect.Parameter.empty}
    return {
        name: without_nothing(
            {"default": source(defaults[name]) if name in defaults else None, "config": nested.get(name)}
        )
        for name in struct
        if not name.startswith("_")
    }


def members(annotation):
    """What the value itself may be: the members of a union."""
    return parts(annotation, (typing.Union, types.UnionType, typing.Annotated))


def parts(annotation, through=None):
    """The classes that an annotation names, also within others, or within these alone."""
    waiting, seen = [annotation.type if isinstance(annotation, dataclasses.InitVar) else annotation], []
    while waiting and len(seen) < 200:
        part = waiting.pop()
        arguments = typing.get_args(part)
        if isinstance(part, type) and not arguments:
            seen.append(part)
        elif through is None or typing.get_origin(part) in through:
            waiting += arguments
    return seen


def nested_classes(cls, classes=parts):
    """Fields with the config classes that their annotation names. A name that is not there at run time has none."""
    pairs = []
    for name, field in getattr(cls, "__dataclass_fields__", {}).items():
        annotation = field.type
        if isinstance(annotation, str):
            try:
                annotation = eval(annotation, vars(importlib.import_module(cls.__module__)), dict(vars(cls)))
            except Exception:
                continue
        pairs += [(name, part) for part in classes(annotation) if dataclasses.is_dataclass(part)]
    return pairs
