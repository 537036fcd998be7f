"""What people are told: on their own page, and by e-mail."""

from django.conf import settings
from django.db import models

from alongside.foundation.references.rules import new_id


class Notice(models.Model):
    """Something for one person to read, with a link to where it can be dealt with."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=80)
    words = models.CharField(max_length=300)
    link = models.CharField(max_length=300, blank=True)
    about = models.UUIDField(null=True, blank=True)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        open = {"id", "user", "kind", "link", "about", "at", "read_at"}
        sensitive = {"words"}

    class Meta:
        indexes = [
            models.Index(fields=["user", "-at", "-id"], name="notice_of_user"),
            models.Index(fields=["user", "at"], name="notice_unread", condition=models.Q(read_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return self.kind


class Letter(models.Model):
    """An e-mail to be sent once, and what became of it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=80)
    to_address = models.EmailField()
    subject_line = models.CharField(max_length=200)
    words = models.TextField()
    calendar_file = models.TextField(blank=True)
    about = models.UUIDField(null=True, blank=True)
    queued_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    failure = models.CharField(max_length=300, blank=True)

    class Privacy:
        open = {"id", "kind", "subject_line", "about", "queued_at", "sent_at", "tries", "failure"}
        personal = {"to_address"}
        sensitive = {"words", "calendar_file"}

    class Meta:
        indexes = [models.Index(fields=["queued_at"], name="letter_to_send", condition=models.Q(sent_at__isnull=True))]

    def __str__(self) -> str:
        return f"{self.kind}, queued {self.queued_at:%Y-%m-%d}"
