"""Pages of a long list by key: never an offset, never a count of everything."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.core import signing
from django.db.models import Q, QuerySet

SALT = "alongside.paging"
DEFAULT_SIZE = 25
LARGEST_SIZE = 200
READERS = {
    "d": date.fromisoformat,
    "t": datetime.fromisoformat,
    "u": UUID,
    "j": lambda value: value,
}


@dataclass(frozen=True)
class Page:
    """Some rows, and the keys of the pages after and before them (empty where there is none)."""

    rows: list[Any] = field(default_factory=list)
    next_key: str = ""
    previous_key: str = ""

    def __iter__(self):
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def key_page(
    queryset: QuerySet,
    *,
    after: str | None = None,
    before: str | None = None,
    size: int = DEFAULT_SIZE,
    order: Sequence[str] = ("-received_at", "id"),
) -> Page:
    """Return the page after (or before) a key; the last name in `order` must be unique.

    The fields of `order` must not be null. A key that was tampered with, or that belongs to another
    order, starts from the beginning.
    """
    size = max(1, min(size, LARGEST_SIZE))
    backwards = bool(before) and not after
    at = _read_key(after or before, order)
    wanted = [_turned(name) for name in order] if backwards else list(order)
    if at is not None:
        queryset = queryset.filter(_beyond(wanted, at))
    found = list(queryset.order_by(*wanted)[: size + 1])
    is_more = len(found) > size
    rows = found[:size]
    if backwards:
        rows.reverse()
    came_from_somewhere = bool(rows) and at is not None
    has_next = came_from_somewhere if backwards else is_more
    has_previous = is_more if backwards else came_from_somewhere
    return Page(
        rows=rows,
        next_key=_write_key(rows[-1], order) if has_next else "",
        previous_key=_write_key(rows[0], order) if has_previous else "",
    )


def _turned(name: str) -> str:
    return name[1:] if name.startswith("-") else f"-{name}"


def _beyond(order: Sequence[str], at: Sequence[Any]) -> Q:
    """Return the condition "sorts after these values", one clause for each length of prefix."""
    clauses = []
    for depth, name in enumerate(order):
        same = {order[i].lstrip("-"): at[i] for i in range(depth)}
        compare = "lt" if name.startswith("-") else "gt"
        clauses.append(Q(**same, **{f"{name.lstrip('-')}__{compare}": at[depth]}))
    return reduce(or_, clauses)


def _write_key(row: Any, order: Sequence[str]) -> str:
    values = [_pack(_value(row, name.lstrip("-"))) for name in order]
    return signing.dumps([list(order), values], salt=SALT, compress=True)


def _value(row: Any, path: str) -> Any:
    if isinstance(row, dict):
        return row[path]
    return reduce(getattr, path.split("__"), row)


def _pack(value: Any) -> list[Any]:
    if isinstance(value, datetime):
        return ["t", value.isoformat()]
    if isinstance(value, date):
        return ["d", value.isoformat()]
    if isinstance(value, UUID):
        return ["u", str(value)]
    return ["j", value]


def _read_key(key: str | None, order: Sequence[str]) -> list[Any] | None:
    if not key:
        return None
    try:
        made_for, values = signing.loads(key, salt=SALT)
    except signing.BadSignature:
        return None
    if made_for != list(order):
        return None
    return [READERS[kind](value) for kind, value in values]
