"""What is written of a child or the family, and each person’s own voice."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from alongside.foundation.references.rules import new_id

from .. import rules
from .assessment import Assessment


@pghistory.track()
class Entry(models.Model):
    """Strengths beside worries under one heading, of one child or of the family, and how we know."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="entries")
    about = models.ForeignKey("people.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    heading = models.CharField(max_length=40)
    strengths = models.TextField(blank=True)
    worries = models.TextField(blank=True)
    evidence = models.TextField(blank=True)
    said_by = models.CharField(max_length=200, blank=True)
    is_nothing = models.BooleanField(default=False)
    copied_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="copies")
    version = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Privacy:
        open = {
            "id",
            "assessment",
            "about",
            "heading",
            "is_nothing",
            "copied_from",
            "version",
            "written_by",
            "written_at",
        }
        personal = {"said_by"}
        sensitive = {"strengths", "worries", "evidence"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "about", "heading"],
                nulls_distinct=False,
                name="entry_stands_once_under_its_heading",
            ),
            models.CheckConstraint(
                name="entry_with_nothing_to_note_has_no_words",
                condition=Q(is_nothing=False) | Q(strengths="", worries=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.heading}, version {self.version}"


@pghistory.track()
class Voice(models.Model):
    """What one person says for themselves, or what was seen of them, or why neither is there."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="voices")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=list(rules.VOICE_KIND_WORDS.items()))
    words = models.TextField()
    how = models.CharField(max_length=20, blank=True, choices=list(rules.GATHERING_WORDS.items()))
    gathered_by = models.CharField(max_length=200, blank=True)
    gathered_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Privacy:
        open = {"id", "assessment", "person", "kind", "how", "gathered_on", "version", "written_by", "written_at"}
        personal = {"gathered_by"}
        sensitive = {"words"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "person"], name="voice_is_one_for_each_person"),
            models.CheckConstraint(name="voice_has_words", condition=~Q(words="")),
            models.CheckConstraint(
                name="voice_that_was_gathered_says_how_and_when",
                condition=Q(kind=rules.VoiceKind.NONE) | ~Q(how="") & Q(gathered_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}, version {self.version}"


@pghistory.track()
class Approach(models.Model):
    """Whether a father, or anyone else outside the home, was asked to take part, and what came of it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="approaches")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=20, choices=list(rules.APPROACHED_WORDS.items()))
    words = models.TextField(blank=True)
    asked_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Privacy:
        open = {"id", "assessment", "person", "asked_on", "version", "written_by", "written_at"}
        sensitive = {"answer", "words"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "person"], name="approach_is_one_for_each_person"),
        ]

    def __str__(self) -> str:
        return f"{self.answer}, version {self.version}"
