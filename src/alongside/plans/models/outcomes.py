"""Outcomes that plans are written under, in dated versions."""

from django.db import models

from alongside.foundation.references.rules import new_id


class OutcomeFramework(models.Model):
    """One version of the outcomes, and the day from which new plans use it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    title = models.CharField(max_length=200)
    version = models.CharField(max_length=40, unique=True)
    from_on = models.DateField(unique=True)
    source = models.CharField(max_length=300, blank=True)

    class Privacy:
        open = {"id", "title", "version", "from_on", "source"}

    def __str__(self) -> str:
        return self.version


class Outcome(models.Model):
    """One thing that a family’s life should have in it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    framework = models.ForeignKey(OutcomeFramework, on_delete=models.CASCADE, related_name="outcomes")
    key = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField()

    class Privacy:
        open = {"id", "framework", "key", "title", "position"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["framework", "key"], name="outcome_has_a_key_of_its_own"),
            models.UniqueConstraint(fields=["framework", "position"], name="outcome_has_a_place_of_its_own"),
        ]

    def __str__(self) -> str:
        return self.title
