"""What people agreed to share; and, apart from that, the lawful basis for sharing."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from alongside.foundation.references.rules import new_id

from .. import rules
from .families import Family
from .persons import Person


class Agreement(models.Model):
    """One person's answer about one agency and one purpose: dated, and withdrawable."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="agreements")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="agreements")
    agency = models.ForeignKey("identity.Agency", on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=200)
    answer = models.CharField(max_length=10, choices=[(k, k) for k in rules.AgreementAnswer])
    given_on = models.DateField()
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_why = models.CharField(max_length=300, blank=True)
    how = models.CharField(max_length=200, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Privacy:
        open = {"id", "family", "person", "agency", "given_on", "withdrawn_on", "recorded_by", "recorded_at"}
        sensitive = {"purpose", "answer", "withdrawn_why", "how"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "agency", "purpose"],
                condition=Q(withdrawn_on__isnull=True),
                name="agreement_stands_once_for_person_agency_and_purpose",
            ),
            models.CheckConstraint(
                name="agreement_is_withdrawn_on_or_after_it_was_given",
                condition=Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gte=F("given_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"Answer of {self.given_on}"


class SharingBasis(models.Model):
    """The lawful basis on which a family's information is shared with an agency, and who decided."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="sharing_bases")
    agency = models.ForeignKey("identity.Agency", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    basis = models.CharField(max_length=20, choices=list(rules.LAWFUL_BASIS_WORDS.items()))
    reason = models.TextField(blank=True)
    is_without_agreement = models.BooleanField(default=False)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Privacy:
        open = {"id", "family", "agency", "basis", "is_without_agreement", "decided_by", "decided_at"}
        sensitive = {"reason"}

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="sharing_without_agreement_has_a_reason",
                condition=Q(is_without_agreement=False) | ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return self.basis
