"""What became of a package: what was given and paid, what the family says, reviews; and what could not be had."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from alongside.foundation.references.rules import new_id

from .. import rules
from ..rules.matching import ROW_STATUS_WORDS, RowStatus
from .packages import Package

USER = settings.AUTH_USER_MODEL


class Delivery(models.Model):
    """Units given on a line in some days, as the provider or a worker says; written once, corrected by another."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    package = models.ForeignKey(Package, on_delete=models.PROTECT, related_name="deliveries", db_index=False)
    thread = models.UUIDField()
    until_on = models.DateField()
    units = models.DecimalField(max_digits=9, decimal_places=2)
    source = models.CharField(max_length=200)
    by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Privacy:
        open = {"id", "package", "thread", "until_on", "units", "source", "by", "at"}

    class Meta:
        constraints = [models.CheckConstraint(name="delivery_is_of_some_units", condition=~Q(units=0))]
        indexes = [models.Index(fields=["package", "thread", "until_on"], name="delivery_of_line")]

    def __str__(self) -> str:
        return str(self.units)


class FamilySaid(models.Model):
    """What the family or the young person says of a package."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    package = models.ForeignKey(Package, on_delete=models.PROTECT, related_name="words")
    whose = models.CharField(max_length=10, choices=[("family", "The family"), ("young", "The young person")])
    said_on = models.DateField()
    words = models.TextField()
    heard_how = models.CharField(max_length=200)
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Privacy:
        open = {"id", "package", "said_on", "by", "at"}
        personal = {"whose", "heard_how"}
        sensitive = {"words"}

    class Meta:
        constraints = [models.CheckConstraint(name="family_said_something", condition=~Q(words=""))]
        indexes = [models.Index(fields=["package", "-said_on", "id"], name="said_of_package")]

    def __str__(self) -> str:
        return self.whose


class Review(models.Model):
    """A package seen again: what it cost, what changed, and whether it is renewed, changed or ended."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    package = models.ForeignKey(Package, on_delete=models.PROTECT, related_name="reviews")
    kind = models.CharField(max_length=12, choices=list(rules.REVIEW_KIND_WORDS.items()))
    held_on = models.DateField()
    decision = models.CharField(max_length=10, choices=list(rules.REVIEW_DECISION_WORDS.items()))
    what_changed = models.TextField()
    family_view = models.TextField()
    why = models.TextField()
    committed = models.BigIntegerField()
    spent = models.BigIntegerField()
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Privacy:
        open = {"id", "package", "kind", "held_on", "decision", "committed", "spent", "by", "at"}
        sensitive = {"what_changed", "family_view", "why"}

    class Meta:
        constraints = [
            models.CheckConstraint(name="review_of_a_package_says_why", condition=~Q(why="") & ~Q(family_view="")),
            models.UniqueConstraint(fields=["package", "kind", "held_on"], name="package_is_reviewed_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} on {self.held_on}"


class Unmet(models.Model):
    """Help that was asked for and could not be had, where, and why."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    locality = models.ForeignKey(
        "places.Locality", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    service = models.ForeignKey("directory.Service", null=True, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=200)
    why = models.CharField(max_length=12, choices=list(rules.WHY_NOT_WORDS.items()))
    noted_on = models.DateField()
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    met_on = models.DateField(null=True)

    class Privacy:
        open = {"id", "case", "locality", "service", "why", "noted_on", "by", "at", "met_on"}
        sensitive = {"what"}

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="unmet_need_is_met_after_it_was_noted",
                condition=Q(met_on__isnull=True) | Q(met_on__gte=F("noted_on")),
            )
        ]
        indexes = [models.Index(fields=["locality", "why", "noted_on"], name="unmet_by_place")]

    def __str__(self) -> str:
        return self.why


@pghistory.track()
class Saving(models.Model):
    """A saving that someone claims, how it is reckoned, and how far it has been shown."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    title = models.CharField(max_length=200)
    package = models.ForeignKey(Package, null=True, on_delete=models.PROTECT, related_name="+")
    method = models.CharField(max_length=10, choices=list(rules.SAVING_METHOD_WORDS.items()))
    reckoning = models.TextField()
    amount = models.BigIntegerField()
    year = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=10, choices=list(rules.SAVING_STATUS_WORDS.items()))
    claimed_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    claimed_at = models.DateTimeField()
    checked_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField(null=True)
    checked_why = models.TextField(blank=True)

    class Privacy:
        open = {
            "id", "title", "package", "method", "reckoning", "amount", "year", "status", "claimed_by", "claimed_at",
            "checked_by", "checked_at", "checked_why",
        }  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(name="saving_is_above_nought", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="saving_is_checked_by_someone_else",
                condition=Q(checked_by__isnull=True) | ~Q(checked_by=F("claimed_by")),
            ),
        ]
        indexes = [models.Index(fields=["-claimed_at", "id"], name="saving_in_order")]

    def __str__(self) -> str:
        return self.title


class ActualsFile(models.Model):
    """A file of payments as it was brought, and what became of its rows."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64, unique=True)
    rows_read = models.PositiveIntegerField(default=0)
    brought_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    brought_at = models.DateTimeField()

    class Privacy:
        open = {"id", "name", "digest", "rows_read", "brought_by", "brought_at"}

    class Meta:
        indexes = [models.Index(fields=["-brought_at", "id"], name="actuals_in_order")]

    def __str__(self) -> str:
        return self.name


class ActualsRow(models.Model):
    """One payment of a file: paid in the ledger, sent back, or waiting for a person to resolve it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    file = models.ForeignKey(ActualsFile, on_delete=models.PROTECT, related_name="rows")
    number = models.PositiveIntegerField()
    invoice = models.CharField(max_length=60, blank=True)
    provider_name = models.CharField(max_length=200, blank=True)
    package_reference = models.CharField(max_length=20, blank=True)
    line_words = models.CharField(max_length=200, blank=True)
    paid_on = models.DateField(null=True)
    units = models.DecimalField(max_digits=9, decimal_places=2, null=True)
    amount = models.BigIntegerField(default=0)
    status = models.CharField(max_length=10, choices=list(ROW_STATUS_WORDS.items()))
    problems = models.TextField(blank=True)
    package = models.ForeignKey(Package, null=True, on_delete=models.PROTECT, related_name="+")
    thread = models.UUIDField(null=True)
    entry = models.OneToOneField("commissioning.Entry", null=True, on_delete=models.PROTECT, related_name="+")
    resolved_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    resolved_why = models.TextField(blank=True)

    class Privacy:
        open = {
            "id", "file", "number", "invoice", "provider_name", "package_reference", "line_words", "paid_on", "units",
            "amount", "status", "problems", "package", "thread", "entry", "resolved_by", "resolved_why",
        }  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["file", "number"], name="actuals_row_is_there_once"),
            models.CheckConstraint(
                name="actuals_row_is_in_the_ledger_exactly_when_paid",
                condition=Q(status=RowStatus.POSTED, entry__isnull=False)
                | ~Q(status=RowStatus.POSTED) & Q(entry__isnull=True),
            ),
        ]
        indexes = [
            models.Index(fields=["status", "file", "number"], name="actuals_row_by_status"),
            models.Index(fields=["invoice", "provider_name"], name="actuals_row_of_invoice"),
        ]

    def __str__(self) -> str:
        return f"Row {self.number}"
