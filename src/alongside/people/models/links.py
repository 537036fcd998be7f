"""Who is one person, and which is one family: what was said of pairs, and what stands because of it.

Nothing is merged. Each saying is an event that no one can change; `OnePerson` and `OneFamily` hold what follows
from them, written in the same transaction, and the two views give each record all that are one with it.
"""

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import F, Func, Q

from alongside.foundation.references.rules import new_id

from .. import rules
from .families import Family
from .persons import Person

DECISIONS = list(rules.LINK_DECISION_WORDS.items())


class Link(models.Model):
    """What somebody said of two records: the same, not the same, not sure, or taken apart again."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    place = models.PositiveIntegerField()
    decision = models.CharField(max_length=20, choices=DECISIONS)
    why = models.CharField(max_length=500, blank=True)
    versions = models.JSONField(default=dict, blank=True)
    evidence = models.JSONField(default=list, blank=True)
    model_version = models.CharField(max_length=80, blank=True)
    weight = models.FloatField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.decision


def _of_two(kind: str) -> list[models.BaseConstraint]:
    """Two records in order, each saying in its place, and a lead exactly where they are the same."""
    return [
        models.CheckConstraint(name=f"{kind}_link_is_between_two_in_order", condition=Q(low__lt=F("high"))),
        models.UniqueConstraint(fields=["low", "high", "place"], name=f"{kind}_link_has_its_place_in_the_history"),
        models.CheckConstraint(
            name=f"{kind}_link_names_a_lead_exactly_when_the_same",
            condition=Q(decision=rules.LinkDecision.SAME) & (Q(lead=F("low")) | Q(lead=F("high")))
            | ~Q(decision=rules.LinkDecision.SAME) & Q(lead__isnull=True),
        ),
    ]


class PersonLink(Link):
    """What somebody said of two records of a person."""

    low = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="links_as_low")
    high = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="links_as_high")
    lead = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Privacy:
        open = {"id", "low", "high", "place", "decision", "lead", "versions", "model_version", "weight", "by", "at"}
        personal = {"why", "evidence"}

    class Meta:
        constraints = _of_two("person")


class FamilyLink(Link):
    """What somebody said of two records of a family."""

    low = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="links_as_low")
    high = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="links_as_high")
    lead = models.ForeignKey(Family, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Privacy:
        open = {"id", "low", "high", "place", "decision", "lead", "versions", "model_version", "weight", "by", "at"}
        personal = {"why", "evidence"}

    class Meta:
        constraints = _of_two("family")


class OnePerson(models.Model):
    """Which record leads where several are one person; the leading record has a row too, a lone one has none."""

    record = models.OneToOneField(Person, primary_key=True, on_delete=models.PROTECT, related_name="one")
    lead = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Privacy:
        open = {"record", "lead"}

    def __str__(self) -> str:
        return "One person"


class OneFamily(models.Model):
    """Which record leads where several are one family; the leading record has a row too, a lone one has none."""

    record = models.OneToOneField(Family, primary_key=True, on_delete=models.PROTECT, related_name="one")
    lead = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")

    class Privacy:
        open = {"record", "lead"}

    def __str__(self) -> str:
        return "One family"


def among(column: str, named: models.QuerySet) -> Func:
    """Rows whose column is among what a query names. It is asked first and once, so that few rows are looked up
    where a join would read many; to filter by."""
    return Func(
        F(column),
        ArraySubquery(named),
        template="%(expressions)s)",
        arg_joiner=" = any (",
        output_field=models.BooleanField(),
    )


class PersonAsOne(models.Model):
    """A view: each record of a person beside every record that is one with it, itself among them."""

    record = models.OneToOneField(Person, primary_key=True, on_delete=models.DO_NOTHING, related_name="+")
    also = models.ForeignKey(Person, on_delete=models.DO_NOTHING, related_name="+")

    class Privacy:
        open = {"record", "also"}

    class Meta:
        managed = False

    def __str__(self) -> str:
        return "One person"


class FamilyAsOne(models.Model):
    """A view: each record of a family beside every record that is one with it, itself among them."""

    record = models.OneToOneField(Family, primary_key=True, on_delete=models.DO_NOTHING, related_name="+")
    also = models.ForeignKey(Family, on_delete=models.DO_NOTHING, related_name="+")

    class Privacy:
        open = {"record", "also"}

    class Meta:
        managed = False

    def __str__(self) -> str:
        return "One family"


class Sorting(models.Model):
    """Something written while two records were one; somebody looks at it once they are apart again."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person_link = models.ForeignKey(PersonLink, null=True, blank=True, on_delete=models.PROTECT, related_name="to_sort")
    family_link = models.ForeignKey(FamilyLink, null=True, blank=True, on_delete=models.PROTECT, related_name="to_sort")
    table = models.CharField(max_length=80)
    row_id = models.CharField(max_length=40)
    what = models.CharField(max_length=300)
    stands_with = models.UUIDField()
    other = models.UUIDField()
    status = models.CharField(
        max_length=10, choices=list(rules.SORTING_STATUS_WORDS.items()), default=rules.SortingStatus.WAITING
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        open = {
            "id",
            "person_link",
            "family_link",
            "table",
            "row_id",
            "stands_with",
            "other",
            "status",
            "by",
            "at",
        }
        sensitive = {"what"}

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="sorting_follows_one_parting",
                condition=Q(person_link__isnull=False, family_link__isnull=True)
                | Q(person_link__isnull=True, family_link__isnull=False),
            ),
            models.CheckConstraint(
                name="sorting_was_looked_at_by_someone",
                condition=Q(status=rules.SortingStatus.WAITING, by__isnull=True, at__isnull=True)
                | ~Q(status=rules.SortingStatus.WAITING) & Q(by__isnull=False, at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["id"], name="sorting_to_do", condition=Q(status=rules.SortingStatus.WAITING)),
        ]

    def __str__(self) -> str:
        return self.status
