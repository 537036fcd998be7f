"""What families wish for from a panel, by their own plans and steps, and the days on which panels sit."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from django.utils import timezone

from alongside.cases.models import Allocation, Step
from alongside.demo.panels_of_county import KNOWS
from alongside.foundation.calendar.queries import england
from alongside.foundation.identity.models import User
from alongside.foundation.references.rules import new_reference
from alongside.panels import rules
from alongside.panels.models import Item, Panel, PanelMember, Series, Sitting
from alongside.people.models import FamilyMember
from alongside.plans.models import Need


@dataclass(frozen=True)
class Wish:
    """Something a family's own story asks a panel for: from which day, and until when it made sense."""

    case: object
    kind: rules.ItemKind
    words: str
    worker: User
    from_on: date
    until_on: date
    comes_from: Item | None = None

    @property
    def is_soon_over(self) -> bool:
        """Whether it cannot wait for a later sitting: a step is near, or it came back from a sitting before."""
        return self.kind not in (rules.ItemKind.MORE, rules.ItemKind.REQUEST)


@dataclass
class Year:
    """The year that is written, and what families wish for in it."""

    at: datetime
    today: date
    chance: Random
    first: date
    used: set = field(default_factory=set)
    referred: dict = field(default_factory=lambda: defaultdict(list))
    _wishes: dict | None = None
    _children: dict | None = None

    def sittings(self, panel: Panel, series: Series, days: list[date], *, by: User) -> list[Sitting]:
        """The sittings of a run, not yet in the tables."""
        found = []
        for day in days:
            starts = timezone.make_aware(datetime.combine(day, panel.starts_at))
            due = rules.papers_due_on(sits_on=day, working_days=panel.papers_working_days, calendar=england())
            found.append(
                Sitting(
                    reference=new_reference("PS"),
                    panel=panel,
                    series=series,
                    in_series_at=starts,
                    starts_at=starts,
                    length_minutes=panel.length_minutes,
                    place=panel.place,
                    link=panel.link,
                    papers_due_on=due,
                    planned_by=by,
                )
            )
        return found

    def wishes(self, panel: Panel, localities: set) -> list[Wish]:
        """What the families of some localities wish for and what was referred to a panel, the earliest first."""
        if self._wishes is None:
            self._wishes = _gather(self.first, self.today)
        own = [one for key in localities for one in self._wishes.get(key, ())]
        return sorted([*own, *self.referred[panel.id]], key=lambda one: one.from_on)

    def children(self, family_id) -> list:
        """The children of a family."""
        if self._children is None:
            self._children = defaultdict(list)
            for member in FamilyMember.objects.filter(role="child").select_related("person").order_by("id"):
                self._children[member.family_id].append(member.person)
        return self._children[family_id]


def days_of(panel: Panel, *, first: date, until: date) -> tuple[list[date], list[date]]:
    """The days of a pattern, and those of them on which it sits."""
    pattern = {"first": first, "until": until, "weekday": panel.weekday, "nth": panel.nth}
    everyday = rules.days_of_pattern(cadence=rules.Cadence(panel.cadence), **pattern)
    days = [day for day in everyday if england().is_working_day(day)]
    return [day for day in everyday if days[0] <= day <= days[-1]], days


def where_of(seat: PanelMember) -> str:
    """Under which heading an agency's words stand."""
    if seat.agency.slug in KNOWS:
        return seat.agency.slug
    return "school" if seat.agency.kind == "school" else "early_help"


def _gather(first: date, today: date) -> dict:
    """Plans that asked for more, and steps up, by locality."""
    workers = {}
    for one in Allocation.objects.filter(role="lead").select_related("worker__agency").order_by("from_at", "id"):
        workers[one.case_id] = one.worker
    wishes: dict = defaultdict(list)
    needs = Need.objects.filter(position=1).select_related("plan__case__family").order_by("plan__started_on", "id")
    for need in needs:
        case = need.plan.case
        if case.id in workers:
            last = case.closed_on or today
            begins = need.plan.started_on + timedelta(days=14)
            wishes[case.locality_id].append(
                Wish(
                    case,
                    rules.ItemKind.MORE,
                    f"The plan asks for more help with this: {need.words}",
                    workers[case.id],
                    max(begins, first),
                    last,
                )
            )
    asked = {"step_up": rules.ItemKind.STEP_UP, "step_down": rules.ItemKind.STEP_DOWN}
    steps = Step.objects.filter(kind__in=asked, at__date__gte=first)
    for step in steps.select_related("case__family").order_by("at", "id"):
        day, case = timezone.localtime(step.at).date(), step.case
        if case.id in workers:
            wishes[case.locality_id].append(
                Wish(
                    case,
                    asked[step.kind],
                    f"Should this family step {step.kind.removeprefix('step_')}? {step.why}",
                    workers[case.id],
                    day - timedelta(days=9),
                    day,
                )
            )
    return wishes
