"""A package of help: its aims, its versions with their lines and shares, and who approved them."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from alongside.foundation.references.rules import new_id

from .. import rules
from .money import Fund, Limit

USER = settings.AUTH_USER_MODEL
SIGNED = Q(status=rules.VersionStatus.SIGNED)
UNDER_WAY = Q(status__in=list(rules.UNDER_WAY))


@pghistory.track()
class Package(models.Model):
    """The help commissioned for a family."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    reference = models.CharField(max_length=20, unique=True)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="packages")
    title = models.CharField(max_length=200)
    status = models.CharField(max_length=14, choices=list(rules.PACKAGE_STATUS_WORDS.items()))
    signed_version = models.ForeignKey(
        "commissioning.Version", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    cost = models.BigIntegerField(default=0)
    review_due_on = models.DateField(null=True, blank=True)
    review_kind = models.CharField(max_length=12, blank=True, choices=list(rules.REVIEW_KIND_WORDS.items()))
    made_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Privacy:
        open = {
            "id", "reference", "case", "status", "signed_version", "starts_on", "ends_on", "cost", "review_due_on",
            "review_kind", "made_by", "made_at",
        }  # fmt: skip
        sensitive = {"title"}

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="package_that_runs_was_signed",
                condition=~Q(status__in=["running", "ended"])
                | Q(signed_version__isnull=False, starts_on__isnull=False, ends_on__isnull=False),
            ),
            models.CheckConstraint(
                name="package_ends_on_or_after_it_starts",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
            ),
        ]
        indexes = [
            models.Index(fields=["case", "-made_at", "id"], name="package_of_case"),
            models.Index(fields=["-made_at", "id"], name="package_in_order"),
            models.Index(fields=["status", "-made_at", "id"], name="package_by_status"),
            models.Index(
                fields=["review_due_on", "id"], name="package_review_due", condition=Q(review_due_on__isnull=False)
            ),
            models.Index(fields=["ends_on", "id"], name="package_by_end", condition=Q(status="running")),
        ]

    def __str__(self) -> str:
        return self.reference


class Version(models.Model):
    """One version of a package: once signed it is a promise of money, and never changes."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    package = models.ForeignKey(Package, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=list(rules.VERSION_KIND_WORDS.items()))
    status = models.CharField(max_length=10, choices=list(rules.VERSION_STATUS_WORDS.items()))
    why = models.TextField(blank=True)
    from_on = models.DateField(null=True)
    until_on = models.DateField(null=True)
    cost = models.BigIntegerField(default=0)
    difference = models.BigIntegerField(default=0)
    written_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    proposed_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(null=True)
    referred_to = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    settled_why = models.TextField(blank=True)
    signed_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(null=True)
    lock = models.PositiveIntegerField(default=1)

    class Privacy:
        open = {
            "id", "package", "number", "kind", "status", "from_on", "until_on", "cost", "difference", "written_by",
            "written_at",
            "proposed_by", "proposed_at", "referred_to", "signed_by", "signed_at", "lock",
        }  # fmt: skip
        sensitive = {"why", "settled_why"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["package", "number"], name="version_has_a_number_of_its_own"),
            models.UniqueConstraint(fields=["package"], condition=UNDER_WAY, name="version_under_way_is_the_only_one"),
            models.CheckConstraint(
                name="version_says_who_signed_and_when_exactly_when_signed",
                condition=SIGNED & Q(signed_by__isnull=False, signed_at__isnull=False)
                | ~SIGNED & Q(signed_by__isnull=True, signed_at__isnull=True),
            ),
        ]
        indexes = [
            models.Index(
                fields=["status", "proposed_at", "id"],
                name="version_waiting",
                condition=Q(status__in=["proposed", "approved"]),
            ),
        ]

    def __str__(self) -> str:
        return f"Version {self.number}"


class Line(models.Model):
    """One service in a version: what, by whom, how much of it, at what price, from when until when.

    A line keeps its `thread` from version to version, so that what was paid and given stays its own.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="lines")
    thread = models.UUIDField(default=new_id)
    position = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=200)
    service = models.ForeignKey("directory.Service", null=True, on_delete=models.PROTECT, related_name="+")
    provider = models.ForeignKey(
        "commissioning.Provider", on_delete=models.PROTECT, related_name="lines", db_index=False
    )
    rate = models.ForeignKey("commissioning.Rate", null=True, on_delete=models.PROTECT, related_name="+")
    unit = models.CharField(max_length=10, choices=list(rules.UNIT_WORDS.items()))
    units = models.DecimalField(max_digits=9, decimal_places=2)
    pattern = models.CharField(max_length=8, choices=list(rules.PATTERN_WORDS.items()))
    price = models.BigIntegerField()
    from_on = models.DateField()
    until_on = models.DateField()
    cost = models.BigIntegerField()

    class Privacy:
        open = {
            "id", "version", "thread", "position", "service", "provider", "rate", "unit", "units", "pattern", "price",
            "from_on", "until_on", "cost",
        }  # fmt: skip
        sensitive = {"what"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "position"], name="line_has_a_place_of_its_own"),
            models.CheckConstraint(name="line_days_are_in_order", condition=Q(until_on__gte=F("from_on"))),
            models.CheckConstraint(
                name="line_has_units_and_a_price", condition=Q(units__gt=0, price__gt=0, cost__gte=0)
            ),
        ]
        indexes = [
            models.Index(fields=["service", "version"], name="line_of_service"),
            models.Index(fields=["provider", "version"], name="line_of_provider"),
        ]

    def __str__(self) -> str:
        return f"Line {self.position}"

    @property
    def costed(self) -> rules.Costed:
        """The line as the rules of cost take it."""
        return rules.Costed(self.units, rules.Pattern(self.pattern), self.price, self.from_on, self.until_on)


