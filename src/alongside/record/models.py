"""The curated chronology: what mattered, and why."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from alongside.foundation.references.rules import new_id


class KeyEvent(models.Model):
    """An event that someone judged to matter in a family's life, with what they make of it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    family = models.ForeignKey("people.Family", on_delete=models.PROTECT, related_name="key_events")
    happened_on = models.DateField()
    what = models.CharField(max_length=300)
    why_it_matters = models.TextField()
    source = models.CharField(max_length=200, blank=True)
    from_entry = models.ForeignKey(
        "cases.TimelineEntry", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_why = models.CharField(max_length=300, blank=True)

    class Privacy:
        open = {"id", "family", "happened_on", "from_entry", "written_by", "written_at", "withdrawn_at"}
        sensitive = {"what", "why_it_matters", "source", "withdrawn_why"}

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="key_event_is_withdrawn_with_a_reason",
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_why=""),
            ),
            models.UniqueConstraint(
                fields=["family", "from_entry"],
                condition=Q(from_entry__isnull=False, withdrawn_at__isnull=True),
                name="key_event_is_taken_once_from_the_timeline",
            ),
        ]
        indexes = [models.Index(fields=["family", "happened_on", "id"], name="key_event_of_family")]

    def __str__(self) -> str:
        return f"Key event of {self.happened_on}"
