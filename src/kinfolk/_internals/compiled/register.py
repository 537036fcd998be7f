"""The model as PostgreSQL for a register: the columns to keep for each person, and one statement that scores.

The register keeps a row for each person with the columns below, written in Python with the person, and the
person's keys as an indexed list of text. Those who are sought go in as one parameter, a list of rows.
"""

from collections.abc import Container
from dataclasses import dataclass

from ..columns import Kind
from ..model.parts import MISSING, Model
from ..model.preparing import RARITY
from ..model.reading import columns_known_to, field_of_columns
from .dialects import POSTGRES
from .scoring import compile_scoring, level_names

TYPES = {Kind.TEXT: "text", Kind.WORDS: "text[]", Kind.NUMBER: "bigint"}


@dataclass(frozen=True)
class RegisterSql:
    """What PostgreSQL needs: `columns` to keep, each with its type; `known`, for each field whose columns are kept
    the condition that something is known of it; `sought`, a select that makes rows of the
    parameter `sought`, a JSON list of objects with the columns told, their rarities, the number `nth` and the list
    `keys`; `scores`, a select of `nth`, `row`, levels, weight and chances over two relations named `sought` and
    `candidates`, of which the second has a column `row`, and `nth` to say for whom it may be; `levels`, the names of
    the comparisons that it makes, and `all_levels`, for each comparison of the model its level in SQL."""

    columns: dict[str, str]
    known: dict[str, str]
    sought: str
    scores: str
    levels: tuple[str, ...]
    all_levels: tuple[str, ...]


def register_sql(model: Model, told: Container[str] | None = None) -> RegisterSql:
    """Write a model for a register kept in PostgreSQL; `told` are the columns in which those who are sought may hold
    something, by default all."""
    kinds = columns_known_to(model.fields)
    compiled = compile_scoring(model, POSTGRES, told=told)
    compared = {column for one in model.comparisons for column in one.columns}
    columns = {column: TYPES[Kind(kinds[column])] for column in sorted(compared | set(model.frequencies))}
    asked = {column: type_ for column, type_ in columns.items() if told is None or column in told}
    typed = {**asked, **{column + RARITY: "double precision" for column in model.frequencies}}
    names = level_names(model, compiled)
    taken = [f"a.{column}{RARITY} as r_{column}" for column in compiled.rarities]
    per_pair = (
        f"select {', '.join(['b.nth', 'b.row', *compiled.levels, *taken])} "
        "from candidates b join sought a on a.nth = b.nth offset 0"
    )
    given = ", ".join(["nth", "row", *(f"l_{name}" for name in names)])
    sums = f"select {given}, {', '.join(compiled.sums)} from ({per_pair}) as compared offset 0"
    sums_and_odds = f"select summed.*, {', '.join(compiled.odds)} from ({sums}) as summed offset 0"
    scores = (
        f"select {given}, person_bits, household_bits, is_always_asked, {', '.join(compiled.results)} "
        f"from ({sums_and_odds}) as summed"
    )
    row = ", ".join(f"{column} {type_}" for column, type_ in {"nth": "integer", "keys": "text[]", **typed}.items())
    sought = f"select * from jsonb_to_recordset(%(sought)s::jsonb) as one ({row})"
    every = tuple(f"l_{one.name}" if one.name in names else str(MISSING) for one in model.comparisons)
    return RegisterSql(columns, _known(model, columns), sought, scores, tuple(names), every)


def _known(model: Model, columns: dict[str, str]) -> dict[str, str]:
    """For each field the condition that one of its columns holds something; bits are of letters that stand beside."""
    known: dict[str, list[str]] = {}
    fields = field_of_columns(model.fields)
    for column, type_ in columns.items():
        if not column.endswith("_bits"):
            holds = {"text": "{} <> ''", "text[]": "cardinality({}) > 0", "bigint": "{} is not null"}[type_]
            known.setdefault(fields[column], []).append(holds.format(column))
    return {one.name: f"({' or '.join(known[one.name])})" for one in model.fields if one.name in known}
