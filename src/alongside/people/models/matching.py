"""What the matching model compares people by: a row for each person, and how common each value is."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F

from ..gateways import register_columns
from .persons import Person


class MatchRecord(models.Model):
    """A person as the matching model reads them: the keys to be found by, and the columns that are compared.

    The columns are the model's; a model that reads others needs a migration. Confidential homes are left out.
    """

    person = models.OneToOneField(Person, primary_key=True, on_delete=models.CASCADE, related_name="match_record")
    keys = ArrayField(models.TextField())

    class Privacy:
        open = {"person"}
        personal = {"keys", *register_columns()}

    class Meta:
        indexes = [GinIndex(fields=["keys"], name="match_by_keys", fastupdate=False)]

    def __str__(self) -> str:
        return "Match record"


for _name, _kind in register_columns().items():
    MatchRecord.add_to_class(
        _name,
        {
            "text": models.TextField(blank=True),
            "text[]": ArrayField(models.TextField()),
            "bigint": models.BigIntegerField(null=True),
        }[_kind],
    )


class MatchFrequency(models.Model):
    """How often a value of a column stands in the register; under the empty value, how many are counted."""

    column = models.CharField(max_length=60)
    value = models.TextField(blank=True)
    count = models.PositiveBigIntegerField()

    class Privacy:
        open = {"id", "column", "count"}
        personal = {"value"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["column", "value"], name="match_frequency_is_counted_once"),
            models.CheckConstraint(name="match_frequency_counts_somebody", condition=models.Q(count__gt=0)),
        ]

    def __str__(self) -> str:
        return self.column


class MatchStale(models.Model):
    """Someone of whom something changed since their match record was written; triggers note it."""

    person_id = models.UUIDField(db_index=True)

    class Privacy:
        open = {"id", "person_id"}

    def __str__(self) -> str:
        return "To be read again"


class ListedPerson(models.Model):
    """By which id a list that was taken in knows a person."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="listings")
    source = models.CharField(max_length=120)
    listed_as = models.CharField(max_length=120)
    as_of = models.DateField()

    class Privacy:
        open = {"id", "person", "source", "as_of"}
        personal = {"listed_as"}

    class Meta:
        constraints = [
            models.UniqueConstraint(F("source"), F("listed_as"), name="list_names_a_person_once"),
        ]
        indexes = [models.Index(fields=["person"], name="listings_of_a_person")]

    def __str__(self) -> str:
        return self.source
