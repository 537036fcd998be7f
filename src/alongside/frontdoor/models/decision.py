"""What the front door decided about a contact, and why."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from alongside.cases.rules import LEVEL_WORDS
from alongside.foundation.references.rules import new_id

from .. import rules
from .contact import Contact, choices


@pghistory.track()
class Decision(models.Model):
    """The front door's answer: level of need, descriptors, reasons, and what happens next."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    contact = models.OneToOneField(Contact, on_delete=models.PROTECT, related_name="decision")
    level = models.PositiveSmallIntegerField(choices=[(int(k), v) for k, v in LEVEL_WORDS.items()])
    outcome = models.CharField(max_length=20, choices=choices(rules.OUTCOME_WORDS))
    reasons = models.TextField()
    agency = models.ForeignKey("identity.Agency", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    to_team = models.ForeignKey("identity.Team", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    panel = models.CharField(max_length=200, blank=True)
    signposted_to = models.CharField(max_length=300, blank=True)
    case = models.ForeignKey("cases.Case", null=True, blank=True, on_delete=models.PROTECT, related_name="decisions")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    words_to_referrer = models.TextField()
    telling_due_on = models.DateField()
    told_at = models.DateTimeField(null=True, blank=True)
    told_how = models.CharField(max_length=200, blank=True)
    told_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Privacy:
        open = {
            "id",
            "contact",
            "agency",
            "to_team",
            "panel",
            "case",
            "decided_by",
            "decided_at",
            "telling_due_on",
            "told_at",
            "told_how",
            "told_by",
        }
        sensitive = {"level", "outcome", "reasons", "signposted_to", "words_to_referrer"}

    class Meta:
        constraints = [
            models.CheckConstraint(name="decision_is_at_one_of_four_levels", condition=Q(level__gte=1, level__lte=4)),
            models.CheckConstraint(name="decision_says_why", condition=~Q(reasons="")),
            models.CheckConstraint(
                name="decision_for_one_agency_names_it",
                condition=~Q(outcome=rules.Outcome.ONE_AGENCY) | Q(agency__isnull=False),
            ),
            models.CheckConstraint(
                name="decision_to_step_up_names_a_team",
                condition=~Q(outcome=rules.Outcome.STEP_UP) | Q(to_team__isnull=False),
            ),
            models.CheckConstraint(
                name="decision_told_says_how",
                condition=Q(told_at__isnull=True) | ~Q(told_how=""),
            ),
        ]
        indexes = [
            models.Index(fields=["telling_due_on", "id"], name="decision_to_tell", condition=Q(told_at__isnull=True)),
            models.Index(fields=["decided_at", "id"], name="decision_by_moment"),
        ]

    def __str__(self) -> str:
        return self.outcome


class Signpost(models.Model):
    """A service of the directory to which the family was pointed when the decision was made."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="signposts")
    service = models.ForeignKey("directory.Service", on_delete=models.PROTECT, related_name="+")

    class Privacy:
        open = {"id", "decision"}
        sensitive = {"service"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "service"], name="signpost_points_to_a_service_once"),
        ]

    def __str__(self) -> str:
        return "Signpost"


class DescriptorApplied(models.Model):
    """A descriptor of the threshold document that applied when the decision was made."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="applied")
    descriptor = models.ForeignKey("cases.Descriptor", on_delete=models.PROTECT, related_name="+")

    class Privacy:
        open = {"id", "decision"}
        sensitive = {"descriptor"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "descriptor"], name="descriptor_applies_once_to_a_decision"),
        ]

    def __str__(self) -> str:
        return "Descriptor"
