"""How a living value is told in JSON: short, as Python source, or not at all."""

import ast
import enum


def source(value):
    """`repr` of a literal; None where it is none (a computed value, an object)."""
    try:
        text = repr(value) if not isinstance(value, enum.Enum) else ""
        ast.literal_eval(text)
    except Exception:
        return None
    return text if len(text) <= 500 else None


def without_nothing(values):
    return {name: value for name, value in values.items() if value is not None}


def reason(error):
    """One line of an exception."""
    return f"{type(error).__name__}: {error}".strip().replace("\n", " ")[:300]
