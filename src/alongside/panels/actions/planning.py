"""Planning sittings: one, a run, or the runs of many districts in one go; moving them and calling them off."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from alongside.foundation.calendar.queries import england
from alongside.foundation.identity.models import User
from alongside.foundation.references.rules import new_id, new_reference

from .. import access, rules
from ..models import Item, Panel, Series, Sitting
from .granting import close_item_to_members
from .inviting import tell_of_series, tell_of_sitting
from .placing import fill_agendas
from .refusals import (
    PanelRefused,
    lock_panel,
    lock_sitting,
    move_item_to,
    move_sitting_to,
    noted,
    refuse_stale,
    tidy,
    touch,
)

NOT_YOURS = "Only those who set up panels, or this panel’s clerk, can plan its sittings"
MOST_SITTINGS = 110


def _may_plan(by: User, panel: Panel) -> bool:
    return by.may(access.SET_UP) or access.runs(by, panel)


@transaction.atomic
def plan_series(*, panel: Panel, first_on: date, until_on: date, by: User, at: datetime) -> Series:
    """Plan a run of sittings by the panel's own pattern, leaving out bank holidays; planning it twice plans it once."""
    panel = lock_panel(panel)
    if not _may_plan(by, panel):
        raise PanelRefused(NOT_YOURS)
    if until_on < first_on:
        raise PanelRefused("The last day is before the first")
    everyday = _days(panel, first_on, until_on)
    days = [day for day in everyday if england().is_working_day(day)]
    if not days:
        raise PanelRefused("No sitting falls between these days")
    if len(days) > MOST_SITTINGS:
        raise PanelRefused("Plan two years at the most in one go")
    standing = Series.objects.filter(panel=panel, first_on=days[0], until_on=days[-1]).first()
    if standing is not None:
        return standing
    _refuse_taken(panel, days)
    series = Series.objects.create(
        panel=panel,
        invitation_uid=f"{new_id()}@alongside",
        first_on=days[0],
        until_on=days[-1],
        cadence=panel.cadence,
        weekday=panel.weekday,
        nth=panel.nth,
        starts_at=panel.starts_at,
        length_minutes=panel.length_minutes,
        left_out=[day.isoformat() for day in everyday if day not in set(days) and days[0] < day < days[-1]],
        planned_by=by,
        planned_at=at,
    )
    Sitting.objects.bulk_create(_sitting(panel, series, day, by=by) for day in days)
    noted("series_planned", series, by=by, at=at, sittings=len(days))
    tell_of_series(series, at=at)
    fill_agendas(panel, by=by, at=at)
    return series


@transaction.atomic
def plan_many_series(
    *, panels: Iterable[Panel], first_on: date, until_on: date, by: User, at: datetime
) -> list[Series]:
    """Plan the runs of several panels in one go: all of them, or none."""
    panels = list(panels)
    if not panels:
        raise PanelRefused("Choose at least one panel")
    return [plan_series(panel=one, first_on=first_on, until_on=until_on, by=by, at=at) for one in panels]


@transaction.atomic
def plan_sitting(*, panel: Panel, starts_at: datetime, by: User, at: datetime) -> Sitting:
    """Plan one more sitting beside the run."""
    panel = lock_panel(panel)
    if not _may_plan(by, panel):
        raise PanelRefused(NOT_YOURS)
    _refuse_when(starts_at, at)
    day = timezone.localtime(starts_at).date()
    sitting = _sitting(panel, None, day, by=by, starts_at=starts_at)
    try:
        with transaction.atomic():
            sitting.save()
    except IntegrityError as taken:
        raise PanelRefused("This panel sits at that time already") from taken
    noted("sitting_planned", sitting, by=by, at=at)
    tell_of_sitting(sitting, what="planned", by=by, at=at)
    fill_agendas(panel, by=by, at=at)
    return sitting


