"""
Parses command lines with the release's own parsers, up to where its server would start.

Commands: `[{"program": "serve" | "api-server", "words": […], "whole": bool, "config"?: "text"}, …]`.
`config` is the text of the file that the words name after `--config`: the repository's files are not where a probe runs.

Answers in the same order: `{"ok": true}` or `{"ok": false, "message": …}`, with the `warnings` that the parser logged; null where
the release has no such program, or its parser came to no end. Of a command that is not whole the rules between its options are
not asked: they could miss one that was left out.
"""

import argparse
import contextlib
import faulthandler
import io
import logging
import re
import resource
import signal
import sys
import time
import warnings

import serve_parser

#: Characters: a parser names its choices, and its pydantic models what they refuse.
LONGEST_MESSAGE = 2000

#: Seconds, and bytes beyond what is held already, for one command: a file of YAML aliases can stand for terabytes.
LONGEST_PARSE = 2
MOST_MEMORY = 2 * 1024**3

#: Seconds for all: some hundred commands take ten.
LONGEST_ALL = 120


def parse_commands(commands):
    argparse.ArgumentParser.error = refuse
    parsers = {}
    for program, make in (("serve", serve_parser.ServeParser), ("api-server", serve_parser.ApiServerParser)):
        if any(command["program"] == program for command in commands):
            with contextlib.suppress(Exception):
                parsers[program] = make()
    bound_memory()
    signal.signal(signal.SIGALRM, stop)
    end = time.monotonic() + LONGEST_ALL
    # A signal waits for native code to come back, which this does not.
    faulthandler.dump_traceback_later(LONGEST_ALL + 5 * LONGEST_PARSE, exit=True)
    try:
        return [
            bounded_answer(parsers.get(command["program"]) if time.monotonic() < end else None, command)
            for command in commands
        ]
    finally:
        faulthandler.cancel_dump_traceback_later()


class Stopped(BaseException):
    """Not an error of the command: nobody knows what the parser would have said."""


def stop(_signal, _frame):
    raise Stopped


def bound_memory():
    if sys.platform != "linux":
        return
    with open("/proc/self/statm", encoding="ascii") as file:
        held = int(file.read().split()[0]) * resource.getpagesize()
    hardest = resource.getrlimit(resource.RLIMIT_AS)[1]
    if hardest == resource.RLIM_INFINITY or held + MOST_MEMORY < hardest:
        resource.setrlimit(resource.RLIMIT_AS, (held + MOST_MEMORY, hardest))


def bounded_answer(parser, command):
    if parser is None:
        return None
    signal.alarm(LONGEST_PARSE)
    try:
        return answer(parser, command)
    except (MemoryError, RecursionError, Stopped):
        return None
    finally:
        signal.alarm(0)


def answer(parser, command):
    with capturing() as logged:
        try:
            parsed = parser.parse(with_config(command))
            # It looks for the file, and the repository's files are not here.
            if isinstance(getattr(parsed, "chat_template", None), str):
                parsed.chat_template = None
            if command["whole"]:
                parser.validate(parsed)
            message = None
        except SystemExit as end:
            # A refusal's code is its message; `--help` ends with 0.
            message = str(end.code) if end.code else None
        except (MemoryError, RecursionError):
            raise
        except Exception as error:
            message = f"{type(error).__name__}: {error}".strip()
    told = {"ok": True} if message is None else {"ok": False, "message": message[:LONGEST_MESSAGE]}
    return {**told, "warnings": logged} if logged else told


def with_config(command):
    """The words, with the configuration's text written to the probe's own folder and that file's name in their file's place."""
    words = list(command["words"])
    if "config" not in command:
        return words
    place = words.index("--config") + 1
    # The parser looks at the ending.
    ending = re.search(r"\.\w{1,8}$", words[place])
    words[place] = "config" + (ending[0] if ending else "")
    with open(words[place], "w", encoding="utf-8", errors="replace") as file:
        file.write(command["config"])
    return words


def refuse(_parser, message):
    """In the place of argparse's `error()`, which prints the usage and the message and exits with 2."""
    raise SystemExit(message)


@contextlib.contextmanager
def capturing():
    """What vLLM's loggers and `warnings` say of one command. Help that is printed goes nowhere."""
    logged, nowhere = [], io.StringIO()
    logger, handler = logging.getLogger("vllm"), Listening(logged)
    forget_said_once()
    logger.addHandler(handler)
    try:
        with contextlib.redirect_stderr(nowhere), contextlib.redirect_stdout(nowhere), warnings.catch_warnings():
            warnings.simplefilter("always")
            warnings.showwarning = lambda message, *_: handler.note(str(message))
            yield logged
    finally:
        logger.removeHandler(handler)


class Listening(logging.Handler):
    def __init__(self, logged):
        super().__init__(logging.WARNING)
        self.logged = logged

    def emit(self, record):
        self.note(record.getMessage())

    def note(self, message):
        if len(self.logged) < 20 and message[:LONGEST_MESSAGE] not in self.logged:
            self.logged.append(message[:LONGEST_MESSAGE])


def forget_said_once():
    """`warning_once` keeps what it said in caches: each command is to be told."""
    import vllm.logger

    for value in vars(vllm.logger).values():
        if hasattr(value, "cache_clear"):
            value.cache_clear()
