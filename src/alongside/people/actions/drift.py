"""Writing down, once a month, how the register and its pairs stand against what the model was made on."""

from __future__ import annotations

from datetime import date, datetime, time

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.audit.actions import record
from alongside.foundation.notifications.actions import tell
from alongside.values.dates import months_after

from .. import gateways, rules
from ..models import DriftReport, MatchStale, Person
from ..queries.counting import counts_of_month, held_against
from ..queries.drift import moved_in
from ..queries.likely import count_match_records
from ..queries.pairs import list_reviewers
from ..queries.weighing import weighing_now
from .refusals import PeopleRefused


@transaction.atomic
def write_drift_report(*, month: date, at: datetime) -> DriftReport | None:
    """Write the report of a month that is over, once; none where nobody is on record yet."""
    month_from = month.replace(day=1)
    since, until = (_begins(day) for day in (month_from, months_after(month_from, 1)))
    if at < until:
        raise PeopleRefused("A report is of a whole month: this one is not over yet")
    standing = DriftReport.objects.filter(month_from=month_from).first()
    if standing is not None:
        return standing
    if not Person.objects.filter(recorded_at__lt=until, match_record__isnull=False).exists():
        return None
    counts = counts_of_month(since=since, until=until)
    report, is_new = DriftReport.objects.get_or_create(
        month_from=month_from,
        defaults={
            "counts": counts | {"held_against": held_against()},
            "model_version": gateways.model_version(weighing_now().by),
            "at": at,
        },
    )
    if is_new:
        record("people.drift_reported", subject=report, by=None, at=at, month=month_from.isoformat())
    return report


@transaction.atomic
def report_last_months(*, at: datetime) -> list[DriftReport]:
    """Write whichever of the latest months' reports are missing; stewards are told where the last says to look.

    Nothing is written while many people are still to be read by the model.
    """
    today = timezone.localtime(at).date()
    months = rules.months_to_report(today)
    standing = set(DriftReport.objects.filter(month_from__in=months).values_list("month_from", flat=True))
    missing = [month for month in months if month not in standing]
    if not missing or not rules.is_read_enough(unread=MatchStale.objects.count(), people=count_match_records()):
        return []
    written = [report for month in missing if (report := write_drift_report(month=month, at=at))]
    if written and written[-1].month_from == months[-1]:
        _tell_stewards(written[-1], today=today, at=at)
    return written


def _tell_stewards(report: DriftReport, *, today: date, at: datetime) -> None:
    moved = moved_in(report, today=today)
    if moved:
        link = reverse("people:drift_of_month", args=[f"{report.month_from:%Y-%m}"])
        things = "1 thing that is" if moved == 1 else f"{moved} things that are"
        words = f"The monthly report on matching names {things} worth a look"
        for steward in list_reviewers():
            tell(user=steward, kind="people.drifted", words=words, link=link, at=at)


def _begins(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
