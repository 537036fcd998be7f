"""An early help assessment, who was there, and what it concludes."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from alongside.foundation.references.rules import new_id

from .. import rules

DRAFT = Q(status=rules.AssessmentStatus.DRAFT)
UNFINISHED = Q(status__in=[rules.AssessmentStatus.DRAFT, rules.AssessmentStatus.STOPPED])


@pghistory.track()
class Assessment(models.Model):
    """One early help assessment of a family, from its start until a later one replaces it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    reference = models.CharField(max_length=20, unique=True)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="assessments")
    framework = models.CharField(max_length=20)
    status = models.CharField(max_length=20, choices=list(rules.STATUS_WORDS.items()))
    started_on = models.DateField()
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    completed_at = models.DateTimeField(null=True, blank=True)
    completed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    follows = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="followed_by")

    class Privacy:
        open = {
            "id",
            "reference",
            "case",
            "framework",
            "status",
            "started_on",
            "started_by",
            "due_on",
            "completed_at",
            "completed_by",
            "follows",
        }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=DRAFT, name="assessment_is_the_only_draft_of_its_case"),
            models.CheckConstraint(
                name="assessment_says_when_and_by_whom_exactly_when_complete",
                condition=UNFINISHED & Q(completed_at__isnull=True, completed_by__isnull=True)
                | ~UNFINISHED & Q(completed_at__isnull=False, completed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="assessment_does_not_follow_itself",
                condition=Q(follows__isnull=True) | ~Q(follows=F("id")),
            ),
        ]
        indexes = [
            models.Index(fields=["case", "started_on", "id"], name="assessment_of_case"),
            models.Index(fields=["due_on", "id"], name="assessment_due", condition=DRAFT),
        ]

    def __str__(self) -> str:
        return self.reference


@pghistory.track()
class About(models.Model):
    """What led to the assessment, what was tried before, and who else was there."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    assessment = models.OneToOneField(Assessment, on_delete=models.PROTECT, related_name="about")
    led_to = models.TextField(blank=True)
    tried = models.TextField(blank=True)
    others_present = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Privacy:
        open = {"id", "assessment", "version", "written_by", "written_at"}
        personal = {"others_present"}
        sensitive = {"led_to", "tried"}

    def __str__(self) -> str:
        return f"About, version {self.version}"


class Presence(models.Model):
    """Someone of the family was there when the assessment was made."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="presences")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")

    class Privacy:
        open = {"id", "assessment", "person"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "person"], name="presence_is_noted_once"),
        ]

    def __str__(self) -> str:
        return "Was there"


@pghistory.track()
class Conclusion(models.Model):
    """What is needed, at which level, what happens next, and what the family says of it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    assessment = models.OneToOneField(Assessment, on_delete=models.PROTECT, related_name="conclusion")
    needed = models.TextField(blank=True)
    level = models.PositiveSmallIntegerField(null=True, blank=True)
    level_why = models.TextField(blank=True)
    next_steps = models.TextField(blank=True)
    family_comments = models.TextField(blank=True)
    no_comments_why = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Privacy:
        open = {"id", "assessment", "version", "written_by", "written_at"}
        sensitive = {"needed", "level", "level_why", "next_steps", "family_comments", "no_comments_why"}

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="conclusion_is_at_one_of_four_levels",
                condition=Q(level__isnull=True) | Q(level__gte=1, level__lte=4),
            ),
        ]

    def __str__(self) -> str:
        return f"Conclusion, version {self.version}"


class StartingPoint(models.Model):
    """Something already told to the service before the assessment began, with who said it and where."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="starting_points")
    person = models.ForeignKey("people.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=list(rules.POINT_WORDS.items()))
    words = models.TextField()
    said_by = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=120)
    source_id = models.UUIDField()
    as_of = models.DateField()

    class Privacy:
        open = {"id", "case", "person", "kind", "source", "source_id", "as_of"}
        personal = {"said_by"}
        sensitive = {"words"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "source_id", "kind", "person"],
                nulls_distinct=False,
                name="starting_point_is_carried_in_once",
            ),
            models.CheckConstraint(name="starting_point_has_words", condition=~Q(words="")),
        ]
        indexes = [models.Index(fields=["case", "as_of", "id"], name="starting_point_of_case")]

    def __str__(self) -> str:
        return self.kind
