"""A panel’s answer to an item, and what follows from it."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from alongside.foundation.references.rules import new_id

from .. import rules
from .item import Item, Offer
from .panel import KEPT, Panel, PanelMember
from .sitting import Sitting

FINAL = Q(is_final=True)


@pghistory.track()
class PanelDecision(models.Model):
    """The answer to an item: noted while the panel sits, and final when the chair has signed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    item = models.OneToOneField(Item, on_delete=models.PROTECT, related_name="decision")
    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="decisions")
    kind = models.CharField(max_length=24, choices=list(rules.DECISION_WORDS.items()))
    reasons = models.TextField()
    is_view_read = models.BooleanField(default=False)
    no_view_why = models.CharField(max_length=300, blank=True)
    teller = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    tell_by_on = models.DateField()
    lead = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    lead_accepted = models.BooleanField(default=False)
    to_panel = models.ForeignKey(Panel, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    redirected_to = models.CharField(max_length=300, blank=True)
    more_wanted = models.CharField(max_length=300, blank=True)
    package_pence = models.BigIntegerField(null=True, blank=True)
    unmet = models.CharField(max_length=300, blank=True)
    had_quorum = models.BooleanField(default=True)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()
    is_final = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Privacy:
        open = {
            "id",
            "item",
            "sitting",
            "teller",
            "tell_by_on",
            "lead",
            "lead_accepted",
            "to_panel",
            "had_quorum",
            "noted_by",
            "noted_at",
            "is_final",
            "version",
        }
        sensitive = {
            "kind",
            "reasons",
            "is_view_read",
            "no_view_why",
            "redirected_to",
            "more_wanted",
            "package_pence",
            "unmet",
        }

    class Meta:
        constraints = [
            models.CheckConstraint(name="panel_decision_says_why", condition=~Q(reasons="")),
            models.CheckConstraint(
                name="panel_decision_has_the_familys_view_or_says_why_not",
                condition=Q(is_view_read=True) | ~Q(no_view_why=""),
            ),
            models.CheckConstraint(
                name="panel_that_redirects_says_where",
                condition=~Q(kind=rules.DecisionKind.REDIRECT) | ~Q(redirected_to="") | Q(to_panel__isnull=False),
            ),
            models.CheckConstraint(
                name="panel_decision_has_a_lead_before_one_accepts",
                condition=Q(lead_accepted=False) | Q(lead__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["sitting", "id"], name="decision_of_sitting")]

    def __str__(self) -> str:
        return self.kind


class Helper(models.Model):
    """An agency’s offer that the panel takes up: who will help, and with what."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    decision = models.ForeignKey(PanelDecision, on_delete=models.CASCADE, related_name="helpers")
    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="taken_up")

    class Privacy:
        open = {"id", "decision", "offer"}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["decision", "offer"], name="offer_is_taken_up_once")]

    def __str__(self) -> str:
        return str(self.offer_id)


class Condition(models.Model):
    """Something that must be done for an agreement to hold: what, who owns it, by when."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    decision = models.ForeignKey(PanelDecision, on_delete=models.CASCADE, related_name="conditions")
    what = models.CharField(max_length=300)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    position = models.PositiveSmallIntegerField()

    class Privacy:
        open = {"id", "decision", "owner", "due_on", "position"}
        sensitive = {"what"}

    class Meta:
        constraints = [
            models.CheckConstraint(name="condition_has_words", condition=~Q(what="")),
            models.UniqueConstraint(fields=["decision", "position"], name="condition_has_a_place_of_its_own"),
        ]

    def __str__(self) -> str:
        return f"Condition {self.position}"


class Dissent(models.Model):
    """A member who does not agree, by name, and why."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    decision = models.ForeignKey(PanelDecision, on_delete=models.CASCADE, related_name="dissents")
    member = models.ForeignKey(PanelMember, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=300)

    class Privacy:
        open = {"id", "decision", "member"}
        sensitive = {"why"}

    class Meta:
        constraints = [
            models.CheckConstraint(name="dissent_says_why", condition=~Q(why="")),
            models.UniqueConstraint(fields=["decision", "member"], name="dissent_is_noted_once"),
        ]

    def __str__(self) -> str:
        return "Dissent"


class ChildSafety(models.Model):
    """What the panel heard about one child’s safety."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    decision = models.ForeignKey(PanelDecision, on_delete=models.CASCADE, related_name="safety")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=16, choices=list(rules.SAFETY_WORDS.items()))
    words = models.CharField(max_length=300, blank=True)

    class Privacy:
        open = {"id", "decision", "person"}
        sensitive = {"answer", "words"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "person"], name="safety_is_asked_once_for_each_child"),
            models.CheckConstraint(
                name="safety_to_act_on_says_what_is_done",
                condition=~Q(answer=rules.Safety.ACT_NOW) | ~Q(words=""),
            ),
        ]

    def __str__(self) -> str:
        return "Asked"


@pghistory.track()
class PanelAction(models.Model):
    """Something that one person has to do because of a decision, by a day."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="actions")
    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="actions")
    kind = models.CharField(max_length=16, choices=list(rules.ACTION_KIND_WORDS.items()))
    what = models.CharField(max_length=400)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="panel_actions")
    due_on = models.DateField()
    done_at = models.DateTimeField(null=True, blank=True)
    done_words = models.CharField(max_length=300, blank=True)

    class Privacy:
        open = {"id", "item", "sitting", "kind", "owner", "due_on", "done_at"}
        sensitive = {"what", "done_words"}

    class Meta:
        constraints = [models.CheckConstraint(name="panel_action_says_what", condition=~Q(what=""))]
        indexes = [
            models.Index(
                fields=["owner", "due_on", "id"], name="panel_action_to_do", condition=Q(done_at__isnull=True)
            ),
            models.Index(fields=["item", "due_on", "id"], name="panel_action_of_item"),
        ]

    def __str__(self) -> str:
        return self.kind


class PanelLetter(models.Model):
    """The letter about a decision to the family or to whoever asked, as it was written when the chair signed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="letters")
    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="letters")
    to_whom = models.CharField(max_length=10, choices=list(rules.LETTER_WORDS.items()))
    name = models.CharField(max_length=200)
    email = models.EmailField(blank=True)
    words = models.TextField()
    written_at = models.DateTimeField()

    class Privacy:
        open = {"id", "item", "sitting", "to_whom", "written_at"}
        personal = {"name", "email"}
        sensitive = {"words"}

    class Meta:
        triggers = [KEPT]
        constraints = [
            models.UniqueConstraint(fields=["item", "to_whom"], name="letter_about_a_decision_is_written_once"),
            models.CheckConstraint(name="panel_letter_has_words", condition=~Q(words="")),
        ]

    def __str__(self) -> str:
        return self.to_whom
