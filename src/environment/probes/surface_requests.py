"""Fields of the request models of the HTTP server."""

import importlib
import typing

from release_modules import modules_with
from told_values import reason, source, without_nothing


def requests(missing):
    from pydantic import BaseModel

    found = {}
    for name in modules_with(r"^class \w+Request\b|^\w+Request\b.*=", "vllm.entrypoints"):
        try:
            module = importlib.import_module(name)
        except BaseException as error:
            missing("requests", name, reason(error))
            continue
        for attribute, value in vars(module).items():
            if not attribute.endswith("Request") or attribute.startswith("_"):
                continue
            models = [part for part in alternatives(value) if isinstance(part, type) and issubclass(part, BaseModel)]
            fields = {}
            for model in models:
                fields.update(accepted(model))
            if models:
                found[attribute] = {**found.get(attribute, {}), **fields}
    return dict(sorted(found.items()))


def alternatives(value):
    """`EmbeddingRequest = A | B`: what any of them takes. A generic class with its argument counts as the class."""
    waiting, seen = [value], []
    while waiting and len(seen) < 100:
        part = waiting.pop()
        arguments = typing.get_args(part)
        if arguments:
            waiting += arguments
        else:
            seen.append(part)
    return seen


def accepted(model):
    names = {}
    by_name = any(model.model_config.get(key) for key in ("populate_by_name", "validate_by_name"))
    for name, field in model.model_fields.items():
        alias = field.validation_alias or field.alias
        keys = [choice for choice in getattr(alias, "choices", [alias]) if isinstance(choice, str)]
        if by_name or not keys:
            keys.append(name)
        told = without_nothing(
            {
                "default": None if field.is_required() or field.default_factory else source(field.default),
                "deprecated": deprecation(field),
            }
        )
        names.update(dict.fromkeys(keys, told))
    return names


def deprecation(field):
    told = getattr(field, "deprecated", None)
    if not told:
        return None
    return told if isinstance(told, str) else getattr(told, "message", None) or field.description or "deprecated"
