"""Agencies' lists: what was agreed, what was taken in, and which families they show to be known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.db.models.functions import Now, TruncDate

from alongside.foundation.identity.models import User

from .. import access, rules
from ..models import FamilyMember, ListAgreement, ListRow, ListRun
from .ones import records_of_people


class ListNotFound(LookupError):
    """There is no such list, or the viewer may not see it."""


@dataclass(frozen=True)
class Listed:
    """An agency's list that shows a family to be known: whom to ring, and of which day."""

    agency: str
    service: str
    ring: str
    as_of: date


def list_list_agreements(*, viewer: User) -> list[ListAgreement]:
    """Every list that was agreed about, by its name."""
    if not viewer.may(access.STEWARD):
        return []
    return list(ListAgreement.objects.select_related("agency").order_by("title", "id"))


def get_list_agreement(*, viewer: User, agreement_id: UUID) -> ListAgreement:
    """One list that was agreed about."""
    found = ListAgreement.objects.select_related("agency", "set_by").filter(id=agreement_id).first()
    if found is None or not viewer.may(access.STEWARD):
        raise ListNotFound(agreement_id)
    return found


def list_runs(agreement: ListAgreement, *, size: int = 20) -> list[ListRun]:
    """The times a list was taken in, the latest first."""
    return list(
        ListRun.objects.filter(agreement=agreement).select_related("by").defer("content").order_by("-at", "-id")[:size]
    )


def list_runs_waiting() -> list[ListRun]:
    """Lists that wait to be taken in, or were left in the middle, the longest waiting first."""
    return list(ListRun.objects.filter(finished_at__isnull=True).defer("content").order_by("at", "id"))


def list_rows(agreement: ListAgreement, *, viewer: User, state: str = "") -> QuerySet[ListRow]:
    """The rows of a list, to be paged by number and key; none about somebody sealed from the viewer."""
    rows = ListRow.objects.filter(agreement=agreement).select_related("person")
    rows = rows.exclude(person_id__in=access.people_sealed_from(viewer))
    return rows.filter(state=state) if state else rows


def get_list_row(*, viewer: User, row_id: UUID) -> ListRow:
    """One row of a list."""
    rows = ListRow.objects.select_related("person", "agreement").filter(id=row_id)
    found = rows.exclude(person_id__in=access.people_sealed_from(viewer)).first()
    if found is None or not viewer.may(access.STEWARD):
        raise ListNotFound(row_id)
    return found


def listed_with(*, family_ids: Iterable[UUID]) -> dict[UUID, list[Listed]]:
    """By which agencies' lists families are known, as long as that may be kept; nothing more of any row."""
    ids = list(family_ids)
    members = FamilyMember.objects.filter(family_id__in=ids, until_on__isnull=True)
    rows = (
        ListRow.objects.filter(
            state=rules.RowState.FOUND,
            kept_until_on__gte=TruncDate(Now()),
            person_id__in=records_of_people(members.values("person_id")),
        )
        .select_related("agreement__agency")
        .order_by("-as_of", "agreement__title", "id")
    )
    by_person: dict[UUID, list[ListRow]] = {}
    for row in rows:
        by_person.setdefault(row.person_id, []).append(row)
    found: dict[UUID, list[Listed]] = {}
    if not by_person:
        return found
    parts = FamilyMember.objects.filter(
        family_id__in=ids, until_on__isnull=True, person_id__in=records_of_people(by_person)
    )
    for family_id, person_id in parts.values_list("family_id", "person_id"):
        for row in by_person.get(person_id, []):
            agency = row.agreement.agency
            listed = Listed(agency.name, row.agreement.service, agency.phone, row.as_of)
            theirs = found.setdefault(family_id, [])
            if listed not in theirs:
                theirs.append(listed)
    return found
