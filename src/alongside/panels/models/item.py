"""One question on an agenda, its papers, and what each agency knows and could offer."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from alongside.foundation.references.rules import new_id

from .. import rules
from .panel import KEPT, Panel, PanelMember
from .sitting import Sitting

ON_AGENDA = Q(status=rules.ItemStatus.ON_AGENDA)


@pghistory.track()
class Item(models.Model):
    """One question about a family, to a panel or waiting for one."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    reference = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=16, choices=list(rules.ITEM_KIND_WORDS.items()))
    status = models.CharField(
        max_length=12, choices=list(rules.ITEM_STATUS_WORDS.items()), default=rules.ItemStatus.WAITING
    )
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="panel_items")
    panel = models.ForeignKey(Panel, null=True, blank=True, on_delete=models.PROTECT, related_name="items")
    sitting = models.ForeignKey(Sitting, null=True, blank=True, on_delete=models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField(default=0)
    is_reserve = models.BooleanField(default=False)
    minutes = models.PositiveSmallIntegerField(default=10)
    question = models.TextField()
    wants_package = models.BooleanField(default=False)
    package_words = models.CharField(max_length=300, blank=True)
    package_pence = models.BigIntegerField(null=True, blank=True)
    help_began_on = models.DateField(null=True, blank=True)
    help_began_words = models.TextField(blank=True)
    panel_named = models.CharField(max_length=200, blank=True)
    source_kind = models.CharField(max_length=40, blank=True)
    source_id = models.UUIDField(null=True, blank=True)
    comes_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="led_to")
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="panel_items_asked"
    )
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    not_before_on = models.DateField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Privacy:
        open = {
            "id",
            "reference",
            "kind",
            "status",
            "case",
            "panel",
            "sitting",
            "position",
            "is_reserve",
            "minutes",
            "panel_named",
            "source_kind",
            "source_id",
            "comes_from",
            "merged_into",
            "asked_by",
            "asked_at",
            "due_on",
            "not_before_on",
            "opened_at",
            "closed_at",
            "version",
        }
        sensitive = {
            "question",
            "wants_package",
            "package_words",
            "package_pence",
            "help_began_on",
            "help_began_words",
        }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source_kind", "source_id"],
                condition=Q(source_id__isnull=False),
                name="item_comes_once_from_its_source",
            ),
            models.CheckConstraint(
                name="item_on_an_agenda_has_a_sitting",
                condition=Q(sitting__isnull=False, panel__isnull=False)
                | ~Q(status__in=[rules.ItemStatus.ON_AGENDA, rules.ItemStatus.DECIDED]),
            ),
            models.CheckConstraint(
                name="item_waiting_has_no_sitting",
                condition=Q(sitting__isnull=True)
                | ~Q(status__in=[rules.ItemStatus.WAITING, rules.ItemStatus.REFERRED, rules.ItemStatus.WITHDRAWN]),
            ),
            models.CheckConstraint(
                name="item_is_merged_exactly_when_it_says_into_which",
                condition=Q(merged_into__isnull=False)
                & Q(status__in=[rules.ItemStatus.MERGED, rules.ItemStatus.DECIDED])
                | Q(merged_into__isnull=True) & ~Q(status=rules.ItemStatus.MERGED),
            ),
            models.CheckConstraint(name="item_asks_something", condition=~Q(question="")),
            models.CheckConstraint(
                name="item_to_ratify_says_when_help_began",
                condition=~Q(kind=rules.ItemKind.RATIFY) | Q(help_began_on__isnull=False),
            ),
            models.CheckConstraint(
                name="item_package_is_not_below_nought",
                condition=Q(package_pence__isnull=True) | Q(package_pence__gte=0),
            ),
        ]
        indexes = [
            models.Index(fields=["sitting", "position", "id"], name="item_on_agenda"),
            models.Index(
                fields=["panel", "asked_at", "id"],
                name="item_waiting_by_panel",
                condition=Q(status=rules.ItemStatus.WAITING),
            ),
            models.Index(fields=["case", "asked_at", "id"], name="item_of_case"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def asked_first(self) -> "Item":
        """The question as it was asked at first, before it was referred on or came back with more."""
        first = self
        while first.comes_from is not None:
            first = first.comes_from
        return first


class Paper(models.Model):
    """What the panel reads about an item, frozen as it was sent."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="papers")
    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="papers")
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    frozen_at = models.DateTimeField()
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Privacy:
        open = {"id", "item", "sitting", "digest", "frozen_at", "frozen_by"}
        sensitive = {"content"}

    class Meta:
        triggers = [KEPT]
        constraints = [
            models.UniqueConstraint(fields=["item", "sitting"], name="paper_is_frozen_once_for_a_sitting"),
            models.CheckConstraint(name="paper_has_a_digest", condition=~Q(digest="")),
        ]

    def __str__(self) -> str:
        return f"Sent {self.frozen_at:%Y-%m-%d}"


@pghistory.track()
class Offer(models.Model):
    """What one agency knows and could offer, in one line each, before the panel meets."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="offers")
    member = models.ForeignKey(PanelMember, on_delete=models.PROTECT, related_name="offers")
    knows = models.CharField(max_length=300, blank=True)
    offers = models.CharField(max_length=300, blank=True)
    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    can_lead = models.BooleanField(default=False)
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Privacy:
        open = {"id", "item", "member", "worker", "can_lead", "said_by", "said_at", "version"}
        sensitive = {"knows", "offers"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "member"], name="offer_is_one_line_for_each_member"),
            models.CheckConstraint(name="offer_says_something", condition=~Q(knows="") | ~Q(offers="")),
            models.CheckConstraint(
                name="offer_to_lead_names_a_worker", condition=Q(can_lead=False) | Q(worker__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"Said {self.said_at:%Y-%m-%d}"


class Interest(models.Model):
    """Someone must not see or decide an item, because of who they are to the family."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="interests")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="panel_interests")
    why = models.CharField(max_length=300)
    declared_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        open = {"id", "item", "user", "declared_at", "withdrawn_at"}
        sensitive = {"why"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["item", "user"], condition=Q(withdrawn_at__isnull=True), name="interest_is_declared_once"
            ),
            models.CheckConstraint(name="interest_says_why", condition=~Q(why="")),
            models.CheckConstraint(
                name="interest_is_withdrawn_after_it_was_declared",
                condition=Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=F("declared_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"Declared {self.declared_at:%Y-%m-%d}"
