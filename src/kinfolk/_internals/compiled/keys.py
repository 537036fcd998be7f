"""The key rules as SQL over one row: for each rule, a select of the row and the values that make its key."""

from collections.abc import Callable, Container

from ..model.parts import KeyRule


def keys_sql(rule: KeyRule, held: Container[str], values_of: Callable[[tuple[str, ...]], str]) -> str | None:
    """Select `row` and the values `v0`, `v1` … of each key by one rule; nothing where a part has no column at hand.

    `values_of` names the relation that has, for columns of one part, `row` and every `value` once.
    """
    parts = [tuple(column for column in part if column in held) for part in rule.parts]
    if not all(parts):
        return None
    values = [f"p{number}.value" for number in range(len(parts))]
    if rule.is_any_order and len(parts) == 2:
        values = [f"least({', '.join(values)})", f"greatest({', '.join(values)})"]
    selected = ", ".join(f"{value} as v{number}" for number, value in enumerate(values))
    joined = " ".join(
        f"join {values_of(part)} p{number} on p{number}.row = p0.row" for number, part in enumerate(parts) if number
    )
    once = "distinct " if rule.is_any_order else ""
    return f"select {once}p0.row as row, {selected} from {values_of(parts[0])} p0 {joined}"
