"""Columns for whole lists: made once for each distinct value, then joined on."""

from collections.abc import Mapping

import polars as pl

from ..columns import columns_of
from ..columns.folding import marks_of
from ..columns.kinds import kinds_of_columns
from ..compiled.conditions import MARKS
from ..model.parts import Field, Model
from ..model.preparing import RARITY, Frequencies
from .passing import Bench

TYPES = {"text": pl.String, "words": pl.List(pl.String), "number": pl.Int64}


def prepare_all(bench: Bench, model: Model, people: pl.DataFrame) -> frozenset[str]:
    """Make the table `records` with one row for each person, numbered from 0; return its columns."""
    held: set[str] = set()
    wanted = model.columns | set(model.frequencies)
    joins, selects = [], ["people.row"]
    bench.put("people", people.with_row_index("row"))
    for field in (one for one in model.fields if one.name in people.columns):
        values = _values_of(field, people[field.name], wanted)
        bench.put(f"values_{field.name}", values)
        joins.append(f"join values_{field.name} on people.{field.name} = values_{field.name}.raw")
        columns = [column for column in values.columns if column != "raw"]
        selects += [f"values_{field.name}.{column}" for column in columns]
        held.update(columns)
    bench.run(f"create table records as select {', '.join(selects)} from people {' '.join(joins)}")
    return frozenset(held)


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
        bench.put(f"rarity_{column}", table)
        joins.append(f"left join rarity_{column} on records.{column} = rarity_{column}.raw")
        selects.append(f"rarity_{column}.rarity as {column}{RARITY}")
    bench.run(f"create table weighed as select {', '.join(selects)} from records {' '.join(joins)}")
    bench.run("drop table records")
    bench.run("alter table weighed rename to records")


def counted(bench: Bench, columns: list[str]) -> Frequencies:
    """Count the values of some columns of `records`."""
    counts: dict[str, Mapping[str, int]] = {}
    for column in columns:
        rows = bench.base.execute(f"select {column}, count(*) from records where {column} <> '' group by 1").fetchall()
        counts[column] = dict(rows)
    return Frequencies.counted(counts)


def _values_of(field: Field, column: pl.Series, wanted: frozenset[str]) -> pl.DataFrame:
    kinds = {name: kind for name, kind in kinds_of_columns(field.type, field.prefix).items() if name in wanted}
    values = column.unique().to_list()
    lists = [name for name, kind in kinds.items() if kind == "words"]
    made: dict[str, list] = {"raw": values, **{name: [] for name in kinds}, **{name + MARKS: [] for name in lists}}
    for value in values:
        columns = columns_of(field.type, field.prefix, value)
        for name in kinds:
            made[name].append(columns[name])
        for name in lists:
            made[name + MARKS].append(marks_of(columns[name]))
    schema = {"raw": pl.String, **{name: TYPES[kind] for name, kind in kinds.items()}}
    schema |= {name + MARKS: pl.Int64 for name in lists}
    return pl.DataFrame(made, schema=schema, strict=False)
