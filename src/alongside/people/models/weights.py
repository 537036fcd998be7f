"""Models that were learnt from what people decided of pairs, kept as data, and the asking for one."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from alongside.foundation.references.rules import new_id

from .. import rules


class MatchModel(models.Model):
    """A model with weights of this register's own; what it says never changes, only whether it is used.

    Where none is present, pairs are weighed by the model that is shipped.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.PositiveIntegerField()
    hash = models.CharField(max_length=16)
    text = models.TextField()
    begun_with = models.CharField(max_length=80)
    begun_with_hash = models.CharField(max_length=16, blank=True)
    judged = models.JSONField()
    status = models.CharField(
        max_length=10, choices=list(rules.MODEL_STATUS_WORDS.items()), default=rules.ModelStatus.CANDIDATE
    )
    learnt_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    learnt_at = models.DateTimeField()
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, blank=True)
    why = models.CharField(max_length=500, blank=True)

    class Privacy:
        open = {
            "id",
            "version",
            "hash",
            "text",
            "begun_with",
            "begun_with_hash",
            "judged",
            "status",
            "learnt_by",
            "learnt_at",
            "settled_by",
            "settled_at",
        }
        personal = {"why"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["status"], condition=Q(status=rules.ModelStatus.PRESENT), name="match_model_in_use_is_one"
            ),
            models.UniqueConstraint(fields=["hash"], name="match_model_is_kept_once"),
            models.CheckConstraint(
                name="match_model_is_settled_unless_a_candidate",
                condition=Q(status=rules.ModelStatus.CANDIDATE, settled_at__isnull=True)
                | ~Q(status=rules.ModelStatus.CANDIDATE) & Q(settled_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.status


class Learning(models.Model):
    """One time that somebody asked for a model to be learnt: worked out in the background, and what came of it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    model = models.ForeignKey(MatchModel, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    problem = models.CharField(max_length=300, blank=True)

    class Privacy:
        open = {"id", "asked_by", "asked_at", "started_at", "finished_at", "model", "problem"}

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="match_model_learning_ends_with_a_model_or_a_problem",
                condition=Q(finished_at__isnull=True, model__isnull=True, problem="")
                | Q(finished_at__isnull=False, model__isnull=False, problem="")
                | Q(finished_at__isnull=False, model__isnull=True) & ~Q(problem=""),
            ),
        ]
        indexes = [models.Index(fields=["-asked_at", "-id"], name="match_model_learnings_by_day")]

    def __str__(self) -> str:
        return f"{self.asked_at}"
