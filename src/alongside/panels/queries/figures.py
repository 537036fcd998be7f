"""How panels are doing: in time, what they decide, who comes, who speaks for their agency, what could not be had."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import starmap
from typing import NamedTuple

from django.db.models import Count, F, Q, QuerySet, Value
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone

from alongside.foundation.identity.models import User
from alongside.foundation.policy.queries import policy_on

from .. import access, rules
from ..models import Item, Offer, Panel, PanelDecision, PanelMember, Presence, Sitting


@dataclass(frozen=True)
class Timeliness:
    """How long families waited for an answer."""

    decided: int
    in_time: int
    median_days: int | None
    longest_days: int | None
    waiting_late: int


@dataclass(frozen=True)
class Attending:
    """How often someone came, and how often they spoke for their agency."""

    name: str
    agency: str
    part: str
    panel: str
    came: int
    stood_in_for: int
    sittings: int
    said: int
    items: int
    is_quiet: bool


@dataclass(frozen=True)
class Figures:
    """A span of a panel's work, or of several panels'."""

    panels: tuple[str, ...]
    first: date
    last: date
    sittings: int
    without_quorum: int
    timeliness: Timeliness
    by_decision: dict[str, int]
    by_month: dict[str, int]
    by_agency: list[tuple[str, int, int]]
    by_asker: list[tuple[str, Counter]]
    attending: list[Attending]
    unmet: list[tuple[str, int | None]]
    unmet_by_area: list[tuple[str, int | None]] = field(default_factory=list)
    small: int = 5


class _Decided(NamedTuple):
    """A final decision, as far as it is counted."""

    kind: str
    had_quorum: bool
    unmet: str
    due_on: date
    day: date
    asked_on: date
    area: str
    asker: str


def panels_with_figures(*, viewer: User) -> list[Panel]:
    """The panels whose figures the viewer may see: those they run, or all for commissioners and overseers."""
    if viewer.may(access.OVERSEE) or viewer.may(access.SEE_FIGURES):
        found = Panel.objects.all()
    else:
        own = access.memberships_of(viewer).filter(part__in=[rules.Part.CLERK, *sorted(rules.CHAIRS)])
        found = Panel.objects.filter(id__in=own.values("panel_id")) if viewer.may(access.SIT) else Panel.objects.none()
    return list(found.select_related("kind", "district").order_by("kind__reach", "name", "id"))


def figures_of(panels: Iterable[Panel], *, first: date, last: date, today: date) -> Figures:
    """What some panels did between two days, both within; it names no family and no small number by area."""
    panels, policy = list(panels), policy_on(rules.PanelsPolicy, today)
    since, until = _moment(first), _moment(last + timedelta(days=1))
    signed = Sitting.objects.filter(
        panel__in=panels, status=rules.SittingStatus.SIGNED, starts_at__gte=since, starts_at__lt=until
    )
    held = Counter(signed.values_list("panel_id", flat=True))
    made = PanelDecision.objects.filter(sitting__in=signed, is_final=True)
    decisions = _decisions(made)
    unmet = [one for one in decisions if one.unmet]
    return Figures(
        panels=tuple(one.name for one in panels),
        first=first,
        last=last,
        sittings=held.total(),
        without_quorum=sum(not one.had_quorum for one in decisions),
        timeliness=_timeliness(panels, decisions, today),
        by_decision=_by_decision(decisions),
        by_month=_by_month(decisions),
        by_agency=_by_agency(made),
        by_asker=_by_asker(decisions),
        attending=_attending(panels, signed, held, policy),
        unmet=_suppressed(Counter(one.unmet for one in unmet), policy.small_number),
        unmet_by_area=_suppressed(Counter(one.area for one in unmet), policy.small_number),
        small=policy.small_number,
    )


def _moment(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _decisions(made: QuerySet[PanelDecision]) -> list[_Decided]:
    """By the days of our own clock; told by the database, since a year of a county has thousands."""
    rows = (
        made.annotate(
            day=TruncDate("sitting__starts_at"),
            asked_on=TruncDate("item__asked_at"),
            area=Coalesce("item__case__locality__name", Value("Outside the county")),
            asker=Coalesce("item__asked_by__agency__name", Value("Nobody: a review that fell due")),
        )
        .order_by("sitting__starts_at", "id")
        .values_list("kind", "had_quorum", "unmet", "item__due_on", "day", "asked_on", "area", "asker")
    )
    return list(starmap(_Decided, rows))


def _timeliness(panels: list[Panel], decisions: list[_Decided], today: date) -> Timeliness:
    days = sorted((one.day - one.asked_on).days for one in decisions)
    in_time = sum(one.day <= one.due_on for one in decisions)
    waiting = Item.objects.filter(panel__in=panels, status__in=["waiting", "on_agenda"], due_on__lt=today).count()
    return Timeliness(
        decided=len(days),
        in_time=in_time,
        median_days=days[len(days) // 2] if days else None,
        longest_days=days[-1] if days else None,
        waiting_late=waiting,
    )


def _by_decision(decisions: list[_Decided]) -> dict[str, int]:
    counted = Counter(one.kind for one in decisions)
    return {rules.DECISION_WORDS[kind]: counted[kind] for kind in rules.DecisionKind if counted[kind]}


def _by_asker(decisions: list[_Decided]) -> list[tuple[str, Counter]]:
    """For each agency that asked: how many questions it brought, and how each was answered."""
    counted: dict[str, Counter] = defaultdict(Counter)
    for one in decisions:
        counted[one.asker][one.kind] += 1
    return sorted(counted.items(), key=lambda one: (-one[1].total(), one[0]))


def _by_month(decisions: list[_Decided]) -> dict[str, int]:
    return dict(Counter(f"{one.day:%b %Y}" for one in decisions))


def _by_agency(made: QuerySet[PanelDecision]) -> list[tuple[str, int, int]]:
    """For each agency: how many offers it made, and how many were taken up."""
    offers = (
        Offer.objects.filter(item__decision__in=made)
        .exclude(offers="")
        .values_list("member__agency__name")
        .annotate(made=Count("id", distinct=True), taken=Count("taken_up", distinct=True))
    )
    return sorted(((name, made, taken) for name, made, taken in offers), key=lambda one: (-one[1], one[0]))


def _attending(
    panels: list[Panel], signed: QuerySet[Sitting], held: Counter, policy: rules.PanelsPolicy
) -> list[Attending]:
    seats = PanelMember.objects.filter(panel__in=panels, until_on__isnull=True).exclude(part=rules.Part.CLERK)
    came, stood_in = _came(signed)
    said = dict(
        Offer.objects.filter(item__sitting__in=signed).values_list("member_id").annotate(Count("id")).order_by()
    )
    items = dict(
        Item.objects.filter(sitting__in=signed, status="decided", merged_into__isnull=True)
        .values_list("panel_id")
        .annotate(Count("id"))
        .order_by()
    )
    return [
        Attending(
            name=seat.user.name,
            agency=seat.agency.name,
            part=rules.PART_WORDS[rules.Part(seat.part)],
            panel=seat.panel.name,
            came=came.get(seat.id, 0),
            stood_in_for=stood_in.get(seat.id, 0),
            sittings=held[seat.panel_id],
            said=said.get(seat.id, 0),
            items=items.get(seat.panel_id, 0),
            is_quiet=rules.is_quiet(sittings=held[seat.panel_id], said=said.get(seat.id, 0), policy=policy),
        )
        for seat in seats.select_related("user", "agency", "panel").order_by("agency__name", "user__name", "id")
    ]


def _came(signed: QuerySet[Sitting]) -> tuple[dict, dict]:
    """To how many sittings each member came, and at how many somebody stood in; coming back counts once."""
    own = Q(user=F("member__user"))
    rows = (
        Presence.objects.filter(sitting__in=signed)
        .values_list("member_id")
        .annotate(
            came=Count("sitting", distinct=True, filter=own), stood_in=Count("sitting", distinct=True, filter=~own)
        )
        .order_by()
    )
    found = list(rows)
    return {member: came for member, came, _ in found}, {member: stood_in for member, _, stood_in in found}


def _suppressed(counted: Counter, small: int) -> list[tuple[str, int | None]]:
    """Counts with the small ones hidden; where one alone is hidden, the next smallest is hidden too."""
    return rules.without_small_numbers(dict(counted), least=small)
