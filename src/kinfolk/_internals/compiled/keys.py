"""The key rules as SQL over one row: for each rule, a select of the row and its key."""

from collections.abc import Container

from ..model.keys import BETWEEN
from ..model.parts import KeyRule
from .dialects import Dialect


def keys_sql(rule: KeyRule, dialect: Dialect, kinds: dict[str, str], held: Container[str], table: str) -> str | None:
    """Select `row` and `key` by one rule; nothing where a part has no column at hand."""
    parts = [[column for column in part if column in held] for part in rule.parts]
    if not all(parts):
        return None
    sources = [_values(part, kinds, dialect, table) for part in parts]
    selects = ", ".join(f"({source}) as p{number}" for number, source in enumerate(sources))
    joins = " and ".join(f"p{number}.row = p0.row" for number in range(1, len(sources)))
    where = f" where {joins}" if joins else ""
    return (
        f"select distinct p0.row as row, '{rule.code}:' || {_joined(rule, len(sources))} as key from {selects}{where}"
    )


def _joined(rule: KeyRule, count: int) -> str:
    if rule.is_any_order and count == 2:
        return f"least(p0.value, p1.value) || '{BETWEEN}' || greatest(p0.value, p1.value)"
    return f" || '{BETWEEN}' || ".join(f"p{number}.value" for number in range(count))


def _values(columns: list[str], kinds: dict[str, str], dialect: Dialect, table: str) -> str:
    selects = [
        f"select row, {dialect.unnest(column)} as value from {table}"
        if kinds[column] == "words"
        else f"select row, {column} as value from {table} where {column} <> ''"
        for column in columns
    ]
    return " union all ".join(selects)
