"""What someone has typed and not yet sent."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.http import QueryDict

from alongside.foundation.references.rules import new_id


class Draft(models.Model):
    """The fields of one long form as last typed, for one person or for one e-mailed link."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    form = models.CharField(max_length=80)
    subject = models.CharField(max_length=80, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="drafts"
    )
    key_hash = models.CharField(max_length=64, blank=True)
    fields = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField()
    saved_at = models.DateTimeField()

    class Privacy:
        open = {"id", "form", "subject", "owner", "revision", "started_at", "saved_at"}
        sensitive = {"fields", "key_hash"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "form", "subject"],
                condition=Q(owner__isnull=False),
                name="draft_is_kept_once_for_a_form_and_its_subject",
            ),
            models.UniqueConstraint(fields=["key_hash"], condition=~Q(key_hash=""), name="draft_has_a_key_of_its_own"),
            models.CheckConstraint(
                name="draft_has_an_owner_or_a_key",
                condition=Q(owner__isnull=False) | ~Q(key_hash=""),
            ),
        ]

    def __str__(self) -> str:
        return f"Draft of {self.form}"

    @property
    def typed(self) -> QueryDict:
        """The fields as a form takes them."""
        query = QueryDict(mutable=True)
        for name, values in self.fields.items():
            query.setlist(name, values if isinstance(values, list) else [values])
        return query
