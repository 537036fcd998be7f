"""Distance travelled: the family’s own scale on an outcome, and where it stood each time."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from alongside.foundation.references.rules import new_id

from .meeting import Meeting
from .outcomes import Outcome
from .plan import Plan


@pghistory.track()
class Scale(models.Model):
    """A scale from 1 to 10 in the family’s own words: what it is of, and what each end means."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="scales")
    outcome = models.ForeignKey(Outcome, on_delete=models.PROTECT, related_name="scales")
    person = models.ForeignKey("people.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    one_means = models.CharField(max_length=300)
    ten_means = models.CharField(max_length=300)
    set_on = models.DateField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Privacy:
        open = {"id", "plan", "outcome", "person", "set_on", "set_by", "position"}
        sensitive = {"name", "one_means", "ten_means"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "position"], name="scale_has_a_place_of_its_own"),
        ]

    def __str__(self) -> str:
        return f"Scale {self.position}"


@pghistory.track()
class ScaleReading(models.Model):
    """Where someone put themselves on their scale on a day."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    scale = models.ForeignKey(Scale, on_delete=models.PROTECT, related_name="readings")
    value = models.PositiveSmallIntegerField()
    read_on = models.DateField()
    said_by = models.CharField(max_length=200)
    meeting = models.ForeignKey(Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="readings")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Privacy:
        open = {"id", "scale", "read_on", "meeting", "recorded_by", "recorded_at"}
        personal = {"said_by"}
        sensitive = {"value"}

    class Meta:
        constraints = [
            models.CheckConstraint(name="scale_reading_is_from_one_to_ten", condition=Q(value__gte=1, value__lte=10)),
            models.UniqueConstraint(
                fields=["scale", "read_on", "said_by"], name="scale_is_read_once_a_day_by_each_person"
            ),
        ]
        indexes = [models.Index(fields=["scale", "read_on", "id"], name="reading_of_scale")]

    def __str__(self) -> str:
        return f"Reading of {self.read_on}"
