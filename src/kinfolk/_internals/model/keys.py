"""The keys by which a record is found: two records are compared when they share one."""

import zlib
from collections.abc import Iterable, Mapping
from itertools import product

from .parts import KeyRule, Model

BETWEEN = "|"


def keys_of(model: Model, record: Mapping, *, use: str = "search") -> tuple[str, ...]:
    """Every key of a prepared record for one use, each once, in an order that stays."""
    keys = (key for rule in model.keys if use in rule.uses for key in keys_by(rule, record))
    return tuple(dict.fromkeys(keys))


def keys_by(rule: KeyRule, record: Mapping) -> Iterable[str]:
    """The keys that one rule gives a record; none when any of its parts is not known."""
    if len(rule.parts) == 1:
        yield from (f"{rule.code}:{value}" for value in _values(record, rule.parts[0]))
        return
    for values in product(*(_values(record, part) for part in rule.parts)):
        ordered = sorted(values) if rule.is_any_order else values
        yield f"{rule.code}:{BETWEEN.join(ordered)}"


def key_number(key: str) -> int:
    """A key as a whole number of 32 bits, for a small index; whoever looks by it compares the text too."""
    number = zlib.crc32(key.encode())
    return number - (1 << 32) if number >= 1 << 31 else number


def _values(record: Mapping, part: tuple[str, ...]) -> list[str]:
    if len(part) == 1:
        value = record[part[0]]
        return [value] if value and isinstance(value, str) else list(value)
    every = (record[column] for column in part)
    return list(dict.fromkeys(one for value in every for one in ([value] if isinstance(value, str) else value) if one))
