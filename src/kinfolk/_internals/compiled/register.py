"""The model as PostgreSQL for a register: the columns to keep for each person, and one statement that scores.

The register keeps a row for each person with the columns below, written in Python with the person, and the
person's keys as an indexed list of text. Those who are sought go in as one parameter, a list of rows.
"""

from dataclasses import dataclass

from ..columns import Kind
from ..model.parts import Model
from ..model.preparing import RARITY
from ..model.reading import columns_known_to, field_of_columns
from .dialects import POSTGRES
from .scoring import compile_scoring, level_names

TYPES = {Kind.TEXT: "text", Kind.WORDS: "text[]", Kind.NUMBER: "bigint"}


@dataclass(frozen=True)
class RegisterSql:
    """What PostgreSQL needs: `columns` to keep, each with its type; `known`, for each field whose columns are kept
    the condition that something is known of it; `sought`, a select that makes rows of the
    parameter `sought`, a JSON list of objects with the columns, their rarities, the number `nth` and the list
    `keys`; `scores`, a select of `nth`, `row`, levels, weight and chances over two relations named `sought` and
    `candidates`, of which the second has a column `row`, and `nth` to say for whom it may be."""

    columns: dict[str, str]
    known: dict[str, str]
    sought: str
    scores: str
    levels: tuple[str, ...]


def register_sql(model: Model) -> RegisterSql:
    """Write a model for a register kept in PostgreSQL."""
    kinds = columns_known_to(model.fields)
    compiled = compile_scoring(model, POSTGRES)
    compared = {column for one in model.comparisons for column in one.columns}
    columns = {column: TYPES[Kind(kinds[column])] for column in sorted(compared | set(model.frequencies))}
    rarities = [column + RARITY for column in model.frequencies]
    typed = {**columns, **dict.fromkeys(rarities, "double precision")}
    names = level_names(model, compiled)
    levels = ", ".join(f"l_{name}" for name in names)
    taken = ", ".join(f"a.{column}{RARITY} as r_{column}" for column in compiled.rarities)
    per_pair = (
        f"select b.nth, b.row, {', '.join(compiled.levels)}, {taken} "
        "from candidates b join sought a on a.nth = b.nth offset 0"
    )
    sums = f"select nth, row, {levels}, {', '.join(compiled.sums)} from ({per_pair}) as compared offset 0"
    scores = (
        f"select nth, row, {levels}, person_bits, household_bits, is_always_asked, {', '.join(compiled.results)} "
        f"from ({sums}) as summed"
    )
    row = ", ".join(f"{column} {type_}" for column, type_ in {"nth": "integer", "keys": "text[]", **typed}.items())
    sought = f"select * from jsonb_to_recordset(%(sought)s::jsonb) as one ({row})"
    return RegisterSql(columns, _known(model, columns), sought, scores, tuple(names))


def _known(model: Model, columns: dict[str, str]) -> dict[str, str]:
    """For each field the condition that one of its columns holds something; bits are of letters that stand beside."""
    known: dict[str, list[str]] = {}
    fields = field_of_columns(model.fields)
    for column, type_ in columns.items():
        if not column.endswith("_bits"):
            holds = {"text": "{} <> ''", "text[]": "cardinality({}) > 0", "bigint": "{} is not null"}[type_]
            known.setdefault(fields[column], []).append(holds.format(column))
    return {one.name: f"({' or '.join(known[one.name])})" for one in model.fields if one.name in known}
