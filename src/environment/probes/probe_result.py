"""How a probe tells its result: one JSON file, named by the first argument. Standard output belongs to whatever it imports."""

import json
import os
import resource
import sys
import time
import traceback

STARTED = time.monotonic()


def tell(work):
    """Runs `work(arguments)`, writes what it returns or how it failed, and exits 0 or 1."""
    try:
        result = {"ok": True, **work(sys.argv[2:])}
    except BaseException as error:  # SystemExit too: a package that exits on import has broken the import.
        result = {
            "ok": False,
            "error": f"{type(error).__name__}: {error}",
            "traceback": "".join(traceback.format_exception(error)),
        }
    write(result)
    sys.exit(0 if result["ok"] else 1)


def tell_so_far(result):
    """Stands where the process dies before it has told all."""
    write({"ok": True, **result})


def write(result):
    path = sys.argv[1]
    result = {**result, "seconds": round(time.monotonic() - STARTED, 3), "maxRssMiB": max_rss_mib()}
    # In one step: dying while it writes loses nothing that was told before.
    with open(f"{path}.part", "w", encoding="utf-8") as file:
        json.dump(result, file)
    os.replace(f"{path}.part", path)


def max_rss_mib():
    """The largest resident set of this process or one of its children. Linux counts KiB, macOS bytes (getrusage(2))."""
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) // unit
