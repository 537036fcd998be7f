"""A round of grants: what it is for, its criteria, and its money by locality."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from alongside.foundation.references.rules import new_id

from .. import rules

USER = settings.AUTH_USER_MODEL


@pghistory.track()
class Round(models.Model):
    """One invitation to bid for grants, from one fund and one financial year of it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    reference = models.CharField(max_length=20, unique=True)
    title = models.CharField(max_length=160, unique=True)
    purpose = models.TextField()
    fund = models.ForeignKey("commissioning.Fund", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    least = models.BigIntegerField()
    most = models.BigIntegerField()
    closes_on = models.DateField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    status = models.CharField(
        max_length=10, choices=list(rules.ROUND_STATUS_WORDS.items()), default=rules.RoundStatus.DRAFT
    )
    made_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Privacy:
        open = {
            "id", "reference", "title", "purpose", "fund", "year", "least", "most", "closes_on", "starts_on", "ends_on",
            "status", "made_by", "made_at", "version",
        }  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(name="round_says_what_it_is_for", condition=~Q(purpose="")),
            models.CheckConstraint(
                name="round_gives_something_and_at_most_its_most", condition=Q(least__gt=0, most__gte=F("least"))
            ),
            models.CheckConstraint(
                name="round_closes_before_its_work_begins_and_that_before_it_ends",
                condition=Q(starts_on__gt=F("closes_on"), ends_on__gt=F("starts_on")),
            ),
        ]
        indexes = [models.Index(fields=["-made_at", "id"], name="round_in_order")]

    def __str__(self) -> str:
        return self.reference


class RoundMove(models.Model):
    """A move of a round, written once: from where to where, by whom, when and why."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="moves")
    was = models.CharField(max_length=10, choices=list(rules.ROUND_STATUS_WORDS.items()))
    now = models.CharField(max_length=10, choices=list(rules.ROUND_STATUS_WORDS.items()))
    by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    why = models.TextField(blank=True)

    class Privacy:
        open = {"id", "round", "was", "now", "by", "at", "why"}

    def __str__(self) -> str:
        return f"{self.was} to {self.now}"


@pghistory.track()
class Criterion(models.Model):
    """One thing that bids are scored by; its question stands in the form of the bid."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="criteria")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    question = models.CharField(max_length=300)
    guidance = models.TextField(blank=True)
    weight = models.PositiveSmallIntegerField()

    class Privacy:
        open = {"id", "round", "position", "title", "question", "guidance", "weight"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "position"], name="criterion_has_a_place_of_its_own"),
            models.CheckConstraint(name="criterion_weighs_from_one_to_ten", condition=Q(weight__gte=1, weight__lte=10)),
        ]

    def __str__(self) -> str:
        return self.title


@pghistory.track()
class LocalityMoney(models.Model):
    """What a round has for one locality."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="money")
    locality = models.ForeignKey("places.Locality", on_delete=models.PROTECT, related_name="+")
    amount = models.BigIntegerField()

    class Privacy:
        open = {"id", "round", "locality", "amount"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "locality"], name="locality_has_money_once_in_a_round"),
            models.CheckConstraint(name="locality_money_is_above_nought", condition=Q(amount__gt=0)),
        ]

    def __str__(self) -> str:
        return str(self.amount)
