"""Who is or was involved with a family, and whom to ring."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alongside.foundation.identity.models import User
from alongside.people.access import families_open_to
from alongside.people.queries import each_record_of_families, listed_with, records_of_family

from .. import rules
from ..models import Case, Involvement


@dataclass(frozen=True)
class KnownTo:
    """An agency that knows a family: whom to ring, and of which day we know it. Nothing more."""

    agency: str
    service: str
    worker: str
    ring: str
    as_of: date
    is_current: bool


def known_to(*, family_ids: Iterable[UUID]) -> dict[UUID, list[KnownTo]]:
    """Who knows each family, those involved now first. May be shown to whoever may search for people."""
    ids = set(family_ids)
    asked_of: dict[UUID, list[UUID]] = {}
    for asked, record in each_record_of_families(ids):
        asked_of.setdefault(record, []).append(asked)
    known: dict[UUID, list[KnownTo]] = {one: [] for one in ids}
    for case in _latest_cases(asked_of):
        for one in asked_of[case.family_id]:
            known[one].append(_known_to_us(case))
    noted = Involvement.objects.filter(family_id__in=list(asked_of)).select_related("agency")
    for involvement in noted.order_by("-as_of", "-id"):
        for one in asked_of[involvement.family_id]:
            known[one].append(_known_to_agency(involvement))
    for one, listed in listed_with(family_ids=ids).items():
        known[one] += [KnownTo(each.agency, each.service, "", each.ring, each.as_of, True) for each in listed]
    return {one: sorted(found, key=lambda who: not who.is_current) for one, found in known.items()}


def list_involvements(*, viewer: User, family_id: UUID) -> list[Involvement]:
    """Every agency noted with a family open to the viewer: those involved now first, then the latest known."""
    noted = (
        Involvement.objects.filter(family__in=families_open_to(viewer).filter(id__in=records_of_family(family_id)))
        .select_related("agency", "person")
        .order_by("-as_of", "-id")
    )
    return sorted(noted, key=lambda one: one.until_on is not None)


def get_involvement(*, viewer: User, family_id: UUID, involvement_id: UUID) -> Involvement | None:
    """One agency's part in the life of a family open to the viewer."""
    found = [one for one in list_involvements(viewer=viewer, family_id=family_id) if one.id == involvement_id]
    return found[0] if found else None


def _latest_cases(family_ids: Iterable[UUID]) -> Iterable[Case]:
    latest: dict[UUID, Case] = {}
    found = Case.objects.filter(family_id__in=list(family_ids)).select_related("hub_team__agency", "lead__agency")
    for case in found.order_by("opened_on", "id"):
        standing = latest.get(case.family_id)
        if standing is None or standing.status == rules.CaseStatus.CLOSED:
            latest[case.family_id] = case
    return latest.values()


def _known_to_us(case: Case) -> KnownTo:
    team, lead = case.hub_team, case.lead
    agency = team.agency.name if team else lead.agency.name if lead and lead.agency else "Early help"
    return KnownTo(
        agency=agency,
        service=team.name if team else "",
        worker=lead.name if lead else "",
        ring=(lead.phone if lead else "") or (team.phone or team.agency.phone if team else ""),
        as_of=case.closed_on or case.opened_on,
        is_current=case.status != rules.CaseStatus.CLOSED,
    )


def _known_to_agency(involvement: Involvement) -> KnownTo:
    return KnownTo(
        agency=involvement.agency.name,
        service=involvement.service,
        worker=involvement.worker,
        ring=involvement.ring or involvement.agency.phone,
        as_of=involvement.as_of,
        is_current=involvement.until_on is None,
    )
