"""The money and the footfall of a site, and the files they came in."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from alongside.foundation.references.rules import new_id
from alongside.hubs.rules.money import Basis, Line

LINES = [(line, line) for line in Line]


@pghistory.track()
class YearAmount(models.Model):
    """What one line of a site's budget is for a financial year, or what it is estimated to be."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    site = models.ForeignKey("places.Site", on_delete=models.PROTECT, related_name="year_amounts")
    year = models.PositiveSmallIntegerField()
    line = models.CharField(max_length=12, choices=LINES)
    basis = models.CharField(max_length=10, choices=[(one, one) for one in Basis])
    pence = models.BigIntegerField()
    source = models.CharField(max_length=200)
    as_of = models.DateField()

    class Privacy:
        open = {"id", "site", "year", "line", "basis", "pence", "source", "as_of"}
        personal: set[str] = set()
        sensitive: set[str] = set()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="a_line_is_budgeted_once_a_year_at_a_site", fields=["site", "year", "line"]),
            models.CheckConstraint(name="a_budget_line_is_not_below_nought", condition=Q(pence__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.line} {self.year}"


@pghistory.track()
class MonthAmount(models.Model):
    """What was spent, or came in, on one line in one month. It may be below nought: a correction."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    site = models.ForeignKey("places.Site", on_delete=models.PROTECT, related_name="month_amounts")
    month = models.DateField()
    line = models.CharField(max_length=12, choices=LINES)
    pence = models.BigIntegerField()
    source = models.CharField(max_length=200)

    class Privacy:
        open = {"id", "site", "month", "line", "pence", "source"}
        personal: set[str] = set()
        sensitive: set[str] = set()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="a_line_has_one_outturn_a_month_at_a_site", fields=["site", "month", "line"]),
            models.CheckConstraint(name="a_month_is_named_by_its_first_day", condition=Q(month__day=1)),
        ]

    def __str__(self) -> str:
        return f"{self.line} {self.month:%Y-%m}"


@pghistory.track()
class Footfall(models.Model):
    """How often people came through a site's door in a month, as the counter or the reception book says."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    site = models.ForeignKey("places.Site", on_delete=models.PROTECT, related_name="footfall")
    month = models.DateField()
    visits = models.PositiveIntegerField()
    source = models.CharField(max_length=200)

    class Privacy:
        open = {"id", "site", "month", "visits", "source"}
        personal: set[str] = set()
        sensitive: set[str] = set()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="footfall_is_counted_once_a_month_at_a_site", fields=["site", "month"]),
            models.CheckConstraint(name="footfall_names_a_month_by_its_first_day", condition=Q(month__day=1)),
        ]

    def __str__(self) -> str:
        return f"{self.visits} in {self.month:%Y-%m}"


class FigureFile(models.Model):
    """A file of budgets, outturn or footfall that was taken in, and what came of each row."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=12)
    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    rows_read = models.PositiveIntegerField()
    rows_taken = models.PositiveIntegerField()
    rows_same = models.PositiveIntegerField()
    problems = models.JSONField(default=list)

    class Privacy:
        open = {"id", "kind", "name", "digest", "at", "rows_read", "rows_taken", "rows_same", "problems"}
        personal = {"by"}
        sensitive: set[str] = set()

    class Meta:
        indexes = [models.Index(name="files_of_figures_by_day", fields=["-at", "-id"])]

    def __str__(self) -> str:
        return self.name
