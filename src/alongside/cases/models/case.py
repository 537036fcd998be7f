"""A case, who is allocated to it, and each step it takes."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from alongside.foundation.references.rules import new_id

from .. import rules

LEVELS = [(int(level), words) for level, words in rules.LEVEL_WORDS.items()]


@pghistory.track()
class Case(models.Model):
    """A family's involvement with the service from opening to closing, at a level, in a hub."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    reference = models.CharField(max_length=20, unique=True)
    family = models.ForeignKey("people.Family", on_delete=models.PROTECT, related_name="cases")
    status = models.CharField(max_length=20, choices=list(rules.CASE_STATUS_WORDS.items()))
    level = models.PositiveSmallIntegerField(choices=LEVELS)
    locality = models.ForeignKey("places.Locality", null=True, on_delete=models.PROTECT, related_name="cases")
    hub_team = models.ForeignKey("identity.Team", null=True, on_delete=models.PROTECT, related_name="cases")
    lead = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="cases_led"
    )
    opened_on = models.DateField()
    opened_from = models.CharField(max_length=20, blank=True)
    source_id = models.UUIDField(null=True, blank=True, unique=True)
    closed_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=20, blank=True, choices=list(rules.CLOSING_WORDS.items()))
    version = models.PositiveIntegerField(default=1)

    class Privacy:
        open = {
            "id",
            "reference",
            "family",
            "status",
            "locality",
            "hub_team",
            "lead",
            "opened_on",
            "opened_from",
            "source_id",
            "closed_on",
            "version",
        }
        sensitive = {"level", "outcome"}

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="case_has_a_closing_day_exactly_when_closed",
                condition=Q(status=rules.CaseStatus.CLOSED, closed_on__isnull=False)
                | ~Q(status=rules.CaseStatus.CLOSED) & Q(closed_on__isnull=True),
            ),
            models.CheckConstraint(
                name="case_has_an_outcome_exactly_when_closed",
                condition=Q(status=rules.CaseStatus.CLOSED) & ~Q(outcome="")
                | ~Q(status=rules.CaseStatus.CLOSED) & Q(outcome=""),
            ),
            models.CheckConstraint(
                name="case_being_helped_has_a_lead_professional",
                condition=~Q(status=rules.CaseStatus.OPEN) | Q(lead__isnull=False),
            ),
            models.CheckConstraint(
                name="case_waiting_or_closed_has_no_lead_professional",
                condition=~Q(status__in=[rules.CaseStatus.TO_ALLOCATE, rules.CaseStatus.CLOSED]) | Q(lead__isnull=True),
            ),
            models.CheckConstraint(
                name="case_closes_on_or_after_it_opened",
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")),
            ),
            models.UniqueConstraint(
                fields=["family"],
                condition=~Q(status=rules.CaseStatus.CLOSED),
                name="case_is_the_only_open_one_of_its_family",
            ),
        ]
        indexes = [
            models.Index(fields=["hub_team", "status", "opened_on"], name="case_by_hub"),
            models.Index(fields=["lead", "status"], name="case_by_lead"),
        ]

    def __str__(self) -> str:
        return self.reference


class Allocation(models.Model):
    """Someone was given this family to work with, from then until then."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="allocations")
    worker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="allocations")
    role = models.CharField(max_length=10, choices=[(k, k) for k in rules.AllocationRole])
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    allocated_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Privacy:
        open = {"id", "case", "worker", "role", "from_at", "until_at", "allocated_by"}
        sensitive = {"reason"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(role="lead", until_at__isnull=True),
                name="allocation_names_one_lead_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["case", "worker"],
                condition=Q(until_at__isnull=True),
                name="allocation_gives_a_family_to_a_worker_once_at_a_time",
            ),
            models.CheckConstraint(
                name="allocation_ends_on_or_after_it_began",
                condition=Q(until_at__isnull=True) | Q(until_at__gte=F("from_at")),
            ),
        ]
        indexes = [models.Index(fields=["worker"], name="allocation_now", condition=Q(until_at__isnull=True))]

    def __str__(self) -> str:
        return self.role


class Step(models.Model):
    """One move of a case: from, to, by whom, when and why; never changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=20, choices=list(rules.STEP_WORDS.items()))
    from_status = models.CharField(max_length=20, blank=True)
    to_status = models.CharField(max_length=20)
    from_level = models.PositiveSmallIntegerField(null=True, blank=True)
    to_level = models.PositiveSmallIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    why = models.TextField(blank=True)
    agreed_by = models.CharField(max_length=200, blank=True)
    family_said = models.TextField(blank=True)
    outcome = models.CharField(max_length=20, blank=True)
    last_meeting_on = models.DateField(null=True, blank=True)
    named_lead = models.CharField(max_length=200, blank=True)
    from_hub = models.ForeignKey(
        "identity.Team", null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    to_hub = models.ForeignKey(
        "identity.Team", null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Privacy:
        open = {"id", "case", "kind", "from_status", "to_status", "by", "at", "last_meeting_on", "from_hub", "to_hub"}
        personal = {"agreed_by", "named_lead"}
        sensitive = {"from_level", "to_level", "why", "family_said", "outcome"}

    class Meta:
        indexes = [models.Index(fields=["case", "at", "id"], name="step_of_case")]

    def __str__(self) -> str:
        return self.kind