class Term(models.Model):
    """On what basis a fund pays its part of a version; of whole lines, one term for each line."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="terms")
    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="+")
    basis = models.CharField(max_length=10, choices=list(rules.BASIS_WORDS.items()))
    hundredths = models.PositiveIntegerField(default=0)
    amount = models.BigIntegerField(default=0)
    line = models.ForeignKey(Line, null=True, on_delete=models.CASCADE, related_name="terms")

    class Privacy:
        open = {"id", "version", "fund", "basis", "hundredths", "amount", "line"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "fund", "line"], nulls_distinct=False, name="term_is_given_once_by_a_fund"
            ),
            models.CheckConstraint(
                name="term_names_a_line_exactly_when_it_pays_whole_lines",
                condition=Q(basis=rules.Basis.PER_LINE, line__isnull=False)
                | ~Q(basis=rules.Basis.PER_LINE) & Q(line__isnull=True),
            ),
            models.CheckConstraint(
                name="term_is_within_a_hundred_per_cent", condition=Q(hundredths__lte=10_000, amount__gte=0)
            ),
        ]

    def __str__(self) -> str:
        return self.basis


class Share(models.Model):
    """One fund's part of one line in one financial year, in pence."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="shares")
    thread = models.UUIDField()
    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="+", db_index=False)
    year = models.PositiveSmallIntegerField()
    amount = models.BigIntegerField()

    class Privacy:
        open = {"id", "version", "thread", "fund", "year", "amount"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "thread", "fund", "year"], name="share_is_there_once_for_a_line_fund_and_year"
            ),
            models.CheckConstraint(name="share_is_above_nought", condition=Q(amount__gt=0)),
        ]
        indexes = [models.Index(fields=["fund", "year", "version"], name="share_of_fund")]

    def __str__(self) -> str:
        return str(self.amount)


class Aim(models.Model):
    """What a package should achieve: an outcome, how it will be seen, and the family's own scale where it has one."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    package = models.ForeignKey(Package, on_delete=models.PROTECT, related_name="aims")
    outcome = models.ForeignKey("plans.Outcome", on_delete=models.PROTECT, related_name="+")
    measure = models.CharField(max_length=300)
    scale = models.ForeignKey("plans.Scale", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    first = models.PositiveSmallIntegerField(null=True)
    latest = models.PositiveSmallIntegerField(null=True)
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Privacy:
        open = {"id", "package", "outcome", "scale", "by", "at"}
        sensitive = {"measure", "first", "latest"}

    class Meta:
        constraints = [
            models.CheckConstraint(name="aim_says_how_it_will_be_seen", condition=~Q(measure="")),
            models.CheckConstraint(
                name="aim_readings_are_from_one_to_ten",
                condition=(Q(first__isnull=True) | Q(first__gte=1, first__lte=10))
                & (Q(latest__isnull=True) | Q(latest__gte=1, latest__lte=10)),
            ),
        ]
        indexes = [models.Index(fields=["outcome", "package"], name="aim_of_outcome")]

    def __str__(self) -> str:
        return "An aim"


class Approval(models.Model):
    """That a version was approved, by whom, within which limit, at what cost."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.OneToOneField(Version, on_delete=models.PROTECT, related_name="approval")
    limit = models.ForeignKey(Limit, null=True, on_delete=models.PROTECT, related_name="approvals", db_index=False)
    panel_words = models.CharField(max_length=200, blank=True)
    cost = models.BigIntegerField()
    year = models.PositiveSmallIntegerField()
    why = models.TextField(blank=True)
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Privacy:
        open = {"id", "version", "limit", "panel_words", "cost", "year", "by", "at"}
        sensitive = {"why"}

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="approval_is_by_a_limit_or_a_panel", condition=Q(limit__isnull=False) | ~Q(panel_words="")
            )
        ]
        indexes = [models.Index(fields=["limit", "year"], name="approval_of_limit", include=["cost"])]

    def __str__(self) -> str:
        return str(self.cost)
