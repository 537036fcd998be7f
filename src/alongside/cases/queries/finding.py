"""Finding one case, or a hub's cases."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, DateField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, TruncDate

from alongside.foundation.access.access import remember_open
from alongside.foundation.components.paging import Page, key_page
from alongside.foundation.identity.models import Team, User
from alongside.foundation.references.rules import tidy_reference
from alongside.people.queries import among, records_of_family

from .. import rules
from ..access import SUBJECT, cases_open_to
from ..models import Case, Step

PAGE_SIZE = 50
WITH_WHAT_IS_SHOWN = ("family", "lead__agency", "hub_team__agency", "locality")


@dataclass(frozen=True)
class Demand:
    """What is asked of a hub, as counts: no family is named, so nobody's grants are asked."""

    waiting: int
    helped: int
    opened_lately: int
    leads: int


class CaseNotFound(LookupError):
    """There is no such case, or the viewer may not see it."""


def get_case(*, viewer: User, reference: str) -> Case:
    """One case that is open to the viewer, with what its page shows."""
    case = with_clocks(cases_open_to(viewer)).filter(reference=reference).first()
    if case is None:
        raise CaseNotFound(reference)
    remember_open(viewer, SUBJECT, case.family_id)
    return case


def open_case_of(*, family_id: UUID) -> Case | None:
    """The case of a family that is not closed, if it has one; for actions, which check the rest."""
    return (
        Case.objects.exclude(status=rules.CaseStatus.CLOSED)
        .filter(family_id__in=records_of_family(family_id))
        .order_by("opened_on", "id")
        .first()
    )


def current_case_of(*, viewer: User, family_id: UUID) -> Case | None:
    """The family's case as the viewer may see it: the open one, else the one closed last."""
    return list_cases_of_family(viewer=viewer, family_id=family_id).first()


def list_cases_of_family(*, viewer: User, family_id: UUID) -> QuerySet[Case]:
    """A family's cases that are open to the viewer, the open one first, then the latest closed."""
    mine = with_clocks(cases_open_to(viewer).filter(among("family_id", records_of_family(family_id))))
    return mine.order_by(Coalesce("closed_on", date.max, output_field=DateField()).desc(), "-id")


def list_cases_led_by(*, viewer: User, worker: User) -> QuerySet[Case]:
    """The families someone leads now that the viewer may see, the longest open first."""
    mine = with_clocks(cases_open_to(viewer).filter(lead=worker))
    return mine.exclude(status=rules.CaseStatus.CLOSED).order_by("opened_on", "id")


def list_cases_to_allocate(*, viewer: User, hub_teams: Iterable[Team | UUID] | None = None) -> QuerySet[Case]:
    """The families waiting for a lead professional, the longest waiting first."""
    waiting = cases_open_to(viewer).filter(status=rules.CaseStatus.TO_ALLOCATE)
    if hub_teams is not None:
        waiting = waiting.filter(hub_team__in=hub_teams)
    return with_clocks(waiting).order_by("waiting_from_on", "id")


def reference_open_to(*, viewer: User, typed: str) -> str:
    """The reference typed, where it is that of a case open to the viewer; empty otherwise."""
    try:
        reference = tidy_reference(typed)
    except ValueError:
        return ""
    return reference if cases_open_to(viewer).filter(reference=reference).exists() else ""


def list_cases(
    *,
    viewer: User,
    hub_team: Team | None = None,
    status: rules.CaseStatus | None = None,
    level: rules.Level | None = None,
    lead: User | None = None,
    words: str = "",
    after: str = "",
    before: str = "",
    size: int = PAGE_SIZE,
) -> Page:
    """A page of the cases open to the viewer: the longest open first, or the latest closed first."""
    found = cases_open_to(viewer)
    for name, wanted in (("hub_team", hub_team), ("status", status), ("level", level), ("lead", lead)):
        if wanted is not None:
            found = found.filter(**{name: wanted})
    for word in words.split():
        found = found.filter(family__name__icontains=word)
    order = ("-closed_on", "-id") if status == rules.CaseStatus.CLOSED else ("opened_on", "id")
    return key_page(with_clocks(found), after=after, before=before, size=size, order=order)


def count_by_status(*, viewer: User, hub_team: Team | None = None) -> dict[rules.CaseStatus, int]:
    """How many cases open to the viewer stand at each status, noughts included."""
    found = cases_open_to(viewer)
    if hub_team is not None:
        found = found.filter(hub_team=hub_team)
    counted = dict(found.values_list("status").annotate(Count("id")).order_by())
    return {status: counted.get(status, 0) for status in rules.CaseStatus}


def demand_on(*, hub_team_id: UUID, since: date) -> Demand:
    """How many families wait for a hub and are helped by it, how many came since a day, and who leads them."""
    status = rules.CaseStatus
    counted = Case.objects.filter(hub_team_id=hub_team_id).aggregate(
        waiting=Count("id", filter=Q(status=status.TO_ALLOCATE)),
        helped=Count("id", filter=Q(status=status.OPEN)),
        opened_lately=Count("id", filter=Q(opened_on__gte=since)),
        leads=Count("lead", filter=Q(status=status.OPEN), distinct=True),
    )
    return Demand(**counted)


def with_clocks(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Cases with the day since which each waits for a lead, and since which it has been helped this time.

    Reopening and stepping down start the clocks afresh; a case without those steps counts from its opening.
    """
    return cases.select_related(*WITH_WHAT_IS_SHOWN).annotate(
        waiting_from_on=_latest_day(rules.STARTS_WAITING), helped_from_on=_latest_day(rules.STARTS_HELP)
    )


def _latest_day(kinds: frozenset[rules.StepKind]):
    latest = Step.objects.filter(case=OuterRef("pk"), kind__in=kinds).order_by("-at", "-id")
    return Coalesce(Subquery(latest.annotate(day=TruncDate("at")).values("day")[:1]), "opened_on")
