"""Why an assessment stopped before it was complete, and what happens next."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from alongside.foundation.references.rules import new_id

from .. import rules
from .assessment import Assessment


@pghistory.track()
class Stopping(models.Model):
    """An assessment stopped: the reason, what the family said, and what comes next; never changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    assessment = models.OneToOneField(Assessment, on_delete=models.PROTECT, related_name="stopping")
    reason = models.CharField(max_length=20, choices=list(rules.STOP_WORDS.items()))
    why = models.TextField()
    family_said = models.TextField(blank=True)
    next_step = models.CharField(max_length=20, choices=list(rules.NEXT_WORDS.items()))
    next_words = models.TextField(blank=True)
    ask_again_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Privacy:
        open = {"id", "assessment", "ask_again_on", "by", "at"}
        sensitive = {"reason", "why", "family_said", "next_step", "next_words"}

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="stopping_names_a_day_exactly_when_the_family_is_asked_again",
                condition=Q(next_step=rules.NextStep.ASK_AGAIN, ask_again_on__isnull=False)
                | ~Q(next_step=rules.NextStep.ASK_AGAIN) & Q(ask_again_on__isnull=True),
            ),
        ]
        indexes = [
            models.Index(fields=["ask_again_on"], name="stopping_asked_again", condition=Q(ask_again_on__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.reason
