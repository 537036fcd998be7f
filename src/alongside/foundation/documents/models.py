"""Files kept with a family's record, outside the web root."""

from django.conf import settings
from django.db import models

from alongside.foundation.references.rules import new_id


class Document(models.Model):
    """One file: where it is kept, what it is, and its digest."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    reference = models.CharField(max_length=20, unique=True)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    title = models.CharField(max_length=200)
    file_name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)
    kept_as = models.CharField(max_length=120, unique=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_why = models.CharField(max_length=300, blank=True)

    class Privacy:
        open = {
            "id",
            "reference",
            "subject_kind",
            "subject_id",
            "content_type",
            "size",
            "digest",
            "kept_as",
            "added_by",
            "added_at",
            "removed_at",
        }
        sensitive = {"title", "file_name", "removed_why"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject_kind", "subject_id", "digest"],
                condition=models.Q(removed_at__isnull=True),
                name="document_is_kept_once_with_its_subject",
            ),
        ]
        indexes = [models.Index(fields=["subject_kind", "subject_id", "-added_at"], name="document_of_subject")]

    def __str__(self) -> str:
        return self.reference
