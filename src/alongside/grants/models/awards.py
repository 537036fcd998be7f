"""What was awarded: a promise in the ledger, paid by milestone, and what the organisation says it did."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from alongside.foundation.references.rules import new_id

from .. import rules
from .bids import Bid

USER = settings.AUTH_USER_MODEL
PAID = Q(status=rules.MilestoneStatus.PAID)


@pghistory.track()
class Award(models.Model):
    """A grant: committed in the ledger under its own id."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    bid = models.OneToOneField(Bid, on_delete=models.PROTECT, related_name="award")
    amount = models.BigIntegerField()
    status = models.CharField(
        max_length=12, choices=list(rules.AWARD_STATUS_WORDS.items()), default=rules.AwardStatus.RUNNING
    )
    awarded_on = models.DateField()
    ended_why = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Privacy:
        open = {"id", "bid", "amount", "status", "awarded_on", "ended_why", "version"}

    class Meta:
        constraints = [
            models.CheckConstraint(name="award_is_above_nought", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="award_that_ended_early_says_why", condition=~Q(status="ended_early") | ~Q(ended_why="")
            ),
        ]

    def __str__(self) -> str:
        return str(self.amount)


@pghistory.track()
class Milestone(models.Model):
    """One payment of an award: asked for by one person and paid by another."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="milestones", db_index=False)
    position = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=160)
    amount = models.BigIntegerField()
    due_on = models.DateField()
    needs = models.CharField(max_length=8, blank=True, choices=list(rules.RETURN_KIND_WORDS.items()))
    status = models.CharField(
        max_length=8, choices=list(rules.MILESTONE_STATUS_WORDS.items()), default=rules.MilestoneStatus.PLANNED
    )
    asked_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(null=True)
    shown_by = models.TextField(blank=True)
    paid_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    paid_at = models.DateTimeField(null=True)

    class Privacy:
        open = {
            "id", "award", "position", "what", "amount", "due_on", "needs", "status", "asked_by", "asked_at",
            "shown_by", "paid_by", "paid_at",
        }  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["award", "position"], name="milestone_has_a_place_of_its_own"),
            models.CheckConstraint(name="milestone_is_above_nought", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="milestone_says_who_paid_exactly_when_paid",
                condition=PAID & Q(paid_by__isnull=False, paid_at__isnull=False, asked_by__isnull=False)
                | ~PAID & Q(paid_by__isnull=True, paid_at__isnull=True),
            ),
            models.CheckConstraint(
                name="milestone_is_paid_by_a_second_person", condition=~PAID | ~Q(paid_by=F("asked_by"))
            ),
        ]
        indexes = [models.Index(fields=["status", "due_on", "id"], name="milestone_by_status")]

    def __str__(self) -> str:
        return self.what


@pghistory.track()
class Return(models.Model):
    """What an organisation says it did with its grant; no family is named in it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="returns", db_index=False)
    kind = models.CharField(max_length=8, choices=list(rules.RETURN_KIND_WORDS.items()))
    due_on = models.DateField()
    status = models.CharField(
        max_length=5, choices=list(rules.RETURN_STATUS_WORDS.items()), default=rules.ReturnStatus.DUE
    )
    asked_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    families = models.PositiveIntegerField(default=0)
    children = models.PositiveIntegerField(default=0)
    sessions = models.PositiveIntegerField(default=0)
    spent = models.BigIntegerField(default=0)
    what_changed = models.TextField(blank=True)
    families_say = models.TextField(blank=True)
    less_well = models.TextField(blank=True)
    read_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField(null=True)
    sent_back_why = models.TextField(blank=True)

    class Privacy:
        open = {
            "id", "award", "kind", "due_on", "status", "asked_at", "sent_at", "families", "children", "sessions",
            "spent", "what_changed", "less_well", "read_by", "read_at", "sent_back_why",
        }  # fmt: skip
        sensitive = {"families_say"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["award", "kind"], name="return_of_a_kind_is_asked_once"),
            models.CheckConstraint(
                name="return_that_was_sent_says_what_changed",
                condition=Q(status=rules.ReturnStatus.DUE) | (Q(sent_at__isnull=False) & ~Q(what_changed="")),
            ),
        ]
        indexes = [
            models.Index(fields=["due_on", "id"], name="return_due", condition=Q(status="due")),
        ]

    def __str__(self) -> str:
        return self.kind
