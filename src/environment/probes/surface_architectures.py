"""The model registry."""

import importlib

from release_modules import modules_with


def architectures():
    registry = importlib.import_module(modules_with(r"^ModelRegistry\b.*=", "vllm.model_executor")[0]).ModelRegistry
    return {name: {} for name in sorted(registry.models)}


def former_architectures():
    former = {}
    for table, key in (("_PREVIOUSLY_SUPPORTED_MODELS", "last"), ("_OOT_SUPPORTED_MODELS", "plugin")):
        for name in modules_with(rf"^{table}\b.*=", "vllm.model_executor"):
            for architecture, value in getattr(importlib.import_module(name), table).items():
                former.setdefault(architecture, {})[key] = str(value)
    return dict(sorted(former.items()))
