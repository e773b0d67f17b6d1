"""Tries names of an installed package: JSON in, JSON out.

    python try_names.py questions.json answers.json

Questions are lists: ["import", module, name], ["attribute", module, class, name], ["keyword", module, qualified name, name].
Answers, in the same order: "yes", "no", or "cannot tell: <why>" where something else than the name is in the way (an optional
dependency, a device, a module that refuses to run here).
"""

import importlib
import inspect
import json
import os
import sys


def main() -> None:
    with open(sys.argv[1], encoding="utf-8") as file:
        questions = json.load(file)
    modules: dict[str, object] = {}
    answers = []
    for kind, module, *rest in questions:
        if module not in modules:
            modules[module] = load(module)
        answers.append(answer(kind, modules[module], module, rest))
    with open(sys.argv[2], "w", encoding="utf-8") as file:
        json.dump(answers, file)
    sys.stdout.flush()
    # What was imported may have left threads that never end.
    os._exit(0)


def load(module: str) -> object:
    """The module, or why not: "no" when it does not exist."""
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        missing = error.name or ""
        return "no" if module == missing or module.startswith(missing + ".") else blame(error)
    except BaseException as error:  # noqa: BLE001 - a module may do anything, exit included
        return blame(error)


def answer(kind: str, module: object, name: str, rest: list[str]) -> str:
    if isinstance(module, str):
        return module
    try:
        if kind == "import":
            return imports(name, rest[0])
        owner = module
        for part in rest[0].split("."):
            owner = getattr(owner, part)
        if kind == "attribute":
            return "yes" if has_attribute(owner, rest[1]) else "no"
        return keyword(owner, rest[1])
    except BaseException as error:  # noqa: BLE001
        return blame(error)


def imports(module: str, name: str) -> str:
    try:
        exec(f"from {module} import {name}", {})  # noqa: S102
    except ModuleNotFoundError as error:
        return blame(error)
    except ImportError as error:
        gone = str(error).startswith(f"cannot import name {name!r} from") and "circular" not in str(error)
        return "no" if gone else blame(error)
    return "yes"


def has_attribute(owner: type, name: str) -> bool:
    """Fields without a default are attributes of the objects, and of no class."""
    return hasattr(owner, name) or any(name in vars(base).get("__annotations__", {}) for base in owner.__mro__)


def keyword(owner: object, name: str) -> str:
    parameters = inspect.signature(owner).parameters.values()
    if any(parameter.kind is parameter.VAR_KEYWORD for parameter in parameters):
        return "cannot tell: **" + next(p.name for p in parameters if p.kind is p.VAR_KEYWORD)
    named = (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY)
    return "yes" if any(parameter.name == name and parameter.kind in named for parameter in parameters) else "no"


def blame(error: BaseException) -> str:
    return f"cannot tell: {type(error).__name__}: {str(error)[:200]}"


if __name__ == "__main__":
    main()
