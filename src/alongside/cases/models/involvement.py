"""Who else is involved with a family, and what has happened to it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from alongside.foundation.references.rules import new_id


class Involvement(models.Model):
    """An agency's part in a family's life, as someone told us on a day."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    family = models.ForeignKey("people.Family", on_delete=models.PROTECT, related_name="involvements")
    person = models.ForeignKey(
        "people.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="involvements"
    )
    agency = models.ForeignKey("identity.Agency", on_delete=models.PROTECT, related_name="involvements")
    service = models.CharField(max_length=200, blank=True)
    worker = models.CharField(max_length=200, blank=True)
    ring = models.CharField(max_length=200, blank=True)
    from_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=120)
    as_of = models.DateField()

    class Privacy:
        open = {"id", "family", "person", "agency", "source", "as_of"}
        personal = {"worker", "ring", "from_on", "until_on"}
        sensitive = {"service"}

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="involvement_ends_on_or_after_it_started",
                condition=Q(until_on__isnull=True) | Q(from_on__isnull=True) | Q(until_on__gte=F("from_on")),
            ),
            models.UniqueConstraint(
                fields=["family", "person", "agency", "service"],
                condition=Q(until_on__isnull=True),
                nulls_distinct=False,
                name="involvement_of_an_agency_is_noted_once_while_it_lasts",
            ),
        ]
        indexes = [models.Index(fields=["family", "as_of", "id"], name="involvement_of_family")]

    def __str__(self) -> str:
        return f"As of {self.as_of}"


class TimelineEntry(models.Model):
    """One event in a family's time with the service, written by the action that made it happen."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    family = models.ForeignKey("people.Family", on_delete=models.PROTECT, related_name="timeline")
    case = models.ForeignKey("cases.Case", null=True, blank=True, on_delete=models.PROTECT, related_name="timeline")
    at = models.DateTimeField()
    kind = models.CharField(max_length=80)
    title = models.CharField(max_length=200)
    words = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    link = models.CharField(max_length=300, blank=True)
    is_for_family = models.BooleanField(default=True)

    class Privacy:
        open = {"id", "family", "case", "at", "kind", "by", "link", "is_for_family"}
        sensitive = {"title", "words"}

    class Meta:
        indexes = [models.Index(fields=["family", "-at", "-id"], name="timeline_of_family")]

    def __str__(self) -> str:
        return self.kind
