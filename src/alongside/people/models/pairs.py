"""Pairs of records that somebody looks at, what each of those who looked said, and what they asked."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from alongside.foundation.references.rules import new_id

from .. import rules
from .persons import Person


class Pair(models.Model):
    """Two records of which somebody has to say whether they are one person."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    low = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="pairs_as_low")
    high = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="pairs_as_high")
    reason = models.CharField(max_length=10, choices=list(rules.PAIR_REASON_WORDS.items()))
    status = models.CharField(
        max_length=10, choices=list(rules.PAIR_STATUS_WORDS.items()), default=rules.PairStatus.WAITING
    )
    needs_two = models.BooleanField(default=False)
    weight = models.FloatField(null=True, blank=True)
    probability = models.FloatField(null=True, blank=True)
    model_version = models.CharField(max_length=80, blank=True)
    note = models.CharField(max_length=500, blank=True)
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    raised_at = models.DateTimeField()
    held_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="pairs_held"
    )
    answer = models.CharField(max_length=20, blank=True, choices=list(rules.LINK_DECISION_WORDS.items()))
    settled_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        open = {
            "id",
            "low",
            "high",
            "reason",
            "status",
            "needs_two",
            "weight",
            "probability",
            "model_version",
            "raised_by",
            "raised_at",
            "held_by",
            "answer",
            "settled_at",
        }
        personal = {"note"}

    class Meta:
        constraints = [
            models.CheckConstraint(name="pair_is_of_two_in_order", condition=Q(low__lt=F("high"))),
            models.UniqueConstraint(
                fields=["low", "high"],
                condition=~Q(status=rules.PairStatus.SETTLED),
                name="pair_waits_once",
            ),
            models.CheckConstraint(
                name="pair_has_an_answer_exactly_when_settled",
                condition=Q(status=rules.PairStatus.SETTLED, settled_at__isnull=False) & ~Q(answer="")
                | ~Q(status=rules.PairStatus.SETTLED) & Q(answer="", settled_at__isnull=True),
            ),
        ]
        indexes = [
            models.Index(fields=["raised_at", "id"], name="pair_waiting", condition=~Q(status="settled")),
        ]

    def __str__(self) -> str:
        return self.status


class Opinion(models.Model):
    """What one person said of a pair, before knowing what anybody else said."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    pair = models.ForeignKey(Pair, on_delete=models.PROTECT, related_name="opinions")
    answer = models.CharField(max_length=20, choices=list(rules.LINK_DECISION_WORDS.items()))
    why = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Privacy:
        open = {"id", "pair", "answer", "by", "at"}
        personal = {"why"}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["pair", "by", "answer"], name="opinion_is_said_once_by_each")]

    def __str__(self) -> str:
        return self.answer


class PairQuestion(models.Model):
    """What somebody who looks at a pair asked a colleague who may know, and what came back."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    pair = models.ForeignKey(Pair, on_delete=models.PROTECT, related_name="questions")
    words = models.CharField(max_length=1000)
    asked_of = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="pair_questions")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reply = models.CharField(max_length=1000, blank=True)
    replied_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        open = {"id", "pair", "asked_of", "by", "at", "replied_at"}
        sensitive = {"words", "reply"}

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="pair_question_has_a_reply_exactly_when_answered",
                condition=Q(reply="", replied_at__isnull=True) | ~Q(reply="") & Q(replied_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return "Question"
