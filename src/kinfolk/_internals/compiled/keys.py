"""The key rules as SQL over one row: for each rule, a select of the row and its key."""

from collections.abc import Container

from ..model.keys import BETWEEN
from ..model.parts import KeyRule


def keys_sql(rule: KeyRule, kinds: dict[str, str], held: Container[str], table: str) -> str | None:
    """Select `row` and `key` by one rule in DuckDB; nothing where a part has no column at hand."""
    parts = [[column for column in part if column in held] for part in rule.parts]
    if not all(parts):
        return None
    lists = ", ".join(f"{_values(part, kinds)} as l{number}" for number, part in enumerate(parts))
    select = f"select row, {lists} from {table}"
    for number in range(len(parts)):
        rest = [f"v{before}" for before in range(number)] + [f"l{after}" for after in range(number + 1, len(parts))]
        select = f"select {', '.join(['row', *rest])}, unnest(l{number}) as v{number} from ({select})"
    return f"select distinct row, '{rule.code}:' || {_joined(rule, len(parts))} as key from ({select})"


def _joined(rule: KeyRule, count: int) -> str:
    if rule.is_any_order and count == 2:
        return f"least(v0, v1) || '{BETWEEN}' || greatest(v0, v1)"
    return f" || '{BETWEEN}' || ".join(f"v{number}" for number in range(count))


def _values(columns: list[str], kinds: dict[str, str]) -> str:
    """A list of all that the columns of one part hold."""
    lists = [
        column
        if kinds[column] == "words"
        else f"case when {column} <> '' then [{column}] else cast([] as varchar[]) end"
        for column in columns
    ]
    return lists[0] if len(lists) == 1 else f"({' || '.join(f'({one})' for one in lists)})"
