"""The few things that engines write differently."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Dialect:
    """How one engine writes lists that share something, and how it counts bits."""

    name: str
    shares: Callable[[str, str], str]
    count_bits: Callable[[str], str]
    bits_of_both: Callable[[str, str], str]
    double: str
    has_marks: bool = False


DUCKDB = Dialect(
    name="duckdb",
    shares=lambda one, other: f"list_has_any({one}, {other})",
    count_bits=lambda one: f"cast(bit_count({one}) as integer)",
    bits_of_both=lambda one, other: f"({one} & {other})",
    double="double",
    has_marks=True,
)
POSTGRES = Dialect(
    name="postgres",
    shares=lambda one, other: f"({one} && {other})",
    count_bits=lambda one: f"bit_count(({one})::bit(64))",
    bits_of_both=lambda one, other: f"({one} & {other})",
    double="double precision",
)
