"""Everything that hangs on the record of a person or a family, in whichever app it stands.

Found by the models themselves, so that a new app's rows are seen without anybody naming them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from django.apps import apps
from django.db import connection, models

from ..models import (
    Address,
    Agreement,
    Fact,
    Family,
    FamilyMember,
    Person,
    PersonName,
    Relationship,
)
from ..rules import FACT_KEYS, RELATION_WORDS, RelationKind
from ..rules.belongings import NOT_BELONGINGS, words_for


@dataclass(frozen=True)
class Hanging:
    """A field of a table that points at a person or a family."""

    table: str
    label: str
    column: str
    attname: str


@dataclass(frozen=True)
class Counted:
    """How many rows of one kind hang on each of some records."""

    label: str
    words: str
    counts: dict[UUID, int]


@dataclass(frozen=True)
class Row:
    """One row that hangs on a record."""

    label: str
    id: UUID
    record: UUID
    what: str


@lru_cache(maxsize=4)
def hangings(record: type) -> tuple[Hanging, ...]:
    """Every field of the product that points at a record, with its table."""
    found = []
    for model in apps.get_models():
        meta = model._meta
        if not _is_ours(model) or meta.label_lower in NOT_BELONGINGS:
            continue
        found += [
            Hanging(meta.db_table, meta.label_lower, one.column, one.attname)
            for one in meta.concrete_fields
            if isinstance(one, models.ForeignKey) and one.related_model is record
        ]
    return tuple(sorted(found, key=lambda one: (one.label, one.column)))


def _is_ours(model: type) -> bool:
    is_history = hasattr(model, "pgh_tracked_model")
    return model.__module__.startswith("alongside.") and model._meta.managed and not is_history


def count_belongings(record: type, ids: Iterable[UUID]) -> list[Counted]:
    """How much hangs on each record, kind by kind; kinds of which there is nothing are left out."""
    ids = list(ids)
    parts = [
        f"select '{one.label}' as label, {one.column} as record, count(*) as n from {one.table} "  # noqa: S608 - our own tables
        f"where {one.column} = any(%(ids)s) group by 2"
        for one in hangings(record)
    ]
    found: dict[str, dict[UUID, int]] = {}
    with connection.cursor() as cursor:
        cursor.execute(" union all ".join(parts), {"ids": ids})
        for label, at, number in cursor.fetchall():
            counts = found.setdefault(label, {})
            counts[at] = counts.get(at, 0) + number
    counted = [Counted(label, words_for(label, _plural(label)), counts) for label, counts in found.items()]
    return sorted(counted, key=lambda one: (not one.label.startswith("people."), one.words))


def rows_since(record: type, ids: Iterable[UUID], *, since: UUID) -> list[Row]:
    """Every row written on these records later than something else was, told by when their identifiers were made."""
    ids, rows, seen = list(ids), [], set()
    for one in hangings(record):
        model = apps.get_model(one.label)
        if not isinstance(model._meta.pk, models.UUIDField):
            continue
        written = model._default_manager.filter(**{f"{one.attname}__in": ids}, pk__gt=since).order_by("pk")
        for row in written:
            if (one.label, row.pk) not in seen:
                seen.add((one.label, row.pk))
                rows.append(Row(one.label, row.pk, getattr(row, one.attname), say_row(row)))
    return sorted(rows, key=lambda row: row.id)


def say_row(row: models.Model) -> str:
    """One row in words, such as an address or a case by its reference."""
    match row:
        case PersonName():
            said = f"{row.given_names} {row.family_name}".strip()
        case Address():
            said = "confidential" if row.is_restricted else ", ".join(filter(None, (row.lines, row.postcode)))
        case Fact():
            key = FACT_KEYS.get(row.key)
            said = f"{key.words if key else row.key}: {row.value or row.get_meaning_display()}"
        case FamilyMember():
            said = f"{row.person.full_name} in the {row.family.name} family"
        case Relationship():
            kind = RELATION_WORDS[RelationKind(row.kind)]
            said = f"{row.person.full_name}, {kind} {row.other.full_name}"
        case Agreement():
            said = f"{row.agency.name}, {row.get_answer_display()}"
        case _:
            said = getattr(row, "reference", "") or getattr(row, "title", "")
    words = words_for(row._meta.label_lower, str(row._meta.verbose_name_plural))
    return f"{words}: {said}"[:300] if said else words


def _plural(label: str) -> str:
    return str(apps.get_model(label)._meta.verbose_name_plural)


RECORDS = {"person": Person, "family": Family}
