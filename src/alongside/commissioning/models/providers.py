"""Who gives help for money: providers, contracts, rates, and what is known of their quality."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from alongside.foundation.references.rules import new_id

from .. import rules

USER = settings.AUTH_USER_MODEL
CONTRACT_KINDS = [
    ("framework", "Framework: called off as needed"),
    ("block", "Block: paid whether used or not"),
    ("spot", "Spot: for one family"),
]
QUALITY_KINDS = [
    ("visit", "Visit or check"),
    ("inspection", "Inspection"),
    ("praise", "Praise"),
    ("complaint", "Complaint"),
    ("concern", "Concern"),
]


@pghistory.track()
class Provider(models.Model):
    """An organisation that gives help for money."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    reference = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=200, unique=True)
    agency = models.ForeignKey("identity.Agency", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    registered_as = models.CharField(max_length=60, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)

    class Privacy:
        open = {"id", "reference", "name", "agency", "registered_as", "phone", "email", "is_active", "version"}

    class Meta:
        indexes = [models.Index(fields=["name", "id"], name="provider_in_order")]

    def __str__(self) -> str:
        return self.name


class QualityNote(models.Model):
    """Something known of a provider's quality, on a day, by whom."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="quality_notes")
    kind = models.CharField(max_length=12, choices=QUALITY_KINDS)
    on = models.DateField()
    words = models.TextField()
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Privacy:
        open = {"id", "provider", "kind", "on", "words", "by", "at"}

    class Meta:
        indexes = [models.Index(fields=["provider", "-on", "id"], name="quality_of_provider")]

    def __str__(self) -> str:
        return self.kind


@pghistory.track()
class Contract(models.Model):
    """What was agreed with a provider: from when until when, and how much it may come to."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    reference = models.CharField(max_length=20, unique=True)
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="contracts")
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=CONTRACT_KINDS)
    starts_on = models.DateField()
    ends_on = models.DateField()
    notice_weeks = models.PositiveSmallIntegerField(default=4)
    places = models.PositiveSmallIntegerField(null=True, blank=True)

    class Privacy:
        open = {"id", "reference", "provider", "title", "kind", "starts_on", "ends_on", "notice_weeks", "places"}

    class Meta:
        constraints = [
            models.CheckConstraint(name="contract_ends_after_it_starts", condition=Q(ends_on__gte=F("starts_on")))
        ]
        indexes = [
            models.Index(fields=["ends_on", "id"], name="contract_by_end"),
            models.Index(fields=["provider", "starts_on", "id"], name="contract_of_provider"),
        ]

    def __str__(self) -> str:
        return self.reference


@pghistory.track()
class Rate(models.Model):
    """A price of a contract for one unit of a service."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="rates")
    service = models.ForeignKey("directory.Service", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=200)
    unit = models.CharField(max_length=10, choices=list(rules.UNIT_WORDS.items()))
    price = models.BigIntegerField()
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Privacy:
        open = {"id", "contract", "service", "what", "unit", "price", "from_on", "until_on"}

    class Meta:
        constraints = [models.CheckConstraint(name="rate_is_above_nought", condition=Q(price__gt=0))]
        indexes = [models.Index(fields=["service", "unit", "price", "id"], name="rate_of_service")]

    def __str__(self) -> str:
        return self.what


@pghistory.track()
class ServiceDecision(models.Model):
    """Whether a service across packages is recommissioned, changed or decommissioned, and why."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    service = models.ForeignKey("directory.Service", on_delete=models.PROTECT, related_name="+")
    decision = models.CharField(max_length=14, choices=list(rules.REVIEW_DECISION_WORDS.items()))
    why = models.TextField()
    from_on = models.DateField()
    seen = models.JSONField(default=dict)
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Privacy:
        open = {"id", "service", "decision", "why", "from_on", "seen", "by", "at"}

    class Meta:
        constraints = [models.CheckConstraint(name="service_decision_says_why", condition=~Q(why=""))]
        indexes = [models.Index(fields=["service", "-at", "id"], name="decision_of_service")]

    def __str__(self) -> str:
        return self.decision
