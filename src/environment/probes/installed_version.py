"""The installed version of a distribution, from its metadata: `vllm --version` needs a GPU in recent releases."""

import importlib.metadata

from probe_result import tell


def installed_version(arguments):
    return {"version": importlib.metadata.version(arguments[0])}


if __name__ == "__main__":
    tell(installed_version)
