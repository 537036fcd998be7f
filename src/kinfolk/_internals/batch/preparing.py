"""Columns for whole lists: made once for each distinct value of a field, and kept as short codes.

A record holds one number for each field, the place of its value in `values_FIELD`, and beside it those columns
that are compared letter by letter or as they are. In DuckDB all text is of one enumerated type, so that a row is
narrow, equal texts are equal numbers, and the text itself is at hand where letters are counted. Lists of words
stand in `words_COLUMN`, a row for each word of each value.
"""

from collections.abc import Iterable, Iterator, Mapping

import polars as pl

from ..columns import columns_of
from ..columns.folding import tally_of
from ..columns.kinds import kinds_of_columns
from ..compiled.dialects import TALLY
from ..model.conditions import Edits
from ..model.parts import Field, Model
from ..model.preparing import RARITY, Frequencies
from .passing import Bench

TYPES = {"text": pl.String, "words": pl.List(pl.String), "number": pl.Int64}
NUMBER = "_nth"
"""What is put after a field's name for the number of its value."""


def prepare_all(bench: Bench, model: Model, people: pl.DataFrame) -> frozenset[str]:
    """Make the table `records` with one row for each person, numbered from 0; return its columns."""
    fields = [one for one in model.fields if one.name in people.columns]
    wanted = model.columns | set(model.frequencies)
    edited = frozenset(leaf.column for leaf in model.leaves if isinstance(leaf, Edits))
    raw = {field: _values_of(field, people[field.name], wanted, edited) for field in fields}
    for field, table in raw.items():
        bench.put(f"raw_{field.name}", table)
    kinds = {name: kind for field in fields for name, kind in _kinds(field, wanted).items()}
    bench.name_texts(_every_text(fields, kinds))
    kept = {field: _keep_values(bench, field, table, kinds) for field, table in raw.items()}
    _put_together(bench, kept, people)
    return frozenset(kinds)


def add_rarities(bench: Bench, model: Model, held: frozenset[str]) -> None:
    """Add to `records` how rare each value is among all of them."""
    columns = [column for column in model.frequencies if column in held]
    frequencies = counted(bench, columns)
    joins, selects = [], ["records.*"]
    for column in columns:
        values = list(frequencies.counts[column])
        table = pl.DataFrame(
            {"raw": values, "rarity": [frequencies.rarity(column, value) for value in values]},
            schema={"raw": pl.String, "rarity": pl.Float64},
        )
        name = f"rarity_{column}"
        bench.put("rarity", table)
        bench.make(name, f"select {bench.dialect.as_text('raw')} as raw, rarity from rarity")
        joins.append(f"left join {name} on records.{column} = {name}.raw")
        selects.append(f"{name}.rarity as {column}{RARITY}")
    bench.make("records", f"select {', '.join(selects)} from records {' '.join(joins)}")


def counted(bench: Bench, columns: list[str]) -> Frequencies:
    """Count the values of some columns of `records`."""
    counts: dict[str, Mapping[str, int]] = {}
    for column in columns:
        rows = bench.rows(f"select {column}, count(*) from records where {column} <> '' group by 1")
        counts[column] = dict(rows)
    return Frequencies.counted(counts)


def _kinds(field: Field, wanted: frozenset[str]) -> dict[str, str]:
    return {name: kind for name, kind in kinds_of_columns(field.type, field.prefix).items() if name in wanted}


def _values_of(field: Field, column: pl.Series, wanted: frozenset[str], edited: frozenset[str]) -> pl.DataFrame:
    kinds = _kinds(field, wanted)
    values = column.unique().sort().to_list()
    tallied = [name for name in kinds if name in edited]
    made: dict[str, list] = {name: [] for name in kinds}
    for value in values:
        columns = columns_of(field.type, field.prefix, value)
        for name, into in made.items():
            into.append(columns[name])
    made |= {name + TALLY: [tally_of(value) for value in made[name]] for name in tallied}
    schema = {"raw": pl.String, **{name: TYPES[kind] for name, kind in kinds.items()}}
    schema |= {name + TALLY: pl.Int64 for name in tallied}
    return pl.DataFrame({"raw": values, **made}, schema=schema, strict=False).with_row_index("nth")


def _every_text(fields: Iterable[Field], kinds: Mapping[str, str]) -> Iterator[str]:
    """Selects of every text and word there is."""
    yield "select '' as text"
    for field in fields:
        for name, kind in kinds_of_columns(field.type, field.prefix).items():
            if name in kinds and kind != "number":
                yield f"select {f'unnest({name})' if kind == 'words' else name} from raw_{field.name}"


def _keep_values(bench: Bench, field: Field, table: pl.DataFrame, kinds: Mapping[str, str]) -> list[str]:
    """Make `values_FIELD`, and `words_COLUMN` of every list; return what a record keeps of a value."""
    dialect, selects = bench.dialect, []
    for name in table.columns[2:]:
        match kinds.get(name):
            case "words":
                selects.append(dialect.of_list(name))
                words = f"select cast(nth as integer) as nth, {dialect.each(name)} as word from raw_{field.name}"
                bench.make(f"words_{name}", f"select nth, {dialect.as_text('word')} as word from ({words})")
            case "text":
                selects.append(f"{dialect.as_text(name)} as {name}")
            case _:
                selects.append(name)
    values = ", ".join(["cast(nth as integer) as nth", "raw", *selects])
    bench.make(f"values_{field.name}", f"select {values} from raw_{field.name}")
    bench.drop(f"raw_{field.name}")
    return [select.rpartition(" ")[2] for select in selects]


def _put_together(bench: Bench, kept: Mapping[Field, list[str]], people: pl.DataFrame) -> None:
    joins, selects = [], ["cast(people.row as integer) as row"]
    bench.put("people", people.select([field.name for field in kept]).with_row_index("row"))
    for field, columns in kept.items():
        values = f"values_{field.name}"
        joins.append(f"join {values} on people.{field.name} = {values}.raw")
        selects.append(f"{values}.nth as {field.name}{NUMBER}")
        selects += [f"{values}.{column}" for column in columns]
    bench.make("records", f"select {', '.join(selects)} from people {' '.join(joins)}")
    bench.drop("people")
