"""Community and hub grants: rounds, bids, scores, awards and what they came to."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from alongside.foundation.references.rules import new_id

from ..rules import grants as rules
from .money import Fund

USER = settings.AUTH_USER_MODEL


@pghistory.track()
class Round(models.Model):
    """A round of grants: what it is for, from which fund, from when until when it takes bids."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    reference = models.CharField(max_length=20, unique=True)
    title = models.CharField(max_length=200)
    purpose = models.TextField()
    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="rounds")
    year = models.PositiveSmallIntegerField()
    opens_on = models.DateField()
    closes_on = models.DateField()
    least = models.BigIntegerField()
    most = models.BigIntegerField()
    status = models.CharField(max_length=10, choices=list(rules.ROUND_STATUS_WORDS.items()))
    made_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Privacy:
        open = {
            "id", "reference", "title", "purpose", "fund", "year", "opens_on", "closes_on", "least", "most", "status",
            "made_by", "made_at",
        }  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(name="round_closes_on_or_after_it_opens", condition=Q(closes_on__gte=F("opens_on"))),
            models.CheckConstraint(name="round_amounts_are_in_order", condition=Q(least__gt=0, most__gte=F("least"))),
        ]
        indexes = [models.Index(fields=["-opens_on", "id"], name="round_in_order")]

    def __str__(self) -> str:
        return self.title


class Criterion(models.Model):
    """What bids of a round are scored by, and how much it weighs."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="criteria")
    words = models.CharField(max_length=200)
    weight = models.PositiveSmallIntegerField(default=1)
    position = models.PositiveSmallIntegerField()

    class Privacy:
        open = {"id", "round", "words", "weight", "position"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "position"], name="criterion_has_a_place_of_its_own"),
            models.CheckConstraint(name="criterion_weighs_something", condition=Q(weight__gt=0)),
        ]

    def __str__(self) -> str:
        return self.words


class LocalityMoney(models.Model):
    """How much of a round is for one locality."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="money")
    locality = models.ForeignKey("places.Locality", on_delete=models.PROTECT, related_name="+")
    amount = models.BigIntegerField()

    class Privacy:
        open = {"id", "round", "locality", "amount"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "locality"], name="locality_has_its_money_once_in_a_round"),
            models.CheckConstraint(name="locality_money_is_above_nought", condition=Q(amount__gt=0)),
        ]

    def __str__(self) -> str:
        return str(self.amount)


class BidLink(models.Model):
    """An e-mailed link by which someone without an account writes a bid."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="+")
    email = models.EmailField()
    key_hash = models.CharField(max_length=64, unique=True)
    draft_id = models.UUIDField(unique=True)
    sent_at = models.DateTimeField()

    class Privacy:
        open = {"id", "round", "draft_id", "sent_at"}
        personal = {"email"}
        sensitive = {"key_hash"}

    class Meta:
        indexes = [models.Index(fields=["email", "sent_at"], name="bid_link_of_email")]

    def __str__(self) -> str:
        return f"Link of {self.sent_at:%Y-%m-%d}"


@pghistory.track()
class Bid(models.Model):
    """What a group or school asks for: how much, for what, for whom, where."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    reference = models.CharField(max_length=20, unique=True)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="bids")
    locality = models.ForeignKey("places.Locality", on_delete=models.PROTECT, related_name="+")
    draft_id = models.UUIDField(unique=True)
    organisation = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=list(rules.BIDDER_KIND_WORDS.items()))
    contact_name = models.CharField(max_length=200)
    email = models.EmailField()
    title = models.CharField(max_length=200)
    what = models.TextField()
    for_whom = models.TextField()
    how_known = models.TextField()
    families = models.PositiveIntegerField()
    asked = models.BigIntegerField()
    status = models.CharField(max_length=12, choices=list(rules.BID_STATUS_WORDS.items()))
    sent_at = models.DateTimeField()
    awarded = models.BigIntegerField(default=0)
    decided_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_why = models.TextField(blank=True)

    class Privacy:
        open = {
            "id", "reference", "round", "locality", "draft_id", "organisation", "kind", "title", "what", "for_whom",
            "how_known", "families", "asked", "status", "sent_at", "awarded", "decided_by", "decided_at", "decided_why",
        }  # fmt: skip
        personal = {"contact_name", "email"}

    class Meta:
        constraints = [
            models.CheckConstraint(name="bid_asks_for_something", condition=Q(asked__gt=0)),
            models.CheckConstraint(
                name="bid_is_awarded_no_more_than_it_asks",
                condition=Q(awarded__gte=0, awarded__lte=F("asked")),
            ),
        ]
        indexes = [models.Index(fields=["round", "organisation", "id"], name="bid_of_round")]

    def __str__(self) -> str:
        return self.reference


class Interest(models.Model):
    """That someone has an interest in a bid, and so does not score it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    bid = models.ForeignKey(Bid, on_delete=models.PROTECT, related_name="interests")
    user = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=300)
    at = models.DateTimeField()

    class Privacy:
        open = {"id", "bid", "user", "words", "at"}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["bid", "user"], name="interest_in_a_bid_is_declared_once")]

    def __str__(self) -> str:
        return "An interest"


class Score(models.Model):
    """What one person gives a bid on one criterion."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    bid = models.ForeignKey(Bid, on_delete=models.PROTECT, related_name="scores")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="scores")
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    score = models.PositiveSmallIntegerField()
    why = models.CharField(max_length=500, blank=True)

    class Privacy:
        open = {"id", "bid", "criterion", "by", "at", "score", "why"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bid", "criterion", "by"], name="score_is_given_once_by_each"),
            models.CheckConstraint(name="score_is_from_nought_to_five", condition=Q(score__lte=rules.HIGHEST_SCORE)),
        ]

    def __str__(self) -> str:
        return str(self.score)


@pghistory.track()
class Milestone(models.Model):
    """A part of an award that is paid when something has been shown."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    bid = models.ForeignKey(Bid, on_delete=models.PROTECT, related_name="milestones")
    position = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=200)
    due_on = models.DateField()
    amount = models.BigIntegerField()
    shown = models.TextField(blank=True)
    paid_on = models.DateField(null=True)

    class Privacy:
        open = {"id", "bid", "position", "what", "due_on", "amount", "shown", "paid_on"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bid", "position"], name="milestone_has_a_place_of_its_own"),
            models.CheckConstraint(name="milestone_pays_something", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="milestone_is_paid_when_it_was_shown", condition=Q(paid_on__isnull=True) | ~Q(shown="")
            ),
        ]

    def __str__(self) -> str:
        return self.what


class Monitoring(models.Model):
    """What a grant did for families, as the group reports it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    bid = models.ForeignKey(Bid, on_delete=models.PROTECT, related_name="reports")
    on = models.DateField()
    families = models.PositiveIntegerField()
    words = models.TextField()
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Privacy:
        open = {"id", "bid", "on", "families", "words", "by", "at"}

    class Meta:
        indexes = [models.Index(fields=["bid", "-on", "id"], name="monitoring_of_bid")]

    def __str__(self) -> str:
        return str(self.families)
