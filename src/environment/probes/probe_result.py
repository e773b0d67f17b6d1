"""How a probe tells its result: one JSON file, named by the first argument. Standard output belongs to whatever it imports."""

import json
import resource
import sys
import time
import traceback


def tell(work):
    """Runs `work(arguments)`, writes what it returns or how it failed, and exits 0 or 1."""
    path, arguments = sys.argv[1], sys.argv[2:]
    started = time.monotonic()
    try:
        result = {"ok": True, **work(arguments)}
    except BaseException as error:  # SystemExit too: a package that exits on import has broken the import.
        result = {
            "ok": False,
            "error": f"{type(error).__name__}: {error}",
            "traceback": "".join(traceback.format_exception(error)),
        }
    result["seconds"] = round(time.monotonic() - started, 3)
    result["maxRssMiB"] = max_rss_mib()
    with open(path, "w", encoding="utf-8") as file:
        json.dump(result, file)
    sys.exit(0 if result["ok"] else 1)


def max_rss_mib():
    """The largest resident set of this process or one of its children. Linux counts KiB, macOS bytes (getrusage(2))."""
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) // unit
