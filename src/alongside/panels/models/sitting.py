"""One meeting of a panel: when, who came and went, and the minutes that are never edited."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from alongside.foundation.references.rules import new_id

from .. import rules
from .panel import KEPT, Panel, PanelMember

SIGNED = Q(status=rules.SittingStatus.SIGNED)


@pghistory.track()
class Series(models.Model):
    """A run of sittings by one pattern: one entry in everybody's calendar, with the days it leaves out."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="series")
    invitation_uid = models.CharField(max_length=120, unique=True)
    first_on = models.DateField()
    until_on = models.DateField()
    cadence = models.CharField(max_length=12, choices=list(rules.CADENCE_WORDS.items()))
    weekday = models.PositiveSmallIntegerField()
    nth = models.PositiveSmallIntegerField()
    starts_at = models.TimeField()
    length_minutes = models.PositiveSmallIntegerField()
    left_out = models.JSONField(default=list)
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()

    class Privacy:
        open = {
            "id",
            "panel",
            "invitation_uid",
            "first_on",
            "until_on",
            "cadence",
            "weekday",
            "nth",
            "starts_at",
            "length_minutes",
            "left_out",
            "planned_by",
            "planned_at",
        }

    class Meta:
        constraints = [
            models.CheckConstraint(name="series_ends_on_or_after_it_began", condition=Q(until_on__gte=F("first_on")))
        ]

    def __str__(self) -> str:
        return f"From {self.first_on}"


@pghistory.track()
class Sitting(models.Model):
    """One meeting of a panel."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    reference = models.CharField(max_length=20, unique=True)
    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="sittings")
    series = models.ForeignKey(Series, null=True, blank=True, on_delete=models.PROTECT, related_name="sittings")
    in_series_at = models.DateTimeField(null=True, blank=True)
    status = models.CharField(
        max_length=10, choices=list(rules.SITTING_STATUS_WORDS.items()), default=rules.SittingStatus.PLANNED
    )
    starts_at = models.DateTimeField()
    length_minutes = models.PositiveSmallIntegerField()
    place = models.CharField(max_length=300, blank=True)
    link = models.URLField(max_length=500, blank=True)
    papers_due_on = models.DateField()
    invitation_sequence = models.PositiveIntegerField(default=0)
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    papers_sent_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    risen_at = models.DateTimeField(null=True, blank=True)
    cancelled_why = models.TextField(blank=True)
    minutes = models.JSONField(null=True, blank=True)
    minutes_digest = models.CharField(max_length=64, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    class Privacy:
        open = {
            "id",
            "reference",
            "panel",
            "series",
            "in_series_at",
            "status",
            "starts_at",
            "length_minutes",
            "place",
            "link",
            "papers_due_on",
            "invitation_sequence",
            "planned_by",
            "papers_sent_at",
            "opened_at",
            "risen_at",
            "cancelled_why",
            "minutes_digest",
            "signed_at",
            "signed_by",
            "version",
        }
        sensitive = {"minutes"}

    class Meta:
        triggers = [
            pgtrigger.Protect(
                name="signed_is_never_changed",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__status=rules.SittingStatus.SIGNED),
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="sitting_has_minutes_exactly_when_signed",
                condition=SIGNED
                & Q(signed_at__isnull=False, signed_by__isnull=False, minutes__isnull=False)
                & ~Q(minutes_digest="")
                | ~SIGNED & Q(signed_at__isnull=True, signed_by__isnull=True, minutes__isnull=True, minutes_digest=""),
            ),
            models.CheckConstraint(
                name="sitting_called_off_says_why",
                condition=~Q(status=rules.SittingStatus.CANCELLED) | ~Q(cancelled_why=""),
            ),
            models.CheckConstraint(
                name="sitting_that_sat_says_when_it_began",
                condition=Q(opened_at__isnull=False)
                | ~Q(status__in=[rules.SittingStatus.SITTING, rules.SittingStatus.RISEN, rules.SittingStatus.SIGNED]),
            ),
            models.CheckConstraint(
                name="sitting_of_a_series_keeps_its_place_there",
                condition=Q(series__isnull=True, in_series_at__isnull=True)
                | Q(series__isnull=False, in_series_at__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["panel", "starts_at"],
                condition=~Q(status=rules.SittingStatus.CANCELLED),
                name="panel_sits_once_at_a_time",
            ),
        ]
        indexes = [
            models.Index(fields=["panel", "-starts_at", "-id"], name="sitting_of_panel"),
            models.Index(
                fields=["starts_at", "id"],
                name="sitting_not_over",
                condition=Q(status__in=sorted(rules.NOT_OVER)),
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def invitation_uid(self) -> str:
        """By what name calendars know it: its series, or itself."""
        return self.series.invitation_uid if self.series_id else f"{self.reference}@alongside"


class Presence(models.Model):
    """Someone in the room from then until then, for themselves or standing in for a member."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="presences")
    member = models.ForeignKey(PanelMember, on_delete=models.PROTECT, related_name="presences")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    came_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        open = {"id", "sitting", "member", "user", "came_at", "left_at"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sitting", "member"],
                condition=Q(left_at__isnull=True),
                name="member_is_in_the_room_once",
            ),
            models.CheckConstraint(
                name="presence_ends_on_or_after_it_began",
                condition=Q(left_at__isnull=True) | Q(left_at__gte=F("came_at")),
            ),
        ]
        indexes = [models.Index(fields=["sitting", "came_at", "id"], name="presence_at_sitting")]

    def __str__(self) -> str:
        return f"From {self.came_at:%H:%M}"


class Addendum(models.Model):
    """A dated correction beside signed minutes, which themselves are never changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="addenda")
    item = models.ForeignKey("panels.Item", null=True, blank=True, on_delete=models.PROTECT, related_name="addenda")
    words = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Privacy:
        open = {"id", "sitting", "item", "by", "at"}
        sensitive = {"words"}

    class Meta:
        triggers = [KEPT]
        constraints = [models.CheckConstraint(name="addendum_has_words", condition=~Q(words=""))]
        indexes = [models.Index(fields=["sitting", "at", "id"], name="addendum_of_sitting")]

    def __str__(self) -> str:
        return f"Addendum of {self.at:%Y-%m-%d}"


class PanelMove(models.Model):
    """One move of a sitting or an item: from, to, by whom, when and why; never changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    thing = models.CharField(max_length=10, choices=[(k, k) for k in rules.Thing])
    sitting = models.ForeignKey(Sitting, null=True, blank=True, on_delete=models.PROTECT, related_name="moves")
    item = models.ForeignKey("panels.Item", null=True, blank=True, on_delete=models.PROTECT, related_name="moves")
    from_status = models.CharField(max_length=12, blank=True)
    to_status = models.CharField(max_length=12)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    why = models.TextField(blank=True)

    class Privacy:
        open = {"id", "thing", "sitting", "item", "from_status", "to_status", "by", "at"}
        sensitive = {"why"}

    class Meta:
        triggers = [KEPT]
        constraints = [
            models.CheckConstraint(
                name="panel_move_is_of_a_sitting_or_an_item",
                condition=Q(thing=rules.Thing.SITTING, sitting__isnull=False)
                | Q(thing=rules.Thing.ITEM, item__isnull=False),
            )
        ]
        indexes = [
            models.Index(fields=["item", "at", "id"], name="move_of_item"),
            models.Index(fields=["sitting", "at", "id"], name="move_of_sitting"),
        ]

    def __str__(self) -> str:
        return f"{self.thing} to {self.to_status}"
