"""Funds, their accounts, and the ledger that nobody can change."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from alongside.foundation.references.rules import new_id

from .. import rules

USER = settings.AUTH_USER_MODEL


@pghistory.track()
class Fund(models.Model):
    """A budget, of one agency or pooled."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    reference = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=160, unique=True)
    purpose = models.TextField()
    kind = models.CharField(max_length=10, choices=list(rules.FUND_KIND_WORDS.items()))
    stream = models.CharField(max_length=20, choices=list(rules.STREAM_WORDS.items()))
    holder = models.ForeignKey("identity.Agency", on_delete=models.PROTECT, related_name="+")
    is_active = models.BooleanField(default=True)
    opened_on = models.DateField()

    class Privacy:
        open = {"id", "reference", "name", "purpose", "kind", "stream", "holder", "is_active", "opened_on"}

    class Meta:
        constraints = [models.CheckConstraint(name="fund_says_what_it_is_for", condition=~Q(purpose=""))]

    def __str__(self) -> str:
        return self.name


class Account(models.Model):
    """One account of a fund's year, and its balance: nothing but the sum of what was posted to it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="accounts")
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=list(rules.ACCOUNT_KIND_WORDS.items()))
    agency = models.ForeignKey("identity.Agency", null=True, on_delete=models.PROTECT, related_name="+")
    balance = models.BigIntegerField(default=0)

    class Privacy:
        open = {"id", "fund", "year", "kind", "agency", "balance"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["fund", "year", "kind", "agency"], nulls_distinct=False, name="account_is_there_once"
            ),
            models.CheckConstraint(
                name="account_of_an_agency_exactly_where_money_was_put_in",
                condition=Q(kind=rules.AccountKind.PROMISED, agency__isnull=False)
                | ~Q(kind=rules.AccountKind.PROMISED) & Q(agency__isnull=True),
            ),
            models.CheckConstraint(
                name="account_of_money_is_never_below_nought",
                condition=~Q(kind__in=list(rules.NEVER_BELOW_NOUGHT)) | Q(balance__gte=0),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.year}"


class Entry(models.Model):
    """One thing that happened to money, by whom and why; written once."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=14, choices=list(rules.ENTRY_KIND_WORDS.items()))
    on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    words = models.CharField(max_length=300)

    class Privacy:
        open = {"id", "key", "kind", "on", "at", "by", "words"}

    def __str__(self) -> str:
        return f"{self.kind} on {self.on}"


class Posting(models.Model):
    """One side of an entry; written once, in one go with the other sides, which together come to nought."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="postings")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="postings", db_index=False)
    amount = models.BigIntegerField()
    package = models.ForeignKey(
        "commissioning.Package", null=True, on_delete=models.PROTECT, related_name="postings", db_index=False
    )
    thread = models.UUIDField(null=True)

    class Privacy:
        open = {"id", "entry", "account", "amount", "package", "thread"}

    class Meta:
        constraints = [models.CheckConstraint(name="posting_moves_something", condition=~Q(amount=0))]
        indexes = [
            models.Index(fields=["account", "-id"], name="posting_of_account"),
            models.Index(
                fields=["package", "thread"],
                name="posting_of_line",
                condition=Q(package__isnull=False),
                include=["account", "amount"],
            ),
            models.Index(
                fields=["thread", "account"],
                name="posting_beside_packages",
                condition=Q(package__isnull=True, thread__isnull=False),
                include=["amount"],
            ),
        ]

    def __str__(self) -> str:
        return str(self.amount)


@pghistory.track()
class Virement(models.Model):
    """Money to be moved between funds or years: asked by one person, made by another."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    from_fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="+")
    from_year = models.PositiveSmallIntegerField()
    to_fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="+")
    to_year = models.PositiveSmallIntegerField()
    amount = models.BigIntegerField()
    why = models.TextField()
    status = models.CharField(
        max_length=10, choices=list(rules.VIREMENT_STATUS_WORDS.items()), default=rules.VirementStatus.ASKED
    )
    asked_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_why = models.TextField(blank=True)

    class Privacy:
        open = {
            "id", "from_fund", "from_year", "to_fund", "to_year", "amount", "why", "status", "asked_by", "asked_at",
            "decided_by", "decided_at", "decided_why",
        }  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(name="virement_moves_something", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="virement_is_decided_by_someone_exactly_when_decided",
                condition=Q(status=rules.VirementStatus.ASKED, decided_by__isnull=True)
                | ~Q(status=rules.VirementStatus.ASKED) & Q(decided_by__isnull=False, decided_at__isnull=False),
            ),
            models.CheckConstraint(
                name="virement_is_made_by_a_second_person",
                condition=~Q(status=rules.VirementStatus.MADE) | ~Q(decided_by=models.F("asked_by")),
            ),
        ]
        indexes = [models.Index(fields=["status", "-asked_at", "id"], name="virement_in_order")]

    def __str__(self) -> str:
        return self.status


@pghistory.track()
class Limit(models.Model):
    """How much someone, or a panel, may approve at a time and in a year."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="commissioning_limits")
    most = models.BigIntegerField()
    most_a_year = models.BigIntegerField(null=True)
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    given_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    class Privacy:
        open = {"id", "user", "most", "most_a_year", "from_on", "until_on", "given_by", "given_at"}

    class Meta:
        constraints = [
            models.CheckConstraint(name="limit_is_above_nought", condition=Q(most__gt=0)),
            models.UniqueConstraint(
                fields=["user"], condition=Q(until_on__isnull=True), name="limit_is_held_once_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return str(self.most)
