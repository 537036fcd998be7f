"""Families, their members, and how people are related."""

import pghistory
from django.db import models
from django.db.models import F, Q

from alongside.foundation.references.rules import new_id

from .. import rules
from .persons import Person


@pghistory.track()
class Family(models.Model):
    """A family is a record of its own: the people round some children, in one home or several."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    reference = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=200)
    sort_name = models.CharField(max_length=200, db_index=True)
    recorded_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Privacy:
        open = {"id", "reference", "recorded_at", "version"}
        personal = {"name", "sort_name"}

    def __str__(self) -> str:
        return self.reference

    @property
    def title(self) -> str:
        """Return how a sentence names the family, whether or not its name says that it is one."""
        return rules.family_title(self.name)


@pghistory.track()
class FamilyMember(models.Model):
    """A person's part in a family, and whether they live in its home."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    family = models.ForeignKey(Family, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=10, choices=list(rules.FAMILY_ROLE_WORDS.items()))
    in_household = models.BooleanField(default=True)
    from_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)

    class Privacy:
        open = {"id", "family", "person", "role"}
        personal = {"in_household", "from_on", "until_on"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["family", "person"],
                condition=Q(until_on__isnull=True),
                name="member_is_in_a_family_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return self.role


@pghistory.track()
class Relationship(models.Model):
    """How one person is related to another."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="relations_from")
    other = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="relations_to")
    kind = models.CharField(max_length=20, choices=list(rules.RELATION_WORDS.items()))
    has_parental_responsibility = models.BooleanField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=120)
    as_of = models.DateField()

    class Privacy:
        open = {"id", "person", "other", "source", "as_of"}
        personal = {"kind", "has_parental_responsibility", "until_on"}

    class Meta:
        constraints = [
            models.CheckConstraint(name="relationship_is_between_two_people", condition=~Q(person=F("other"))),
            models.UniqueConstraint(
                fields=["person", "other", "kind"],
                condition=Q(until_on__isnull=True),
                name="relationship_is_recorded_once",
            ),
        ]

    def __str__(self) -> str:
        return self.kind
