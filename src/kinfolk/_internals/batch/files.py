"""Reading lists of people from CSV or Parquet, and writing pairs."""

from pathlib import Path

import polars as pl

from ..model.parts import Model
from .mapping import MappingRefused, mapping_from, read_through, recognised


def read_people(model: Model, path: Path, mapping: Path | None, *, side: str = "a") -> pl.DataFrame:
    """Read a file into the model's fields, all of them text."""
    table = read_table(path)
    chosen = mapping_from(mapping, side) if mapping else recognised(model, table)
    return read_through(model, table, chosen)


def read_list(model: Model, path: Path, mapping: Path | None = None) -> list[dict[str, str]]:
    """Read a file into one row of the model's fields for each person, with its `id`."""
    return read_people(model, path, mapping).to_dicts()


def read_table(path: Path) -> pl.DataFrame:
    """Read a CSV or Parquet file with every column as text."""
    if not path.exists():
        raise MappingRefused(f"There is no file {path}")
    if path.suffix.lower() in {".parquet", ".pq"}:
        return pl.read_parquet(path).with_columns(pl.all().cast(pl.String))
    return pl.read_csv(path, infer_schema=False)


def write_table(table: pl.DataFrame, path: Path) -> None:
    """Write CSV, or Parquet where the name says so."""
    if path.suffix.lower() in {".parquet", ".pq"}:
        table.write_parquet(path)
    else:
        table.write_csv(path)
