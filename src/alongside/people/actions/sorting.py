"""What was written while records were one: listed when they are taken apart, and looked at one by one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.apps import apps
from django.db import IntegrityError, transaction

from alongside.foundation.audit.actions import record
from alongside.foundation.identity.models import User

from .. import access, rules
from ..models import Address, Fact, Family, FamilyMember, Person, PersonName, Relationship, Sorting
from ..queries.belongings import rows_since
from ..queries.links import Linking
from .refusals import PeopleRefused
from .searching import write_what_finds

MAY_MOVE = frozenset(
    {"people.personname", "people.address", "people.fact", "people.relationship", "people.familymember"}
    | {"people.agreement", "people.sharingbasis"}
)


def list_what_to_sort(kind: Linking, link, *, since, groups: dict[UUID, frozenset[UUID]]) -> list[Sorting]:
    """List what was written on the records since they were joined, now that they are apart."""
    sides = [next((group for group in groups.values() if one in group), {one}) for one in (link.low_id, link.high_id)]
    if link.high_id in sides[0]:
        return []  # still one, by way of a third
    leads = [next((lead for lead, group in groups.items() if group is side), next(iter(side))) for side in sides]
    found = []
    for place, side in enumerate(sides):
        other = leads[1 - place]
        rows = [(one.label, one.id, one.record, one.what) for one in rows_since(kind.record, side, since=since.id)]
        rows += [
            (kind.record._meta.label_lower, one.id, one.id, "What is written of the record itself was changed")
            for one in kind.record.objects.filter(id__in=side).order_by("id")
            if one.version > since.versions.get(str(one.id), one.version)
        ]
        found += [
            Sorting(**{f"{kind.name}_link": link}, table=table, row_id=str(row), what=what, stands_with=at, other=other)
            for table, row, at, what in rows
        ]
    return Sorting.objects.bulk_create(found)


@transaction.atomic
def sort_row(*, sorting: Sorting, status: rules.SortingStatus, by: User, at: datetime) -> Sorting:
    """Say that something written while two records were one stays where it is, or move it to the other."""
    sorting = Sorting.objects.select_for_update(of=("self",)).get(id=sorting.id)
    if not may_sort(by, sorting):
        raise PeopleRefused("These records are not both open to you")
    if sorting.status == status:
        return sorting
    if status not in rules.SORTING_MOVES[rules.SortingStatus(sorting.status)]:
        raise PeopleRefused("A colleague has looked at this already")
    if status is rules.SortingStatus.MOVED:
        _move(sorting)
    sorting.status, sorting.by, sorting.at = status, by, at
    sorting.save(update_fields=["status", "by", "at"])
    about = [sorting.stands_with, sorting.other]
    record("people.row_sorted", subject=sorting, about=about, by=by, at=at, status=str(status), table=sorting.table)
    return sorting


def may_sort(by: User, sorting: Sorting) -> bool:
    """Whoever may join the two records may sort what was written while they were one."""
    ids = [sorting.stands_with, sorting.other]
    if sorting.person_link_id:
        return access.may_link_people(by, *Person.objects.filter(id__in=ids))
    return access.may_link_families(by, *Family.objects.filter(id__in=ids))


def _move(sorting: Sorting) -> None:
    if sorting.table not in MAY_MOVE:
        raise PeopleRefused("This belongs to another part of the service. Put it right on its own page")
    row = apps.get_model(sorting.table).objects.select_for_update(of=("self",)).filter(id=sorting.row_id).first()
    if row is None:
        raise PeopleRefused("This is not there any more")
    try:
        with transaction.atomic():
            _mover(row)(row, sorting)
    except IntegrityError as clash:
        raise PeopleRefused("The other record has the same already, so this stays") from clash
    for person in Person.objects.filter(id__in=[sorting.stands_with, sorting.other]).order_by("id"):
        write_what_finds(person)


def _mover(row) -> Callable:
    return {Fact: _move_fact, Relationship: _move_relationship, FamilyMember: _move_member}.get(type(row), _move_owner)


def _move_owner(row: PersonName | Address, sorting: Sorting) -> None:
    field = "person_id" if sorting.person_link_id else "family_id"
    setattr(row, field, sorting.other)
    row.save(update_fields=[field])


def _move_member(row: FamilyMember, sorting: Sorting) -> None:
    _move_owner(row, sorting)


def _move_relationship(row: Relationship, sorting: Sorting) -> None:
    for field in ("person_id", "other_id"):
        if getattr(row, field) == sorting.stands_with:
            setattr(row, field, sorting.other)
    row.save(update_fields=["person", "other"])


def _move_fact(row: Fact, sorting: Sorting) -> None:
    """A fact moves, and each of the two records says again what is latest known of it."""
    Fact.objects.filter(id=row.id).update(person_id=sorting.other, is_current=False)
    for person_id in (sorting.stands_with, sorting.other):
        stated = Fact.objects.filter(person_id=person_id, key=row.key).order_by("-as_of", "-id")
        latest = stated.first()
        stated.filter(is_current=True).update(is_current=False)
        if latest is not None:
            Fact.objects.filter(id=latest.id).update(is_current=True)
