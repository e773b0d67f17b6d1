"""Where a release defines a name: files move between releases, names stay."""

import functools
import importlib
import importlib.util
import os
import re


@functools.cache
def sources():
    """`vllm.envs` → its text, of every module in the installed package. Nothing is imported for it."""
    root = importlib.util.find_spec("vllm").submodule_search_locations[0]
    texts = {}
    for folder, _, names in os.walk(root):
        for name in names:
            if not name.endswith(".py"):
                continue
            path = os.path.join(folder, name)
            parts = os.path.relpath(path, root)[: -len(".py")].split(os.sep)
            if parts[-1] == "__init__":
                parts.pop()
            with open(path, encoding="utf-8", errors="replace") as file:
                texts[".".join(["vllm", *parts])] = file.read()
    return texts


def modules_with(pattern, below="vllm"):
    """Names of the modules whose text matches, sorted; `below`: a package, itself included."""
    expression = re.compile(pattern, re.MULTILINE)
    return sorted(
        name
        for name, text in sources().items()
        if (name == below or name.startswith(below + ".")) and expression.search(text)
    )


def defined(kind, name, below="vllm"):
    """The class or function of that name. Raises LookupError unless exactly one module defines it."""
    found = modules_with(rf"^{kind} {re.escape(name)}\b", below)
    if len(found) != 1:
        raise LookupError(f"{name} is defined in {len(found)} modules")
    return getattr(importlib.import_module(found[0]), name)


def stand_on_a_platform():
    """
    A CUDA build on a machine without a GPU finds no platform, and then refuses to give a device its default. It parses for any
    platform, so it is told the CPU's, as its own `vllm bench` does. To be called before anything else of vLLM is imported.
    """
    from vllm import platforms

    if platforms.current_platform.is_unspecified():
        platforms.current_platform = importlib.import_module("vllm.platforms.cpu").CpuPlatform()
