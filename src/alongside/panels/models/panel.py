"""A standing panel: its kind, its area, when it sits, and who is in it."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from alongside.foundation.references.rules import new_id

from .. import rules

KEPT = pgtrigger.Protect(name="kept_as_written", operation=pgtrigger.Update | pgtrigger.Delete)
"""What is written once and never changed."""

WEEKDAYS = list(enumerate(rules.WEEKDAYS))


class PanelKind(models.Model):
    """A kind of panel in one dated version: what it is for, and the numbers a new panel starts from."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.SlugField(max_length=40)
    version = models.CharField(max_length=40)
    name = models.CharField(max_length=40)
    full_name = models.CharField(max_length=120)
    purpose = models.TextField()
    reach = models.CharField(max_length=10, choices=list(rules.REACH_WORDS.items()))
    cadence = models.CharField(max_length=12, choices=list(rules.CADENCE_WORDS.items()))
    length_minutes = models.PositiveSmallIntegerField()
    slot_minutes = models.PositiveSmallIntegerField()
    papers_working_days = models.PositiveSmallIntegerField()
    quorum = models.JSONField()
    paper_parts = models.JSONField(default=list)
    source = models.CharField(max_length=300)
    from_on = models.DateField()

    class Privacy:
        open = {
            "id",
            "key",
            "version",
            "name",
            "full_name",
            "purpose",
            "reach",
            "cadence",
            "length_minutes",
            "slot_minutes",
            "papers_working_days",
            "quorum",
            "paper_parts",
            "source",
            "from_on",
        }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "version"], name="panel_kind_stands_once_in_each_version"),
            models.CheckConstraint(
                name="panel_kind_has_room_for_an_item",
                condition=Q(slot_minutes__gte=1, length_minutes__gte=F("slot_minutes")),
            ),
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Panel(models.Model):
    """A standing multi-agency group that decides who helps and who pays."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=160, unique=True)
    kind = models.ForeignKey(PanelKind, on_delete=models.PROTECT, related_name="panels")
    district = models.ForeignKey(
        "places.District", null=True, blank=True, on_delete=models.PROTECT, related_name="panels"
    )
    cadence = models.CharField(max_length=12, choices=list(rules.CADENCE_WORDS.items()))
    weekday = models.PositiveSmallIntegerField(choices=WEEKDAYS)
    nth = models.PositiveSmallIntegerField(default=1, choices=list(rules.NTH_WORDS.items()))
    starts_at = models.TimeField()
    length_minutes = models.PositiveSmallIntegerField()
    slot_minutes = models.PositiveSmallIntegerField()
    papers_working_days = models.PositiveSmallIntegerField()
    place = models.CharField(max_length=300, blank=True)
    link = models.URLField(max_length=500, blank=True)
    quorum = models.JSONField()
    refers_up_to = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="referred_from"
    )
    is_active = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)

    class Privacy:
        open = {
            "id",
            "slug",
            "name",
            "kind",
            "district",
            "cadence",
            "weekday",
            "nth",
            "starts_at",
            "length_minutes",
            "slot_minutes",
            "papers_working_days",
            "place",
            "link",
            "quorum",
            "refers_up_to",
            "is_active",
            "version",
        }

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="panel_has_room_for_an_item",
                condition=Q(slot_minutes__gte=1, length_minutes__gte=F("slot_minutes")),
            ),
            models.CheckConstraint(name="panel_sits_on_a_working_day", condition=Q(weekday__lte=4)),
            models.CheckConstraint(
                name="panel_sits_on_the_first_to_fourth_such_day", condition=Q(nth__gte=1, nth__lte=4)
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def quorum_rule(self) -> rules.Quorum:
        """Who must be there to decide."""
        return rules.Quorum.of(self.quorum)


@pghistory.track()
class PanelMember(models.Model):
    """Someone who sits on a panel for an agency: in which part, up to how many pounds, since when."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="panel_memberships")
    agency = models.ForeignKey("identity.Agency", on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=12, choices=list(rules.PART_WORDS.items()))
    limit_pence = models.BigIntegerField(default=0)
    substitute = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="panel_substitutions"
    )
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Privacy:
        open = {"id", "panel", "user", "agency", "part", "limit_pence", "substitute", "from_on", "until_on"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["panel", "user"],
                condition=Q(until_on__isnull=True),
                name="panel_has_a_member_once_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["panel"],
                condition=Q(until_on__isnull=True, part=rules.Part.CHAIR),
                name="panel_has_one_chair_at_a_time",
            ),
            models.CheckConstraint(name="panel_limit_is_not_below_nought", condition=Q(limit_pence__gte=0)),
            models.CheckConstraint(
                name="panel_member_is_not_their_own_substitute",
                condition=Q(substitute__isnull=True) | ~Q(substitute=F("user")),
            ),
            models.CheckConstraint(
                name="panel_membership_ends_on_or_after_it_began",
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
            ),
        ]
        indexes = [
            models.Index(fields=["user"], name="panel_member_now", condition=Q(until_on__isnull=True)),
            models.Index(fields=["substitute"], name="panel_substitute_now", condition=Q(until_on__isnull=True)),
        ]

    def __str__(self) -> str:
        return self.part
