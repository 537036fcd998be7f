"""The few things that engines write differently."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

TALLY = "_tally"
"""What is put after a column's name for the bits that `tally_of` gives its text."""
SOME = "_some"
"""What is put after the name of a list for whether there is anything in it."""


@dataclass(frozen=True)
class Dialect:
    """How one engine writes, over rows a and b, that lists share something, that a list holds something, that few
    letters tell two texts apart, how it counts bits, and which of several numbers stands at a place from 0."""

    shares: Callable[[str, str], str]
    holds_some: Callable[[str], str]
    edits: Callable[[str, int, int], str]
    count_bits: Callable[[str], str]
    double: str
    at_place: Callable[[str, Sequence[str]], str]


@dataclass(frozen=True)
class BatchDialect(Dialect):
    """How an engine for whole lists writes, too, a text as it is kept, what of a list a record keeps, each word of
    a list, a key made of several texts, and the smallest whole number."""

    as_text: Callable[[str], str]
    of_list: Callable[[str], str]
    each: Callable[[str], str]
    key_of: Callable[[Sequence[str]], str]
    small: str


def _edits(column: str, most: int, least: int) -> str:
    one, other = f"a.{column}", f"b.{column}"
    long_enough = f"length({one}) >= {least} and length({other}) >= {least}"
    near = f"abs(length({one}) - length({other})) <= {most}"
    return f"({long_enough} and {near} and levenshtein({one}, {other}) <= {most})"


def _edits_at_most(column: str, most: int, least: int) -> str:
    """Letters are counted no further than matters."""
    one, other = f"a.{column}", f"b.{column}"
    long_enough = f"length({one}) >= {least} and length({other}) >= {least}"
    near = f"abs(length({one}) - length({other})) <= {most}"
    return f"({long_enough} and {near} and levenshtein_less_equal({one}, {other}, {most}) <= {most})"


def _edits_of_few(column: str, most: int, least: int) -> str:
    """Letters are counted only where the tallies allow it. DuckDB counts bytes, so text that is not plain goes to
    a function of our own."""
    one, other = f"a.{column}", f"b.{column}"
    too_short = f"length({one}) < {least} or length({other}) < {least}"
    too_far = f"bit_count(xor({one}{TALLY}, {other}{TALLY})) > {2 * most}"
    is_plain = f"strlen({one}) = length({one}) and strlen({other}) = length({other})"
    return (
        f"(case when {too_far} then false when {too_short} then false "
        f"when {is_plain} then levenshtein({one}, {other}) <= {most} "
        f"else letters_apart(cast({one} as varchar), cast({other} as varchar)) <= {most} end)"
    )


def _by_case(place: str, numbers: Sequence[str]) -> str:
    whens = " ".join(f"when {at} then {number}" for at, number in enumerate(numbers) if at)
    return f"case {place} {whens} else {numbers[0]} end"


def _by_subscript(place: str, numbers: Sequence[str]) -> str:
    """One look into a list, where a case would ask every level in turn."""
    return f"(array[{', '.join(numbers)}])[{place} + 1]"


def _numbers_side_by_side(values: Sequence[str]) -> str:
    last = len(values) - 1
    return " | ".join(
        f"(cast(enum_code({value}) as bigint) << {32 * (last - place)})" for place, value in enumerate(values)
    )


DUCKDB = BatchDialect(
    shares=lambda left, right: f"list_has_any(a.{left}, b.{right})",
    holds_some=lambda column: f"{column}{SOME}",
    edits=_edits_of_few,
    count_bits=lambda one: f"cast(bit_count({one}) as integer)",
    double="double",
    at_place=_by_case,
    as_text=lambda text: f"cast({text} as texts)",
    of_list=lambda column: f"len({column}) > 0 as {column}{SOME}",
    each=lambda column: f"unnest({column})",
    key_of=_numbers_side_by_side,
    small="utinyint",
)
SPARK = BatchDialect(
    shares=lambda left, right: f"arrays_overlap(a.{left}, b.{right})",
    holds_some=lambda column: f"size({column}) > 0",
    edits=_edits,
    count_bits=lambda one: f"bit_count({one})",
    double="double",
    at_place=_by_case,
    as_text=lambda text: text,
    of_list=lambda column: column,
    each=lambda column: f"explode({column})",
    key_of=lambda values: f"struct({', '.join(values)})",
    small="tinyint",
)
POSTGRES = Dialect(
    shares=lambda left, right: f"(a.{left} && b.{right})",
    holds_some=lambda column: f"cardinality({column}) > 0",
    edits=_edits_at_most,
    count_bits=lambda one: f"bit_count(({one})::bit(64))",
    double="double precision",
    at_place=_by_subscript,
)
