"""
Asks the installed release what it accepts, and what its own parsers say of command lines: importing it takes most of the time,
so it is imported once.

Argument: a JSON file `{"commands": […]}`, as parse_commands.py takes them. Tells what surface.py gives, or why it gives nothing
(`unsurveyed`), and the `answers`, or null. The one is not lost for the other.
"""

import json

from probe_result import tell, tell_so_far


def ask_release(arguments):
    with open(arguments[0], encoding="utf-8") as file:
        commands = json.load(file)["commands"]

    # One that does not import answers nothing: everything below would only fail for it again.
    import vllm

    told = {"version": str(vllm.__version__), **asked_surface()}
    if commands:
        # What the repository wrote may be the end of the process.
        tell_so_far(told)
        told["answers"] = asked_parsers(commands)
    return told


def asked_surface():
    from surface import surface
    from told_values import reason

    try:
        return surface()
    except BaseException as error:  # SystemExit too.
        return {"unsurveyed": reason(error)}


def asked_parsers(commands):
    from parse_commands import parse_commands

    try:
        return parse_commands(commands)
    except BaseException:
        return None


# vLLM may start a process with the `spawn` method, which imports this file again.
if __name__ == "__main__":
    tell(ask_release)
