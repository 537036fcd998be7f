"""The timetable, the register of each session, and who came."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from alongside.foundation.references.rules import new_id
from alongside.hubs.rules.sessions import AttendanceKind, RegisterStatus


@pghistory.track()
class Session(models.Model):
    """Something a hub holds again and again: what, where, on which day, for whom."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    hub = models.ForeignKey("places.Site", on_delete=models.PROTECT, related_name="sessions")
    site = models.ForeignKey("places.Site", on_delete=models.PROTECT, related_name="sessions_held_here")
    name = models.CharField(max_length=160)
    for_whom = models.CharField(max_length=200, blank=True)
    core_item = models.ForeignKey(
        "directory.CoreItem", on_delete=models.PROTECT, null=True, blank=True, related_name="sessions"
    )
    weekday = models.PositiveSmallIntegerField()
    every_weeks = models.PositiveSmallIntegerField(default=1)
    starts_at = models.TimeField()
    minutes = models.PositiveSmallIntegerField()
    places = models.PositiveSmallIntegerField(null=True, blank=True)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Privacy:
        open = {
            "id", "hub", "site", "name", "for_whom", "core_item", "weekday", "every_weeks", "starts_at", "minutes",
            "places", "from_on", "until_on", "version",
        }  # fmt: skip
        personal: set[str] = set()
        sensitive: set[str] = set()

    class Meta:
        constraints = [
            models.CheckConstraint(name="a_session_is_on_a_day_of_the_week", condition=Q(weekday__lte=6)),
            models.CheckConstraint(name="a_session_comes_round_within_a_year", condition=Q(every_weeks__range=(1, 52))),
            models.CheckConstraint(name="a_session_lasts_some_minutes", condition=Q(minutes__range=(5, 720))),
            models.CheckConstraint(
                name="a_session_ends_on_or_after_it_began",
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
            ),
        ]
        indexes = [models.Index(name="timetable_of_a_hub", fields=["hub", "weekday", "starts_at", "id"])]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Register(models.Model):
    """One session on one day: open while people come, then closed, or said not to have happened."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="registers")
    held_on = models.DateField()
    status = models.CharField(max_length=10, choices=[(one, one) for one in RegisterStatus])
    volunteers = models.PositiveSmallIntegerField(default=0)
    staff = models.PositiveSmallIntegerField(default=0)
    why_cancelled = models.CharField(max_length=300, blank=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Privacy:
        open = {
            "id", "session", "held_on", "status", "volunteers", "staff", "why_cancelled", "opened_at", "closed_at",
            "version",
        }  # fmt: skip
        personal = {"opened_by"}
        sensitive: set[str] = set()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="a_session_has_one_register_a_day", fields=["session", "held_on"]),
            models.CheckConstraint(
                name="a_register_says_why_it_did_not_happen_exactly_then",
                condition=Q(status=RegisterStatus.CANCELLED) & ~Q(why_cancelled="")
                | ~Q(status=RegisterStatus.CANCELLED) & Q(why_cancelled=""),
            ),
            models.CheckConstraint(
                name="a_register_is_open_exactly_until_closed_or_cancelled",
                condition=Q(status=RegisterStatus.OPEN, closed_at__isnull=True)
                | ~Q(status=RegisterStatus.OPEN) & Q(closed_at__isnull=False),
            ),
        ]
        indexes = [models.Index(name="registers_by_day", fields=["held_on", "session"])]

    def __str__(self) -> str:
        return f"{self.session_id} on {self.held_on}"


class Attendance(models.Model):
    """Who came: someone known, or people of one postcode's area, or so many who walked in.

    Of a postcode only the area it lies in is kept.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="attendances")
    kind = models.CharField(max_length=10, choices=[(one, one) for one in AttendanceKind])
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="attendances"
    )
    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    adults = models.PositiveSmallIntegerField(default=0)
    children = models.PositiveSmallIntegerField(default=0)
    is_taken_away = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    at = models.DateTimeField()

    class Privacy:
        open = {"id", "register", "kind", "adults", "children", "is_taken_away", "at"}
        personal = {"person", "area", "by"}
        sensitive: set[str] = set()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="attendance_names_a_person_exactly_when_known",
                condition=Q(kind=AttendanceKind.KNOWN, person__isnull=False)
                | ~Q(kind=AttendanceKind.KNOWN) & Q(person__isnull=True),
            ),
            models.CheckConstraint(name="attendance_is_of_somebody", condition=Q(adults__gte=1) | Q(children__gte=1)),
            models.UniqueConstraint(
                name="a_person_comes_once_to_a_session",
                fields=["register", "person"],
                condition=Q(person__isnull=False, is_taken_away=False),
            ),
        ]
        indexes = [models.Index(name="attendance_of_a_register", fields=["register", "id"])]

    def __str__(self) -> str:
        return self.kind
