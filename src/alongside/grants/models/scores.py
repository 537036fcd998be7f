"""Who scores a round, what they declare, and the points they give."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from alongside.foundation.references.rules import new_id

from .bids import Bid
from .rounds import Criterion, Round

USER = settings.AUTH_USER_MODEL


class Scorer(models.Model):
    """Someone who is asked to score the bids of a round."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="scorers", db_index=False)
    user = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()

    class Privacy:
        open = {"id", "round", "user", "asked_by", "asked_at"}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "user"], name="scorer_is_asked_once")]

    def __str__(self) -> str:
        return f"Asked {self.asked_at:%Y-%m-%d}"


@pghistory.track()
class Declaration(models.Model):
    """Whether someone has an interest in a bid; who has one never sees it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    bid = models.ForeignKey(Bid, on_delete=models.PROTECT, related_name="declarations", db_index=False)
    user = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    has_interest = models.BooleanField()
    why = models.TextField(blank=True)
    at = models.DateTimeField()

    class Privacy:
        open = {"id", "bid", "user", "has_interest", "at"}
        personal = {"why"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bid", "user"], name="interest_in_a_bid_is_declared_once"),
            models.CheckConstraint(
                name="declared_interest_says_what_it_is", condition=Q(has_interest=False) | ~Q(why="")
            ),
        ]

    def __str__(self) -> str:
        return "Has an interest" if self.has_interest else "Has none"


@pghistory.track()
class Score(models.Model):
    """The points that one scorer gives a bid for one criterion, and why."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    bid = models.ForeignKey(Bid, on_delete=models.PROTECT, related_name="scores", db_index=False)
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    points = models.PositiveSmallIntegerField()
    words = models.TextField(blank=True)
    at = models.DateTimeField()

    class Privacy:
        open = {"id", "bid", "criterion", "user", "points", "words", "at"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bid", "user", "criterion"], name="criterion_is_scored_once_by_each"),
            models.CheckConstraint(name="points_are_from_nought_to_five", condition=Q(points__lte=5)),
        ]

    def __str__(self) -> str:
        return str(self.points)