@transaction.atomic
def move_sitting(
    *, sitting: Sitting, version: int, starts_at: datetime, place: str, link: str, by: User, at: datetime
) -> Sitting:
    """Move a sitting to another day, hour or place: the same sitting in everyone's calendar."""
    sitting = lock_sitting(sitting)
    if not _may_plan(by, sitting.panel):
        raise PanelRefused(NOT_YOURS)
    if sitting.status not in (rules.SittingStatus.PLANNED, rules.SittingStatus.SENT):
        raise PanelRefused("Only a sitting that is still to come can be moved")
    if (sitting.starts_at, sitting.place, sitting.link) == (starts_at, tidy(place), tidy(link)):
        return sitting
    refuse_stale(sitting, version)
    _refuse_when(starts_at, at)
    due = _papers_due(sitting.panel, timezone.localtime(starts_at).date())
    try:
        with transaction.atomic():
            touch(
                sitting,
                starts_at=starts_at,
                place=tidy(place),
                link=tidy(link),
                papers_due_on=due,
                invitation_sequence=sitting.invitation_sequence + 1,
            )
    except IntegrityError as taken:
        raise PanelRefused("This panel sits at that time already") from taken
    noted("sitting_moved", sitting, by=by, at=at)
    tell_of_sitting(sitting, what="moved", by=by, at=at)
    return sitting


@transaction.atomic
def call_off_sitting(*, sitting: Sitting, why: str, by: User, at: datetime) -> Sitting:
    """Call a sitting off; its items wait for the next one."""
    panel = lock_panel(sitting.panel)
    sitting = lock_sitting(sitting)
    if not _may_plan(by, panel):
        raise PanelRefused(NOT_YOURS)
    if sitting.status == rules.SittingStatus.CANCELLED:
        return sitting
    why = tidy(why, needed="Write down why the sitting is called off")
    items = Item.objects.select_for_update(of=("self",)).select_related("case").filter(sitting=sitting)
    for item in items.filter(status=rules.ItemStatus.ON_AGENDA).order_by("position", "id"):
        close_item_to_members(item, sitting, at=at)
        move_item_to(item, rules.ItemStatus.WAITING, by=by, at=at, why="The sitting was called off", sitting=None)
    move_sitting_to(
        sitting,
        rules.SittingStatus.CANCELLED,
        by=by,
        at=at,
        why=why,
        cancelled_why=why,
        invitation_sequence=sitting.invitation_sequence + 1,
    )
    noted("sitting_called_off", sitting, by=by, at=at)
    tell_of_sitting(sitting, what="called off", by=by, at=at)
    fill_agendas(panel, by=by, at=at)
    return sitting


def _days(panel: Panel, first_on: date, until_on: date) -> list[date]:
    return rules.days_of_pattern(
        first=first_on, until=until_on, weekday=panel.weekday, cadence=rules.Cadence(panel.cadence), nth=panel.nth
    )


def _sitting(panel: Panel, series: Series | None, day: date, *, by: User, starts_at: datetime | None = None) -> Sitting:
    starts_at = starts_at or timezone.make_aware(datetime.combine(day, panel.starts_at))
    return Sitting(
        reference=new_reference("PS"),
        panel=panel,
        series=series,
        in_series_at=starts_at if series else None,
        starts_at=starts_at,
        length_minutes=panel.length_minutes,
        place=panel.place,
        link=panel.link,
        papers_due_on=_papers_due(panel, day),
        planned_by=by,
    )


def _papers_due(panel: Panel, day: date) -> date:
    return rules.papers_due_on(sits_on=day, working_days=panel.papers_working_days, calendar=england())


def _refuse_taken(panel: Panel, days: list[date]) -> None:
    standing = Sitting.objects.filter(panel=panel).exclude(status=rules.SittingStatus.CANCELLED)
    taken = {timezone.localtime(one).date() for one in standing.values_list("starts_at", flat=True)}
    if both := sorted(taken & set(days)):
        raise PanelRefused(
            f"{panel.name} sits already on {both[0]:%-d %B %Y}. Plan from the day after its last sitting"
        )


def _refuse_when(starts_at: datetime, at: datetime) -> None:
    if starts_at <= at:
        raise PanelRefused("The sitting must be later than now")
    if not england().covers(starts_at.date()):
        raise PanelRefused("That day is further ahead than the bank holidays we know of")
