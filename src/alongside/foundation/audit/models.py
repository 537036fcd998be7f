"""The audit log: who did or saw what, when; written once and never changed."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models


class Chain(models.Model):
    """The head of one of the chains that the entries form; several, so that writers seldom wait."""

    number = models.SmallIntegerField(primary_key=True)
    length = models.BigIntegerField(default=0)
    head = models.CharField(max_length=64, default="", blank=True)

    class Privacy:
        open = {"number", "length", "head"}

    def __str__(self) -> str:
        return f"Chain {self.number}, {self.length} entries"


class Entry(models.Model):
    """One thing done or seen. A trigger fills chain, position and hash; updates are refused."""

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=80)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=40)
    about = ArrayField(models.UUIDField(), default=list)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    by_label = models.CharField(max_length=60, blank=True)
    at = models.DateTimeField()
    detail = models.JSONField(default=dict)
    chain = models.SmallIntegerField(default=0)
    position = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="")

    class Privacy:
        open = {
            "id",
            "kind",
            "subject_kind",
            "subject_id",
            "about",
            "by",
            "by_label",
            "at",
            "chain",
            "position",
            "hash",
        }
        sensitive = {"detail"}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["chain", "position"], name="entry_has_one_place_in_its_chain")]
        indexes = [
            GinIndex(fields=["about"], name="entry_about", fastupdate=True),
            models.Index(fields=["by", "at"], name="entry_by_whom"),
            models.Index(fields=["at", "id"], name="entry_when"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} at {self.at:%Y-%m-%d %H:%M}"
