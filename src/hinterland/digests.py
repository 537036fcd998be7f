"""A name for an input: the same question always has the same digest."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from fractions import Fraction
from typing import Any

VERSION = "1"
"""Of the arithmetic: it goes into every digest, so that a changed method is a changed answer."""


def digest_of(question: Any) -> str:
    """SHA-256 of a frozen question and of the version that answers it."""
    written = json.dumps([VERSION, _plain(question)], sort_keys=True, separators=(",", ":"), default=_plain)
    return hashlib.sha256(written.encode()).hexdigest()


def _plain(one: Any) -> Any:
    if is_dataclass(one) and not isinstance(one, type):
        return {type(one).__name__: {part.name: _plain(getattr(one, part.name)) for part in fields(one)}}
    if isinstance(one, Mapping):
        return sorted([_plain(key), _plain(value)] for key, value in one.items())
    if isinstance(one, tuple | list):
        return [_plain(part) for part in one]
    if isinstance(one, Enum):
        return one.value
    if isinstance(one, Fraction):
        return f"{one.numerator}/{one.denominator}"
    if isinstance(one, frozenset | set):
        return sorted(one)
    if hasattr(one, "tolist"):
        return one.tolist()
    return one
