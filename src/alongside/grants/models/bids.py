"""Bids as they were sent, what was answered and what it costs, links to them, and the letters about them."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from alongside.foundation.references.rules import new_id

from .. import rules
from .rounds import Criterion, Round

USER = settings.AUTH_USER_MODEL


@pghistory.track()
class Bid(models.Model):
    """What an organisation asks a round for, as it sent it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    reference = models.CharField(max_length=20, unique=True)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="bids", db_index=False)
    locality = models.ForeignKey("places.Locality", on_delete=models.PROTECT, related_name="+", db_index=False)
    draft_id = models.UUIDField(unique=True)
    agency = models.ForeignKey("identity.Agency", null=True, on_delete=models.PROTECT, related_name="+")
    sent_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    organisation = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=list(rules.BIDDER_KIND_WORDS.items()))
    registered_as = models.CharField(max_length=60, blank=True)
    contact_name = models.CharField(max_length=120)
    contact_role = models.CharField(max_length=120, blank=True)
    contact_email = models.EmailField()
    contact_phone = models.CharField(max_length=40, blank=True)
    title = models.CharField(max_length=160)
    what = models.TextField()
    outcome = models.ForeignKey("plans.Outcome", on_delete=models.PROTECT, related_name="+")
    families = models.PositiveIntegerField()
    asked = models.BigIntegerField()
    interest = models.TextField(blank=True)
    status = models.CharField(max_length=10, choices=list(rules.BID_STATUS_WORDS.items()), default=rules.BidStatus.SENT)
    offer = models.BigIntegerField(default=0)
    why = models.TextField(blank=True)
    conditions = models.TextField(blank=True)
    decided_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Privacy:
        open = {
            "id", "reference", "round", "locality", "draft_id", "agency", "sent_by", "sent_at", "organisation", "kind",
            "registered_as", "title", "what", "outcome", "families", "asked", "status", "offer", "why", "conditions",
            "decided_by", "decided_at", "version",
        }  # fmt: skip
        personal = {"contact_name", "contact_role", "contact_email", "contact_phone", "interest"}

    class Meta:
        constraints = [
            models.CheckConstraint(name="bid_asks_for_something", condition=Q(asked__gt=0)),
            models.CheckConstraint(name="bid_is_offered_no_more_than_it_asks", condition=Q(offer__lte=F("asked"))),
            models.CheckConstraint(
                name="bid_is_offered_something_exactly_when_chosen_or_awarded",
                condition=Q(status__in=["chosen", "awarded"], offer__gt=0)
                | ~Q(status__in=["chosen", "awarded"]) & Q(offer=0),
            ),
            models.CheckConstraint(
                name="bid_that_was_decided_says_why_and_by_whom",
                condition=Q(status__in=["sent", "withdrawn"])
                | (~Q(why="") & Q(decided_by__isnull=False, decided_at__isnull=False)),
            ),
        ]
        indexes = [
            models.Index(fields=["round", "locality", "reference"], name="bid_of_round"),
            models.Index(fields=["agency", "-sent_at", "id"], name="bid_of_agency", condition=Q(agency__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.reference


class Answer(models.Model):
    """What a bid answers to one criterion’s question."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    bid = models.ForeignKey(Bid, on_delete=models.PROTECT, related_name="answers", db_index=False)
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+")
    words = models.TextField()

    class Privacy:
        open = {"id", "bid", "criterion", "words"}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["bid", "criterion"], name="criterion_is_answered_once")]

    def __str__(self) -> str:
        return self.words[:40]


class Cost(models.Model):
    """One line of what a bid’s money is for; together they are what it asks."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    bid = models.ForeignKey(Bid, on_delete=models.PROTECT, related_name="costs", db_index=False)
    position = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=160)
    amount = models.BigIntegerField()

    class Privacy:
        open = {"id", "bid", "position", "what", "amount"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bid", "position"], name="cost_has_a_place_of_its_own"),
            models.CheckConstraint(name="cost_is_above_nought", condition=Q(amount__gt=0)),
        ]

    def __str__(self) -> str:
        return self.what


class Link(models.Model):
    """A link sent by e-mail: to a bid being written or sent, or to a return."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="+")
    email = models.EmailField()
    key_hash = models.CharField(max_length=64, unique=True)
    draft_id = models.UUIDField(db_index=True)
    give_back = models.ForeignKey("grants.Return", null=True, on_delete=models.PROTECT, related_name="links")
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    class Privacy:
        open = {"id", "round", "draft_id", "give_back", "sent_at", "expires_at", "replaced_at"}
        personal = {"email"}
        sensitive = {"key_hash"}

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="grant_link_expires_after_it_was_sent", condition=Q(expires_at__gt=F("sent_at"))
            ),
        ]

    def __str__(self) -> str:
        return f"Link sent {self.sent_at:%Y-%m-%d}"


class DecisionLetter(models.Model):
    """What a bidder was told, kept as it was sent."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    bid = models.OneToOneField(Bid, on_delete=models.PROTECT, related_name="letter")
    kind = models.CharField(max_length=8, choices=list(rules.LETTER_KIND_WORDS.items()))
    words = models.TextField()
    sent_at = models.DateTimeField()

    class Privacy:
        open = {"id", "bid", "kind", "sent_at"}
        personal = {"words"}

    def __str__(self) -> str:
        return self.kind
