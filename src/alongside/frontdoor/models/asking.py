"""Links to the public form, how often they are asked for, and batches of requests."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from alongside.foundation.references.rules import new_id

from .contact import Contact


class AskLink(models.Model):
    """A link to one person's request, sent to their e-mail address."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    email = models.EmailField()
    key_hash = models.CharField(max_length=64, unique=True)
    draft_id = models.UUIDField(db_index=True)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True, blank=True)
    contact = models.ForeignKey(Contact, null=True, blank=True, on_delete=models.PROTECT, related_name="links")

    class Privacy:
        open = {"id", "draft_id", "sent_at", "expires_at", "replaced_at", "contact"}
        personal = {"email"}
        sensitive = {"key_hash"}

    class Meta:
        constraints = [
            models.CheckConstraint(name="link_expires_after_it_was_sent", condition=Q(expires_at__gt=F("sent_at"))),
        ]

    def __str__(self) -> str:
        return f"Link sent {self.sent_at:%Y-%m-%d}"


class AskTry(models.Model):
    """How many links were asked for from one place in one hour; the place is kept only as a digest."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    place = models.CharField(max_length=64)
    hour = models.DateTimeField(db_index=True)
    tries = models.PositiveIntegerField(default=0)

    class Privacy:
        open = {"id", "hour", "tries"}
        personal = {"place"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["place", "hour"], name="tries_are_counted_once_an_hour"),
        ]

    def __str__(self) -> str:
        return f"{self.tries} in an hour"


class RequestImport(models.Model):
    """A batch of requests taken in from one file, with its report row by row."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    file_digest = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    keeps_good_rows = models.BooleanField()
    rows_read = models.PositiveIntegerField()
    rows_taken = models.PositiveIntegerField()
    rows_known = models.PositiveIntegerField()
    problems = models.JSONField(default=list)
    taken = models.JSONField(default=list)

    class Privacy:
        open = {"id", "file_digest", "by", "at", "keeps_good_rows", "rows_read", "rows_taken", "rows_known", "taken"}
        sensitive = {"problems"}

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="import_takes_no_more_rows_than_it_read",
                condition=Q(rows_read__gte=F("rows_taken") + F("rows_known")),
            ),
        ]
        indexes = [models.Index(fields=["by", "-at", "-id"], name="import_of_someone")]

    def __str__(self) -> str:
        return f"{self.rows_taken} of {self.rows_read} rows"
