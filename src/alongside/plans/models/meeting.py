"""Meetings of the team, who was there, and the family’s copy that follows."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from alongside.foundation.references.rules import new_id

from .. import rules
from .doing import TeamMember
from .plan import Plan

HELD = Q(status=rules.MeetingStatus.HELD)


@pghistory.track()
class Meeting(models.Model):
    """The team around the family meets: when, where, what was said, what changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    reference = models.CharField(max_length=20, unique=True)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="meetings")
    kind = models.CharField(max_length=10, choices=list(rules.MEETING_KIND_WORDS.items()))
    status = models.CharField(
        max_length=10, choices=list(rules.MEETING_STATUS_WORDS.items()), default=rules.MeetingStatus.PLANNED
    )
    planned_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=60)
    place = models.CharField(max_length=300, blank=True)
    link = models.URLField(max_length=500, blank=True)
    invitation_uid = models.CharField(max_length=120, unique=True)
    invitation_sequence = models.PositiveIntegerField(default=0)
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    cancelled_why = models.TextField(blank=True)
    held_on = models.DateField(null=True, blank=True)
    notes = models.TextField(blank=True)
    changed = models.TextField(blank=True)
    family_voice = models.TextField(blank=True)
    no_family_voice_why = models.TextField(blank=True)
    young_voice = models.TextField(blank=True)
    no_young_voice_why = models.TextField(blank=True)
    next_review_on = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Privacy:
        open = {
            "id",
            "reference",
            "plan",
            "kind",
            "status",
            "planned_at",
            "minutes",
            "invitation_uid",
            "invitation_sequence",
            "planned_by",
            "held_on",
            "next_review_on",
            "recorded_by",
            "recorded_at",
            "version",
        }
        personal = {"place", "link"}
        sensitive = {
            "cancelled_why",
            "notes",
            "changed",
            "family_voice",
            "no_family_voice_why",
            "young_voice",
            "no_young_voice_why",
        }

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="meeting_says_when_and_by_whom_exactly_when_held",
                condition=HELD & Q(held_on__isnull=False, recorded_by__isnull=False, recorded_at__isnull=False)
                | ~HELD & Q(held_on__isnull=True, recorded_by__isnull=True, recorded_at__isnull=True),
            ),
            models.CheckConstraint(
                name="meeting_that_was_held_has_the_familys_voice_or_says_why_not",
                condition=~HELD | ~Q(family_voice="") | ~Q(no_family_voice_why=""),
            ),
            models.CheckConstraint(
                name="meeting_that_was_cancelled_says_why",
                condition=~Q(status=rules.MeetingStatus.CANCELLED) | ~Q(cancelled_why=""),
            ),
            models.CheckConstraint(name="meeting_has_a_place_or_a_link", condition=~Q(place="") | ~Q(link="")),
        ]
        indexes = [
            models.Index(fields=["plan", "planned_at", "id"], name="meeting_of_plan"),
            models.Index(
                fields=["planned_at", "id"], name="meeting_planned", condition=Q(status=rules.MeetingStatus.PLANNED)
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class Attendance(models.Model):
    """Whether one member of the team, or of the family, was at a meeting."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendance")
    member = models.ForeignKey(TeamMember, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    attended = models.CharField(max_length=10, choices=list(rules.ATTENDANCE_WORDS.items()))

    class Privacy:
        open = {"id", "meeting", "member", "person"}
        personal = {"attended"}

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="attendance_is_of_a_team_member_or_of_the_family",
                condition=Q(member__isnull=False, person__isnull=True) | Q(member__isnull=True, person__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["meeting", "member", "person"], nulls_distinct=False, name="attendance_is_noted_once"
            ),
        ]

    def __str__(self) -> str:
        return self.attended


class FamilyCopy(models.Model):
    """The family’s own copy of the plan after a meeting: due, made, and given."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="family_copies")
    meeting = models.OneToOneField(Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="family_copy")
    number = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    content = models.JSONField(null=True, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    made_at = models.DateTimeField(null=True, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    given_on = models.DateField(null=True, blank=True)
    given_how = models.CharField(max_length=200, blank=True)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Privacy:
        open = {"id", "plan", "meeting", "number", "due_on", "digest", "made_at", "made_by", "given_on", "given_by"}
        personal = {"given_how"}
        sensitive = {"content"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="family_copy_has_a_number_of_its_own"),
            models.CheckConstraint(
                name="family_copy_has_content_exactly_when_made",
                condition=Q(made_at__isnull=True, made_by__isnull=True, content__isnull=True, digest="")
                | Q(made_at__isnull=False, made_by__isnull=False, content__isnull=False) & ~Q(digest=""),
            ),
            models.CheckConstraint(
                name="family_copy_is_made_before_it_is_given",
                condition=Q(given_on__isnull=True, given_by__isnull=True)
                | Q(given_on__isnull=False, given_by__isnull=False, made_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["due_on", "id"], name="family_copy_to_give", condition=Q(given_on__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"Copy {self.number}"
