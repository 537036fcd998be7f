"""Who works with a family, told by the apps above that know it."""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

Supplier = Callable[[Iterable[UUID]], dict[UUID, list[Any]]]

_suppliers: dict[str, Supplier] = {}


def supply_known_to(name: str, supplier: Supplier) -> None:
    """Have `supplier(family_ids)` say to whom families are known: who works with them and whom to ring."""
    _suppliers[name] = supplier


def forget_known_to(name: str) -> None:
    """Take a supplier away again (tests do)."""
    _suppliers.pop(name, None)


def known_to(family_ids: Iterable[UUID]) -> dict[UUID, list[Any]]:
    """To whom each family is known, by everything that any app supplies.

    Source: local default.
    """
    ids = list(family_ids)
    told: dict[UUID, list[Any]] = {}
    for name in sorted(_suppliers):
        for family_id, known in _suppliers[name](ids).items():
            told.setdefault(family_id, []).extend(known)
    return told
